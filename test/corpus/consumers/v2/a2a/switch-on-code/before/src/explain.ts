export function explainAgentError(error: { code: number; message?: string }): string {
  switch (error.code) {
    case -32001:
      return 'The agent does not know this task (any more)';
    case -32002:
      return 'The task cannot be cancelled';
    case -32004:
      return 'The agent cannot do that';
    default:
      return error.message ?? 'The agent failed';
  }
}
