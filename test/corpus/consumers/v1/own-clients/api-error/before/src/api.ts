export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly url: string,
  ) {
    super(`${url}: HTTP ${status}`);
    this.name = 'ApiError';
  }
}

export async function getJson<T>(fetchText: (url: string) => Promise<{ status: number; text: string }>, url: string): Promise<T | undefined> {
  try {
    const { status, text } = await fetchText(url);
    if (status !== 200) throw new ApiError(status, url);
    return JSON.parse(text) as T;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
