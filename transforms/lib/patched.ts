// Whether the transports whose errors a package sees are the patched ones, now or by the end of this run.

import type { Context, Explanation, Generation } from './codemod.ts';
import { isNative } from './native.ts';
import { sdkImports } from './sdk-imports.ts';
import type { Source } from './source.ts';
import { isTestFile } from './test-files.ts';

/**
 * `stock`: nothing here asks for the new code, so the transport stays. `waiting`: a check, or a transport, is left to a
 * person, and until then it stays as well. `native`: the SDK throws the code itself, and what else its transport does is its own
 * to say. `unknown`: this file alone does not tell.
 */
export type Patched = 'patched' | 'stock' | 'waiting' | 'native' | 'unknown';

/** The answer for one generation, or for either where the file does not say which. */
export function patchedHere(source: Source, context: Context, generation: Generation | 'either'): Patched {
  const { facts } = context;
  if (generation !== 'v1' && isNative(context)) return 'native';
  const fits = (other: Generation | 'either'): boolean =>
    generation === 'either' || other === 'either' || other === generation;
  const built = (facts.ask('transport-origin')?.built ?? []).filter(
    (site) => fits(site.generation) && !isTestFile(site.path),
  );
  if (built.length > 0 && built.every(({ patched }) => patched)) return 'patched';
  const known = facts.ask('expiry-checks');
  if (known === undefined) {
    const own = sdkImports(source).all.some(({ sdk }) => sdk.from === 'transport' && fits(sdk.generation));
    return own ? 'patched' : 'unknown';
  }
  const kinds = new Set(known.checks.filter((check) => fits(check.generation)).map(({ kind }) => kind));
  if (kinds.has('fix') || kinds.has('done')) {
    return built.some(({ patched, outside }) => !patched && outside === true) ? 'waiting' : 'patched';
  }
  return kinds.has('ask') || kinds.has('todo') ? 'waiting' : 'stock';
}

/** The generation of a file, by what it imports. */
export function generationOf(source: Source): Generation | 'either' {
  const { generations } = sdkImports(source);
  if (generations.size !== 1) return 'either';
  return generations.has('v1') ? 'v1' : 'v2';
}

/** Why a package is left alone that has no patched transport, or not yet; undefined where it has one, or nobody knows. */
export function leftAlone(patched: Patched): string | undefined {
  return patched === 'patched' || patched === 'unknown' ? undefined : reasons[patched];
}

const reasons: Readonly<Record<Exclude<Patched, 'patched' | 'unknown'>, string>> = {
  stock: 'Nothing here asks for the expired code, so the transport stays the stock one.',
  waiting: 'It follows the swap of the transport, which is not settled yet.',
  native: 'The SDK throws the expired code itself; what else its own transport does about it is not known here.',
};

/** There is no condition to tell of: what led to the place is a text, and what would change the verdict is said. */
export function explained(needle: string, otherwise: string): Explanation {
  return { needle, origin: '', formula: '', rows: [], changes: [], otherwise };
}
