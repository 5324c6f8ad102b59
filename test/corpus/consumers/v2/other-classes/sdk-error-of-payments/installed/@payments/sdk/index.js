export const SdkErrorCode = { SessionExpired: 'SESSION_EXPIRED', NotFound: 404 };
export class SdkError extends Error {
  constructor(code) {
    super(String(code));
    this.code = code;
  }
}
