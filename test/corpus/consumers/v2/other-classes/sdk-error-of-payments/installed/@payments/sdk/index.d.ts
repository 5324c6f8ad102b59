export declare const SdkErrorCode: { readonly SessionExpired: 'SESSION_EXPIRED'; readonly NotFound: 404 };
export declare class SdkError extends Error {
  readonly code: string | number;
  constructor(code: string | number);
}
