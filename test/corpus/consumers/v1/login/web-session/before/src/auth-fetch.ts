export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function authFetch(load: (path: string) => Promise<{ status: number; text: string }>, path: string) {
  const { status, text } = await load(path);
  if (status >= 400) throw new HttpProblem(status, text);
  return text;
}

export function isLoggedOut(error: unknown): boolean {
  return error instanceof HttpProblem && (error.status === 401 || error.message.includes('session expired'));
}
