import { ProtocolError } from '@modelcontextprotocol/client';

const HEADER_MISMATCH = -32001;

/** The server compared Mcp-Method with the body and did not like what it saw. */
export function isHeaderMismatch(error: unknown): boolean {
  return error instanceof ProtocolError && Number(error.code) === HEADER_MISMATCH && /header/i.test(error.message);
}
