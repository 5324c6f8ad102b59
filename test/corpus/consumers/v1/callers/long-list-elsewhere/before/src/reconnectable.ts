/** What a new connection may cure. */
export function isReconnectable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const text = error.message.toLowerCase();
  return (
    text.includes('no valid session') ||
    text.includes('session') ||
    text.includes('server not initialized') ||
    text.includes('not connected') ||
    text.includes('http 400') ||
    text.includes('http 401') ||
    text.includes('http 403') ||
    text.includes('http 404') ||
    text.includes('econnrefused') ||
    text.includes('econnreset') ||
    text.includes('socket hang up') ||
    text.includes('fetch failed') ||
    text.includes('connection refused')
  );
}
