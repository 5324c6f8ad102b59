export class RuntimeApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`runtime answered ${status}`);
  }
}

export interface Runtime {
  prompt(session: string, text: string): Promise<string>;
  open(): Promise<string>;
}

const sessionWasCleanedUp = (error: unknown): boolean => error instanceof RuntimeApiError && error.status === 404;

export async function converse(runtime: Runtime, session: string, text: string): Promise<string> {
  try {
    return await runtime.prompt(session, text);
  } catch (error) {
    if (!sessionWasCleanedUp(error)) throw error;
    return runtime.prompt(await runtime.open(), text);
  }
}
