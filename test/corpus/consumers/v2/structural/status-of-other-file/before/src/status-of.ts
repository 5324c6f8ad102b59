type Loose = { status?: unknown; response?: { status?: unknown } };

/** The HTTP status of an error, whoever threw it. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, response } = error as Loose;
  const found = status ?? response?.status;
  return typeof found === 'number' ? found : undefined;
}
