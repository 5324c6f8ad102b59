const SESSION_CODES = [-32001, -32002];

/** The body of a refused POST is the tail of the SDK's message. */
export function isVendorSessionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const brace = error.message.indexOf('{');
  if (brace < 0) return false;
  try {
    const { error: inner } = JSON.parse(error.message.slice(brace));
    return SESSION_CODES.includes(inner?.code);
  } catch {
    return false;
  }
}
