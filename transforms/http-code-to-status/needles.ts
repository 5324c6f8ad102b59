// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';
import { reachedBy } from '../lib/port/needles.ts';

export const needles: Needles = reachedBy('code');
