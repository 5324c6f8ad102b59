// The one list of codemods.

import type { Codemod } from './lib/codemod.ts';

export const codemods: readonly Codemod[] = [];
