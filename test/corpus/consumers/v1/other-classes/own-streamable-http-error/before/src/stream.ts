export class StreamableHTTPError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export async function* lines(read: () => Promise<string | undefined>): AsyncGenerator<string> {
  for (;;) {
    try {
      const line = await read();
      if (line === undefined) return;
      yield line;
    } catch (error) {
      if (error instanceof StreamableHTTPError && error.code === 404) return;
      throw error;
    }
  }
}

export async function all(read: () => Promise<string | undefined>): Promise<string> {
  const read_: string[] = [];
  for await (const line of lines(read)) read_.push(line);
  return `${read_.length} lines`;
}
