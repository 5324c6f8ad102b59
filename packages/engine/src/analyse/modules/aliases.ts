// What `paths` and `baseUrl` of a tsconfig make of a specifier.

import { placed, within } from './places.ts';
import type { Config } from './tsconfig.ts';

/** The places (relative to the root) a specifier may mean, in the order in which they are tried. */
export function aliasTargets({ aliases, baseUrl }: Config, specifier: string): readonly string[] {
  const base = baseUrl ?? aliases?.folder ?? '';
  const match = matching([...(aliases?.patterns.keys() ?? [])], specifier);
  const targets = match === undefined ? [] : (aliases?.patterns.get(match.pattern) ?? []);
  const places = targets.map((target) =>
    placed(
      base,
      target.replace('*', () => match?.star ?? ''),
    ),
  );
  const own = baseUrl === undefined ? undefined : placed(baseUrl, specifier);
  return [...places, own].filter((place) => place !== undefined);
}

/** The exact pattern, else the one with the longest text before its star. */
function matching(
  patterns: readonly string[],
  specifier: string,
): { readonly pattern: string; readonly star: string } | undefined {
  if (patterns.includes(specifier)) return { pattern: specifier, star: '' };
  let best: { readonly pattern: string; readonly star: string; readonly length: number } | undefined;
  for (const pattern of patterns) {
    const star = pattern.indexOf('*');
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (star === -1 || !specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    if (specifier.length < before.length + after.length || before.length < (best?.length ?? 0)) continue;
    best = { pattern, star: specifier.slice(before.length, specifier.length - after.length), length: before.length };
  }
  return best;
}

/**
 * What is written for what lies in a folder (relative to the root), up to where the writer is free: the beginning of it, which
 * is empty where anything may be.
 */
export function writtenFor({ aliases, baseUrl }: Config, folder: string): readonly string[] {
  const base = baseUrl ?? aliases?.folder ?? '';
  const byPattern = [...(aliases?.patterns ?? [])].flatMap(([pattern, targets]) =>
    targets.flatMap((target) => {
      const place = placed(base, target);
      return place === undefined ? [] : leading(pattern.split('*')[0] ?? '', place, folder);
    }),
  );
  return baseUrl === undefined ? byPattern : [...byPattern, ...leading('', within(baseUrl, '*'), folder)];
}

function leading(before: string, target: string, folder: string): readonly string[] {
  const [start = '', behind] = target.split('*');
  if (`${start}/`.startsWith(`${folder}/`)) return [before];
  if (behind === undefined || !`${folder}/`.startsWith(start)) return [];
  // With something behind it in the same name, the star stands for a part of that.
  return [/^(?:$|[./])/.test(behind) ? before + folder.slice(start.length) : before];
}
