export const A2A = {
  TaskNotFound: -32001,
  TaskNotCancelable: -32002,
  PushNotificationNotSupported: -32003,
  UnsupportedOperation: -32004,
} as const;

export class A2AError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'A2AError';
  }
}

export function isTaskNotFound(error: unknown): boolean {
  return error instanceof A2AError && error.code === A2A.TaskNotFound;
}

export function fromRpc(error: { code: number; message: string }): A2AError {
  return new A2AError(error.code, error.message);
}
