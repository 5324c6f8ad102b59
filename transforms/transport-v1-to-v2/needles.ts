// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';
import { transportModules } from '../lib/sdk-modules.ts';

export const needles: Needles = [[transportModules.v1.patched]];
