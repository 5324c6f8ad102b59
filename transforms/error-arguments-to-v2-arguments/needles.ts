// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';

export const needles: Needles = [['SdkHttpError(']];
