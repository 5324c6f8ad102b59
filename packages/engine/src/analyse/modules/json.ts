// Reads a JSON file of the consumer below the root, comments and trailing commas allowed. Foreign data.

import type { ParseError } from 'jsonc-parser';
import type { Host } from '../../host.ts';
import { late } from '../../late.ts';
import { realPlace } from './on-disk.ts';

export type Json = Readonly<Record<string, unknown>>;

/** No configuration that people write is larger, in bytes. */
const largest = 1024 * 1024;

/** The object in a file; `broken` where there is one that is none; undefined where nothing is, or it lies outside. */
export function readJson(host: Host, root: string, path: string): Json | 'broken' | undefined {
  const real = realPlace(host, root, path);
  const stat = real === undefined ? null : host.lstat(`${root}/${real}`);
  if (real === undefined || stat?.kind !== 'file') return undefined;
  if (stat.size > largest) return 'broken';
  try {
    const text = host.read(`${root}/${real}`).toString('utf8');
    const errors: ParseError[] = [];
    const json: unknown = late.jsonc().parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
    return errors.length === 0 && isObject(json) ? json : 'broken';
  } catch {
    // Closed to us, or nested deeper than the parser reaches: it says nothing.
    return 'broken';
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an object says by itself under a name. */
export function fieldIn(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The texts of a list; undefined where it is none. */
export function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : undefined;
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
