// The order in which a person reads what was found: package by package, and in each the way an error takes.

import type { PlannedFinding, ProjectPackage } from '@resession/engine';
import { isTestFile } from '@resession/transforms/lib';

/** Where on the way of an error a site stands: what throws it, what asks about it, what acts on the answer, what tests that. */
export type Station = 'transport' | 'check' | 'caller' | 'test';

const stations: readonly Station[] = ['transport', 'check', 'caller', 'test'];

/** A codemod that is not named works on what acts on the answer. */
const stationOf: Readonly<Record<string, Station>> = {
  'transport-v1-to-v2': 'transport',
  'stock-to-patched-transport': 'transport',
  'patched-to-native-transport': 'transport',
  'expiry-guess-to-code': 'check',
  'http-code-to-status': 'check',
  'raw-code-to-sdk-code': 'check',
  'error-name-to-v2-name': 'check',
  'terminate-404-to-silent': 'caller',
  'session-reset-to-transport': 'caller',
  'recovery-to-with-session-recovery': 'caller',
  'test-error-to-expired-error': 'test',
  'error-arguments-to-v2-arguments': 'test',
  'v1-mock-to-v2-mock': 'test',
};

type Placed = Pick<PlannedFinding, 'codemod' | 'path' | 'line' | 'column'>;

/** The station of a site. */
export function stationAt({ codemod, path }: Pick<Placed, 'codemod' | 'path'>): Station {
  return isTestFile(path) ? 'test' : (stationOf[codemod] ?? 'caller');
}

/** The folder of the package that a file belongs to, of those that a plan names; '' where none holds it. */
export function packageHolding(path: string, packages: readonly Pick<ProjectPackage, 'path'>[]): string {
  const above = packages.map((one) => one.path).filter((folder) => folder === '' || path.startsWith(`${folder}/`));
  return above.reduce((nearest, folder) => (folder.length > nearest.length ? folder : nearest), '');
}

/** What was found, in the order of a reader. */
export function inReadingOrder<Site extends Placed>(
  sites: readonly Site[],
  packages: readonly Pick<ProjectPackage, 'path'>[],
): readonly Site[] {
  const keyed = sites.map((site) => ({
    site,
    home: packageHolding(site.path, packages),
    station: stations.indexOf(stationAt(site)),
  }));
  return keyed
    .sort(
      (a, b) =>
        byText(a.home, b.home) ||
        a.station - b.station ||
        byText(a.site.path, b.site.path) ||
        a.site.line - b.site.line ||
        a.site.column - b.site.column,
    )
    .map(({ site }) => site);
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
