import { isSessionExpired } from '@resession/transport/v1'

/**
 * The notes server drops idle sessions after an hour and then answers 404.
 */
export function isSessionGone(error: unknown): boolean {
  return isSessionExpired(error)
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
