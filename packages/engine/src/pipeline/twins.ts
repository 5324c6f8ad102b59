// Two names of one file: where case or the form of accents does not count, git's index can hold both.

import type { Candidate } from '../candidate.ts';
import type { Host } from '../host.ts';
import { realOrNull } from '../installed.ts';

/** The candidates, each file once: by the name that it has on the disk. */
export function withoutTwins(candidates: readonly Candidate[], root: string, host: Host): readonly Candidate[] {
  const alike = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = candidate.path.normalize('NFC').toLowerCase();
    alike.set(key, [...(alike.get(key) ?? []), candidate]);
  }
  const twins = new Set([...alike.values()].flatMap((names) => (names.length === 1 ? [] : twinsOf(names, root, host))));
  return twins.size === 0 ? candidates : candidates.filter((candidate) => !twins.has(candidate));
}

function twinsOf(names: readonly Candidate[], root: string, host: Host): readonly Candidate[] {
  const files = new Map<string, Candidate>();
  for (const candidate of names) {
    const real = (realOrNull(`${root}/${candidate.path}`, host) ?? candidate.path).replaceAll('\\', '/');
    if (!files.has(real) || real.endsWith(`/${candidate.path}`)) files.set(real, candidate);
  }
  const kept = new Set(files.values());
  return names.filter((candidate) => !kept.has(candidate));
}
