// Conditions that guess at an expired MCP session become checks of the code that the patched transport throws.

import type { Codemod } from '../lib/codemod.ts';
import { askAgain } from '../lib/recogniser/rewrite/again.ts';
import { leadNeedles, leadsOf } from '../lib/recogniser/leads.ts';
import { recognise } from '../lib/recogniser/recognise.ts';
import { storyOf } from '../lib/recogniser/story.ts';
import { messages } from '../lib/recogniser/verdict/verdict.ts';
import { toTransform } from '../lib/to-transform.ts';
import { needles } from './needles.ts';

/** The codemod as a record. */
export const codemod = {
  id: 'expiry-guess-to-code',
  title: 'Ask for the session-expired code instead of guessing',
  needles,
  leadNeedles,
  findsChecks: true,
  after: ['transport-v1-to-v2', 'http-code-to-status'],
  messages,
  inspect: (source, context) => recognise(source, context),
  leads: leadsOf,
  prove: askAgain,
  storyOf,
} satisfies Codemod;

export default toTransform(codemod);
