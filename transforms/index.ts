// The one list of codemods.

import { codemod as errorNameToV2Name } from './error-name-to-v2-name/index.ts';
import { codemod as expiryGuessToCode } from './expiry-guess-to-code/index.ts';
import { codemod as httpCodeToStatus } from './http-code-to-status/index.ts';
import type { Codemod } from './lib/codemod.ts';
import { codemod as patchedToNativeTransport } from './patched-to-native-transport/index.ts';
import { codemod as rawCodeToSdkCode } from './raw-code-to-sdk-code/index.ts';
import { codemod as recoveryToWithSessionRecovery } from './recovery-to-with-session-recovery/index.ts';
import { codemod as sessionResetToTransport } from './session-reset-to-transport/index.ts';
import { codemod as stockToPatchedTransport } from './stock-to-patched-transport/index.ts';
import { codemod as terminate404ToSilent } from './terminate-404-to-silent/index.ts';
import { codemod as testErrorToExpiredError } from './test-error-to-expired-error/index.ts';
import { codemod as transportV1ToV2 } from './transport-v1-to-v2/index.ts';
import { codemod as errorArgumentsToV2Arguments } from './error-arguments-to-v2-arguments/index.ts';
import { codemod as v1MockToV2Mock } from './v1-mock-to-v2-mock/index.ts';

export const codemods: readonly Codemod[] = [
  transportV1ToV2,
  expiryGuessToCode,
  stockToPatchedTransport,
  patchedToNativeTransport,
  httpCodeToStatus,
  rawCodeToSdkCode,
  errorNameToV2Name,
  terminate404ToSilent,
  sessionResetToTransport,
  recoveryToWithSessionRecovery,
  testErrorToExpiredError,
  errorArgumentsToV2Arguments,
  v1MockToV2Mock,
];
