// Whether the SDK v2 that a package gets brings `SdkErrorCode.ClientHttpSessionExpired` and throws it: read in its
// declarations and its code, for every entry that may be loaded. Nothing of it is run, and no version is looked at.

import path from 'node:path';
import type { NativeExpiry } from '@resession/transforms/lib';
import type { Host } from '../host.ts';
import { type Entry, entriesOf, holdsText, installedAt, loadedFrom } from './installed-files.ts';
import { type Lack, lackOfCode, lackOfTypes, member } from './sdk-expiry.ts';

const sdkName = '@modelcontextprotocol/client';

/** What was found; `why` where only a part of it is there. */
export type Found = Pick<NativeExpiry, 'kind' | 'why'>;

const known = new WeakMap<object, Map<string, Found>>();

/** What imports below a folder (absolute) get. One installed copy is read once in the life of `run`. */
export function installedExpiry(host: Host, folder: string, run: object): Found {
  const place = installedAt(host, folder, sdkName);
  if (place === null) return { kind: 'absent' };
  const answers = known.get(run) ?? new Map<string, Found>();
  known.set(run, answers);
  const answer = answers.get(place) ?? look(host, place);
  answers.set(place, answer);
  return answer;
}

function look(host: Host, place: string): Found {
  // Most releases never name it: then there is nothing to parse for.
  if (!holdsText(host, place, member)) return { kind: 'stock' };
  const entries = entriesOf(host, place);
  const lacks = entries.flatMap((entry) => lackOf(host, place, entry) ?? []);
  if (lacks.length === entries.length && lacks.every(({ all }) => all === true)) return { kind: 'stock' };
  const missing = (['types', 'code'] as const)
    .filter((role) => !entries.some((entry) => entry.role === role))
    .map((role) => `its package.json names no ${role}`);
  const why = [...missing, ...lacks.map((lack) => lack.why)];
  return why.length === 0 ? { kind: 'native' } : { kind: 'half', why: why.join('; ') };
}

function lackOf(host: Host, place: string, entry: Entry): Lack | undefined {
  const sources = loadedFrom(host, entry);
  const file = path.relative(place, entry.file).split(path.sep).join('/');
  if (typeof sources === 'string') return { why: `${file} ${sources}` };
  const lack = entry.role === 'types' ? lackOfTypes(sources) : lackOfCode(sources);
  return lack && { ...lack, why: `${file} ${lack.why}` };
}
