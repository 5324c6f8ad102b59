// The stock table of codes plus the one it lacks (client 2.0.0 to 2.4.0).
import { SdkErrorCode as Stock } from '@modelcontextprotocol/client';
import { SESSION_EXPIRED } from './session-expired.ts';

/**
 * The stock `SdkErrorCode` and `ClientHttpSessionExpired`. A release that ships its own member keeps it.
 *
 * The new member has the type of the whole stock enum: TypeScript then lets `error.code === SdkErrorCode.ClientHttpSessionExpired`
 * and a `case` of it compile where `error.code` has the stock type, and narrows nothing away.
 */
export const SdkErrorCode: typeof Stock & { readonly ClientHttpSessionExpired: Stock } = {
  ClientHttpSessionExpired: SESSION_EXPIRED as Stock,
  ...Stock,
};

/** The type of `SdkError.code`. */
export type SdkErrorCode = Stock;
