import { is404 } from './is-404.js';

class ApiError extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

async function load(id: string): Promise<string> {
  throw new ApiError(id === '' ? 400 : 404);
}

export async function documentOrGone(id: string): Promise<string> {
  try {
    return await load(id);
  } catch (error) {
    if (is404(error)) return 'gone';
    throw error;
  }
}
