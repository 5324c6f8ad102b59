export enum LspErrorCode {
  ParseError = -32700,
  ServerNotInitialized = -32002,
  UnknownErrorCode = -32001,
  RequestCancelled = -32800,
}

export class LspError extends Error {
  constructor(
    readonly code: LspErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export function needsRestart(error: unknown): boolean {
  return (
    error instanceof LspError &&
    (error.code === LspErrorCode.UnknownErrorCode || error.message.includes('Server not initialized'))
  );
}
