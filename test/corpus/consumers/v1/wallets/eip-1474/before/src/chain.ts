export const rpcErrors = {
  parse: -32700,
  resourceNotFound: -32001,
  resourceUnavailable: -32002,
  transactionRejected: -32003,
  methodNotSupported: -32004,
} as const;

export class ChainError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const blockIsMissing = (error: unknown): boolean =>
  error instanceof ChainError && error.code === rpcErrors.resourceNotFound;

export const retryLater = (error: unknown): boolean =>
  error instanceof ChainError && [rpcErrors.resourceUnavailable as number].includes(error.code);
