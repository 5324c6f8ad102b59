export function is404(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}
