const LOST = /session (not found|expired)/i;

export function saysSessionLost(message: string): boolean {
  return LOST.test(message);
}
