// Whether the transports whose errors a package sees are the patched ones, now or by the end of this run.

import type { Context, Generation } from './codemod.ts';
import { isNative } from './native.ts';
import { sdkImports } from './sdk-imports.ts';
import type { Source } from './source.ts';

/** `stock`: nothing here asks for the new code, so the transport stays; `open`: that is not decided yet, or not known. */
export type Patched = 'patched' | 'stock' | 'open';

/** The answer for one generation, or for either where the file does not say which. */
export function patchedHere(source: Source, context: Context, generation: Generation | 'either'): Patched {
  const { facts } = context;
  // What a transport of the SDK itself does beside throwing the code is not known.
  if (generation !== 'v1' && isNative(context)) return 'open';
  const fits = (other: Generation | 'either'): boolean =>
    generation === 'either' || other === 'either' || other === generation;
  const known = facts.ask('expiry-checks');
  if (known === undefined) {
    const own = sdkImports(source).all.some(({ sdk }) => sdk.from === 'transport' && fits(sdk.generation));
    return own ? 'patched' : 'open';
  }
  const kinds = new Set(known.checks.filter((check) => fits(check.generation)).map(({ kind }) => kind));
  if (kinds.has('fix') || kinds.has('done')) return 'patched';
  return kinds.has('ask') || kinds.has('todo') ? 'open' : 'stock';
}

/** The generation of a file, by what it imports. */
export function generationOf(source: Source): Generation | 'either' {
  const { generations } = sdkImports(source);
  if (generations.size !== 1) return 'either';
  return generations.has('v1') ? 'v1' : 'v2';
}
