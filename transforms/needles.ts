// What each codemod looks for, without the codemods: a run that finds nothing of it anywhere loads none of them.

import { needles as errorArgumentsToV2Arguments } from './error-arguments-to-v2-arguments/needles.ts';
import { needles as errorNameToV2Name } from './error-name-to-v2-name/needles.ts';
import { needles as expiryGuessToCode } from './expiry-guess-to-code/needles.ts';
import { needles as httpCodeToStatus } from './http-code-to-status/needles.ts';
import { needles as patchedToNativeTransport } from './patched-to-native-transport/needles.ts';
import { needles as rawCodeToSdkCode } from './raw-code-to-sdk-code/needles.ts';
import { needles as recoveryToWithSessionRecovery } from './recovery-to-with-session-recovery/needles.ts';
import { needles as sessionResetToTransport } from './session-reset-to-transport/needles.ts';
import { needles as stockToPatchedTransport } from './stock-to-patched-transport/needles.ts';
import { needles as terminate404ToSilent } from './terminate-404-to-silent/needles.ts';
import { needles as testErrorToExpiredError } from './test-error-to-expired-error/needles.ts';
import { needles as transportV1ToV2 } from './transport-v1-to-v2/needles.ts';
import { needles as v1MockToV2Mock } from './v1-mock-to-v2-mock/needles.ts';
import type { Needles } from './lib/codemod.ts';

/** By the id of the codemod, in the order of the list of codemods. */
export const needlesById: ReadonlyMap<string, Needles> = new Map([
  ['transport-v1-to-v2', transportV1ToV2],
  ['expiry-guess-to-code', expiryGuessToCode],
  ['stock-to-patched-transport', stockToPatchedTransport],
  ['patched-to-native-transport', patchedToNativeTransport],
  ['http-code-to-status', httpCodeToStatus],
  ['raw-code-to-sdk-code', rawCodeToSdkCode],
  ['error-name-to-v2-name', errorNameToV2Name],
  ['terminate-404-to-silent', terminate404ToSilent],
  ['session-reset-to-transport', sessionResetToTransport],
  ['recovery-to-with-session-recovery', recoveryToWithSessionRecovery],
  ['test-error-to-expired-error', testErrorToExpiredError],
  ['error-arguments-to-v2-arguments', errorArgumentsToV2Arguments],
  ['v1-mock-to-v2-mock', v1MockToV2Mock],
]);

/** Those of the codemods of a run; null is all of them. */
export function needlesOf(only: readonly string[] | null): Needles {
  return [...needlesById].flatMap(([id, needles]) => (only === null || only.includes(id) ? needles : []));
}
