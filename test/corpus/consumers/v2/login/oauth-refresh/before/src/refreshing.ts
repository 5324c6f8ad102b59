interface ApiFailure {
  status: number;
  body: { error?: string };
}

const isApiFailure = (value: unknown): value is ApiFailure =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value;

export async function refreshing<T>(request: () => Promise<T>, refresh: () => Promise<void>): Promise<T> {
  try {
    return await request();
  } catch (failure) {
    const expired = isApiFailure(failure) && (failure.status === 401 || failure.body.error === 'session_expired');
    if (!expired) throw failure;
    await refresh();
    return request();
  }
}
