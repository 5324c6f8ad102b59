// Where a Redis is, and how it is spoken of: never with its password.

import { ResessionError } from '@resession/engine';

/** A Redis server, as a URL names it. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: boolean;
  /** For messages. */
  readonly shown: string;
}

const form =
  'It is redis://HOST:PORT/DATABASE, or rediss:// for TLS; with a password redis://:PASSWORD@HOST:PORT, where %40 stands for @, %2F for / and %25 for %.';

/** Reads `redis://[user[:password]@]host[:port][/database]`. Throws `ResessionError`, without the URL in it. */
export function redisPlace(url: string): RedisPlace {
  if (!URL.canParse(url)) throw new ResessionError('this is no URL of a Redis', 'the URL of Redis', form);
  const { protocol, hostname, port, pathname, username, password, search } = new URL(url);
  const db = pathname.replace(/^\//, '');
  if (!/^rediss?:$/.test(protocol) || hostname === '' || !/^\d{0,4}$/.test(db) || search !== '')
    throw new ResessionError('this is no URL of a Redis that can be worked with', 'the URL of Redis', form);
  const place = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    db: Number(db),
    username: decoded(username),
    password: decoded(password),
    tls: protocol === 'rediss:',
  };
  return { ...place, shown: `${protocol}//${hostname}:${String(place.port)}/${String(place.db)}` };
}

function decoded(part: string): string | null {
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    throw new ResessionError('the user or the password in this URL cannot be read', 'the URL of Redis', form);
  }
}
