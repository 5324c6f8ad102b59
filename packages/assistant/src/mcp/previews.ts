// The plans that were shown, by what is in them: what is applied later is what somebody saw.

import { createHash } from 'node:crypto';
import type { Plan } from '@resession/engine';
import type { Wanted } from './planned.ts';

/** What a preview was asked for: the same again makes the same plan on the same tree. */
export interface Previewed {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly wanted: Wanted;
  readonly digest: string;
  /** Ids of the fixes in it. */
  readonly fixes: readonly string[];
}

const most = 64;

/** Keeps the last ones. */
export class Previews {
  readonly #kept = new Map<string, Previewed>();

  /** The id of a preview: the same for the same plan. */
  keep(previewed: Previewed): string {
    const id = previewed.digest.slice(0, 16);
    this.#kept.delete(id);
    this.#kept.set(id, previewed);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > most && oldest !== undefined) this.#kept.delete(oldest);
    return id;
  }

  get(id: string): Previewed | undefined {
    return this.#kept.get(id);
  }
}

/** SHA-256 of all that a plan says and of the bytes that it was made on. */
export function digestOf({ root, settings, findings, files, install }: Plan): string {
  const judged = findings.map(({ id, kind, path, line, reason, held }) => [id, kind, path, line, reason, held]);
  const written = files.map(({ path, before, after, gone }) => [path, before, after, gone]);
  return createHash('sha256')
    .update(JSON.stringify([root, settings, judged, written, install]))
    .digest('hex');
}
