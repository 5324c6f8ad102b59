// The `exports`, `imports` and main fields of a package.json, read as Node and TypeScript read them. Foreign data.

import { isObject, type Json, textIn } from './json.ts';

/**
 * Where `exports` or `imports` lead for a key (`.`, `./sub`, `#name`): every target that some condition leads to, those of
 * the usual conditions first. Empty where the key is not there or closed.
 */
export function targetsOf(map: unknown, key: string, conditions: readonly string[]): readonly string[] {
  const found = entryFor(sugared(map), key);
  if (found === undefined) return [];
  const usual = new Set([...conditions, 'source', 'development', 'types', 'import', 'module', 'node', 'default']);
  const preferred = leaves(found.entry, (condition) => usual.has(condition));
  const all = [...preferred, ...leaves(found.entry, (condition) => condition !== 'browser'), ...leaves(found.entry)];
  return [...new Set(all)].map((target) => target.replaceAll('*', found.star));
}

/** What the main module may be called, best first. */
export function mainsOf(json: Json): readonly string[] {
  return ['source', 'types', 'typings', 'module', 'main'].flatMap((field) => textIn(json[field]) ?? []);
}

/** `"exports": "./x.js"` and `"exports": { "import": ... }` stand for the entry `.`. */
function sugared(map: unknown): Json {
  if (isObject(map) && Object.keys(map).every((key) => key.startsWith('.') || key.startsWith('#'))) return map;
  return { '.': map };
}

function entryFor(map: Json, key: string): { readonly entry: unknown; readonly star: string } | undefined {
  if (Object.hasOwn(map, key) && !key.includes('*')) return { entry: map[key], star: '' };
  let best: { readonly entry: unknown; readonly star: string; readonly length: number } | undefined;
  for (const [pattern, entry] of Object.entries(map)) {
    const [before = '', after, more] = pattern.split('*');
    if (after === undefined || more !== undefined || key.length < before.length + after.length) continue;
    if (!key.startsWith(before) || !key.endsWith(after) || before.length < (best?.length ?? 0)) continue;
    best = { entry, star: key.slice(before.length, key.length - after.length), length: before.length };
  }
  return best;
}

/** Deeper conditions are no configuration that works. */
const deepest = 10;

function leaves(entry: unknown, takes: (condition: string) => boolean = () => true, depth = 0): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (depth > deepest) return [];
  if (Array.isArray(entry)) return entry.flatMap((each: unknown) => leaves(each, takes, depth + 1));
  if (!isObject(entry)) return [];
  return Object.entries(entry).flatMap(([condition, each]) => (takes(condition) ? leaves(each, takes, depth + 1) : []));
}
