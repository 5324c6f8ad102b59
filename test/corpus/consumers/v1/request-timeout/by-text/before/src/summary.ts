export function summarise(error: unknown): 'timeout' | 'closed' | 'error' {
  const text = String(error);
  if (text.includes('-32001') && text.includes('timed out')) return 'timeout';
  if (/MCP error -32000|Connection closed/.test(text)) return 'closed';
  return 'error';
}

export const label = (error: unknown): string => `mcp ${summarise(error)}`;
