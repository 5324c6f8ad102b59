// What stands in the way of a certain change, from outside of its file.

import { type Fix, isTestFile, type TransportSite } from '@resession/transforms/lib';

/**
 * Why a change that needs the patched transport cannot be made: its package cannot declare it (`blocked` says why), or
 * it would wait for what transports throw that all stay stock in this run.
 */
export function hindrance({ change }: Fix, blocked: string | null, built: readonly TransportSite[]): string | null {
  const need = change.imports.find(({ module }) => module.startsWith('@resession/transport'));
  if (need === undefined) return null;
  if (blocked !== null) return blocked;
  const generation = need.module.endsWith('/v1') ? 'v1' : 'v2';
  const sites = built.filter((site) => site.generation === generation && !isTestFile(site.path));
  const [first] = sites;
  const reachable = sites.some(({ outside, patched }) => patched || outside !== true);
  if (first === undefined || reachable) return null;
  return `${first.path} builds the transport whose errors it sees and stays as it is in this run: let the run cover both.`;
}
