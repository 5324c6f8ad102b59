// The network as the bot sees it: every request ends, and none is led to another server.

/** How long a request may take, and how often it may be led on (a repository that was renamed answers so). */
const mostRedirects = 3;

/** `fetch` with an end, in milliseconds, that follows reads on the same server and refuses to be led elsewhere. */
export function boundedFetch(timeout: number): typeof fetch {
  return async (input, init = {}) => {
    const first = new URL(input instanceof Request ? input.url : input);
    const signal = AbortSignal.timeout(timeout);
    let url = first;
    for (let led = 0; ; led += 1) {
      const response = await fetch(url, { ...init, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) return response;
      await response.body?.cancel();
      const next = new URL(location, url);
      // A write that is led on would be done to something else than was asked for.
      if (led === mostRedirects || next.origin !== first.origin || (init.method ?? 'GET') !== 'GET')
        throw new TypeError(`the server leads elsewhere: ${next.origin}`);
      url = next;
    }
  };
}
