// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';
import { needles as guesses } from '../lib/recogniser/needles.ts';

/** What a test writes that names nothing of the SDK: an error with a status of its own, or one that only says so. */
const faked: Needles = [
  ['rror', 'ession not found'],
  ['rror', 'ession expired'],
  ['extends Error', '404'],
  ['code: 404', 'message'],
  ['status: 404', 'message'],
  ['rror', 'code: 404'],
  ['rror', 'status: 404'],
  ['rror', '.code = 404'],
  ['rror', '.status = 404'],
  ['rror(404'],
  ['hrow ', '(404'],
  ['eject', '(404'],
];

export const needles: Needles = [...guesses, ...faked];
