export class RequestError extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
}

export async function defaultBranch(request, owner, repo) {
  try {
    const { data } = await request('GET /repos/{owner}/{repo}', { owner, repo });
    return data.default_branch;
  } catch (error) {
    if (error.status === 404) {
      return null;
    }
    throw error;
  }
}
