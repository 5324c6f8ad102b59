// Which repository on which server: read off a remote of the checkout, and fenced in, since a checkout says what it likes there.
// A token goes to the server that whoever runs this has named, and to no other.

import { ResessionError } from '@resession/engine';

/** A repository on a server of pull requests. */
export interface Place {
  readonly owner: string;
  readonly name: string;
}

/** The API of github.com; of GitHub Enterprise Server it is `https://HOST/api/v3`. */
export const usualApi = 'https://api.github.com';

const ownerShape = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,99})$/;
const nameShape = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}$/;

/** `owner/name`, as it is typed and as an API names it. Throws `ResessionError` for what no repository is called. */
export function placeNamed(text: string): Place {
  const [owner = '', name = '', ...more] = text.split('/');
  if (more.length > 0 || !ownerShape.test(owner) || !nameShape.test(name))
    throw new ResessionError('that is no name of a repository', text, 'Name it as owner/name.');
  return { owner, name };
}

/** The base of an API, without a slash at its end. Throws `ResessionError` for one that a token must not be sent to. */
export function apiBase(text: string): URL {
  const next = 'Give the base of its REST API, as in https://HOST/api/v3.';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ResessionError('that is no URL', text, next);
  }
  if (url.username !== '' || url.password !== '')
    throw new ResessionError('a URL with a password in it', '--api-url', 'The token goes into RESESSION_TOKEN.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new ResessionError('a token is sent over https only', text, next);
  url.pathname = url.pathname.replace(/\/+$/, '');
  url.search = '';
  url.hash = '';
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Where the repositories of an API are cloned from. */
export function gitServer(api: URL): URL {
  const server = new URL(api.origin);
  // api.github.com, and api.NAME.ghe.com; a server of one's own has both below one host.
  if (api.hostname === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(api.hostname))
    server.hostname = api.hostname.slice('api.'.length);
  return server;
}

/** The URL of a repository for git, without a word of a token. */
export function gitUrl(api: URL, { owner, name }: Place): string {
  return new URL(`/${owner}/${name}.git`, gitServer(api)).href;
}

/** Reads a remote of a checkout. Throws `ResessionError` where it is none of that server. */
export function placeOfRemote(remote: string, api: URL): Place {
  const { host, path } = partsOf(remote);
  const server = gitServer(api);
  const [expected, found] = [server.host, server.hostname].map((name) => name.toLowerCase());
  // Over ssh the port is another one, and github.com has a second name.
  const hosts = new Set([expected, found, `ssh.${found ?? ''}`]);
  if (!hosts.has(host.toLowerCase()))
    throw new ResessionError(
      `the checkout is of ${host === '' ? 'no server' : host}, and the API is that of ${server.host}`,
      '--api-url',
      'Say which API it is: --api-url https://HOST/api/v3, or which repository: --repo owner/name.',
    );
  return placeNamed(
    path
      .replace(/^\/+/, '')
      .replace(/\/+$/, '')
      .replace(/\.git$/, ''),
  );
}

function partsOf(remote: string): { readonly host: string; readonly path: string } {
  const short = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^\s]+)$/.exec(remote);
  if (short !== null) return { host: short[1] ?? '', path: short[2] ?? '' };
  try {
    const { protocol, host, hostname, pathname } = new URL(remote);
    if (protocol === 'ssh:' || protocol === 'git+ssh:') return { host: hostname, path: pathname };
    if (protocol === 'https:' || protocol === 'http:') return { host, path: pathname };
  } catch {
    // A folder, or nothing that anybody knows.
  }
  return { host: '', path: '' };
}
