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

const form = 'It is redis://HOST:PORT/DATABASE, or rediss:// for TLS.';

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
    username: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
    tls: protocol === 'rediss:',
  };
  return { ...place, shown: `${protocol}//${hostname}:${String(place.port)}/${String(place.db)}` };
}
