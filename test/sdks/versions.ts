// Which SDK releases the transport is held against. The list is read from the registry by `npm run sdks:refresh` and checked in.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An SDK generation: v2 is the client package, v1 the SDK package. */
export type Generation = 'v1' | 'v2';

/** One published release. */
export interface Release {
  readonly generation: Generation;
  readonly name: string;
  readonly version: string;
}

export const VERSIONS_FILE = fileURLToPath(new URL('versions.json', import.meta.url));

export const PACKAGES: Readonly<Record<Generation, string>> = {
  v2: '@modelcontextprotocol/client',
  v1: '@modelcontextprotocol/sdk',
};

/** The newest release of v1 without the `fetch` option: the transport must refuse it. */
export const TOO_OLD: Release = { generation: 'v1', name: PACKAGES.v1, version: '1.14.0' };

/** Every supported release of a generation, oldest first. */
export function releases(generation: Generation): readonly Release[] {
  const lists = JSON.parse(readFileSync(VERSIONS_FILE, 'utf8')) as Record<Generation, readonly string[]>;
  return lists[generation].map((version) => ({ generation, name: PACKAGES[generation], version }));
}

/** The oldest and the newest supported release of each generation. */
export function oldestAndNewest(): readonly Release[] {
  return (['v2', 'v1'] as const).flatMap((generation) => {
    const all = releases(generation);
    const [oldest, newest] = [all[0], all.at(-1)];
    return oldest === undefined || newest === undefined ? [] : [oldest, newest];
  });
}
