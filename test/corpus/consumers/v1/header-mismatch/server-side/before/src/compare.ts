interface Call {
  readonly method: string;
  readonly id: number;
}

export const HEADER_MISMATCH = -32001;

export function compare(header: string | undefined, call: Call) {
  if (header === undefined || header === call.method) return undefined;
  return {
    jsonrpc: '2.0' as const,
    id: call.id,
    error: { code: HEADER_MISMATCH, message: `Header mismatch: Mcp-Method is ${header}, the body says ${call.method}` },
  };
}
