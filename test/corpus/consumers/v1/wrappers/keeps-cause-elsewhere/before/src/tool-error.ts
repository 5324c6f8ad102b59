export class ToolError extends Error {
  constructor(
    public readonly tool: string,
    cause: unknown,
  ) {
    super(`${tool}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
