// The one list of codemods.

import { codemod as expiryGuessToCode } from './expiry-guess-to-code/index.ts';
import type { Codemod } from './lib/codemod.ts';
import { codemod as stockToPatchedTransport } from './stock-to-patched-transport/index.ts';

export const codemods: readonly Codemod[] = [expiryGuessToCode, stockToPatchedTransport];
