type Post = (url: string, body: string) => Promise<{ ok: boolean; status: number }>;

const FINAL = [400, 401, 403, 404, 410];

export async function deliver(post: Post, url: string, body: string, attempts = 3): Promise<string> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { ok, status } = await post(url, body);
    if (ok) return `delivered at ${attempt}`;
    if (FINAL.includes(status)) return `given up with ${status}`;
  }
  return 'given up';
}
