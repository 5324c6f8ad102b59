// A report in pages: findings, then diffs, then packages, as many as a result holds. One that fits is whole, and then it is
// the very report that `--format json` prints.

import type { Report, ReportFinding } from '@resession/engine';
import { bounded, limits } from './bounded.ts';
import type { Step } from './steps.ts';

export interface Page {
  /** Of the entries (findings, rewrites, manifests, packages), the first one shown; how many; and how many there are. */
  readonly from: number;
  readonly shown: number;
  readonly of: number;
  /** Texts that were too long and end in `[cut here: ...]`. */
  readonly cut: number;
  /** How to get the next page. */
  readonly next?: Step;
}

type List = 'findings' | 'rewrites' | 'manifests' | 'packages';

/** What goes along with a finding, on the same page. */
export type SiteOf<Site> = (finding: ReportFinding) => Site | null;

export interface Paged<Site> {
  readonly report: Report;
  readonly page: Page;
  readonly sites: readonly Site[];
}

/** The page of a report that starts at an entry. `next` names the call for another start. */
export function pageOf<Site>(
  report: Report,
  from: number,
  next: (from: number) => Step,
  siteOf: SiteOf<Site> = () => null,
): Paged<Site> {
  const entries = [
    ...report.findings.map((item) => ({ list: 'findings' as const, item, site: siteOf(item) })),
    ...report.rewrites.map((item) => ({ list: 'rewrites' as const, item, site: null })),
    ...report.manifests.map((item) => ({ list: 'manifests' as const, item, site: null })),
    ...report.project.packages.map((item) => ({ list: 'packages' as const, item, site: null })),
  ];
  const verdicts = bounded(report.verdicts);
  let room = limits.page - JSON.stringify(verdicts.value).length;
  let cut = verdicts.cut;
  const shown: typeof entries = [];
  for (const entry of entries.slice(from)) {
    const fitting = bounded(entry);
    room -= JSON.stringify(fitting.value).length;
    if (room < 0 && shown.length > 0) break;
    cut += fitting.cut;
    shown.push(fitting.value);
  }
  const end = Math.min(from, entries.length) + shown.length;
  const of = <Item>(list: List): readonly Item[] =>
    shown.filter((entry) => entry.list === list).map(({ item }) => item as Item);
  return {
    report: {
      ...report,
      project: { ...report.project, packages: of('packages') },
      findings: of('findings'),
      rewrites: of('rewrites'),
      manifests: of('manifests'),
      verdicts: verdicts.value,
    },
    page: {
      from,
      shown: shown.length,
      of: entries.length,
      cut,
      ...(end < entries.length && { next: next(end) }),
    },
    sites: shown.flatMap(({ site }) => site ?? []),
  };
}
