// What stands in the way of a certain change, from outside of its file.

import { type Fix, type Generation, isTestFile, type TransportSite } from '@resession/transforms/lib';
import type { Analysis } from '../analyse/analyse.ts';
import type { Draft } from './draft.ts';
import type { Objection } from './proving.ts';

/**
 * Why a change that needs the patched transport cannot be made: its package cannot declare it (`blocked` says why), or
 * it would wait for what transports throw that all stay stock in this run.
 */
export function hindrance(
  { change }: Pick<Fix, 'change'>,
  blocked: string | null,
  built: readonly TransportSite[],
): string | null {
  const generation = awaited({ change });
  if (generation === undefined) return null;
  if (blocked !== null) return blocked;
  const sites = built.filter((site) => site.generation === generation && !isTestFile(site.path));
  const [first] = sites;
  const reachable = sites.some(({ outside, patched }) => patched || outside !== true);
  if (first === undefined || reachable) return null;
  return `${first.path} builds the transport whose errors it sees and stays as it is in this run: let the run cover both.`;
}

/** The generation whose patched transport a change leans on. */
export function awaited({ change }: Pick<Fix, 'change'>): Generation | undefined {
  const need = change.imports.find(({ module }) => module.startsWith('@resession/transport'));
  return need && (need.module.endsWith('/v1') ? 'v1' : 'v2');
}

/**
 * Fixes that would wait for ever: the swap of every transport whose errors they see is left to a person. `after` is what is known of the texts that the run makes.
 */
export function leftWaiting(drafts: ReadonlyMap<string, Draft>, after: Analysis): readonly Objection[] {
  const isLeft = ({ path, patched }: TransportSite): boolean =>
    !patched && drafts.get(path)?.found.some(({ leavesStock }) => leavesStock) === true;
  const found: Objection[] = [];
  for (const { path, found: all } of drafts.values()) {
    for (const { codemod, span, waitsFor } of all) {
      if (waitsFor === undefined) continue;
      const { built } = after.answer('transport-origin', path, () => []);
      const sites = built.filter((site) => site.generation === waitsFor && !isTestFile(site.path));
      const [first] = sites;
      if (first === undefined || !sites.every(isLeft)) continue;
      const why = `${first.path} builds the transport whose errors it sees, and that one is left to you: move it first, then run again.`;
      found.push({ path, codemod, span, why });
    }
  }
  return found;
}
