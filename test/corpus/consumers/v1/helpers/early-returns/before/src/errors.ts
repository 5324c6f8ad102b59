import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const HTTP_NOT_FOUND = 404

/**
 * The notes server drops idle sessions after an hour and then answers 404.
 */
export function isSessionGone(error: unknown): boolean {
  if (!(error instanceof StreamableHTTPError)) {
    return false
  }
  return error.code === HTTP_NOT_FOUND
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
