// A truth vector in groups: what reads alike is together, expired sessions and everything else apart.

import type { Truth, VectorRow } from '@resession/transforms/lib';

/** Errors of which the condition says the same, by the names they go by among their kind. */
export interface Group {
  readonly names: readonly string[];
  readonly expired: boolean;
  readonly before: Truth;
  readonly after: Truth | undefined;
}

/** What was not known before, or is not afterwards, is no change that anybody could see. */
export function isChanged({ before, after }: { readonly before: Truth; readonly after?: Truth | undefined }): boolean {
  return after !== undefined && after !== before && before !== 'unknown' && after !== 'unknown';
}

const older = /, as older releases put it$/;

/** Rows of one answer together, what changes first; the older wording of a row that says the same adds nothing. */
export function groupsOf(rows: readonly VectorRow[]): readonly Group[] {
  const groups = new Map<string, { rows: VectorRow[] }>();
  for (const row of rows) {
    const key = [row.expired, row.before, row.after].join(' ');
    const group = groups.get(key) ?? { rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ rows: own }) => groupOf(own)).sort(byInterest);
}

function groupOf(rows: readonly VectorRow[]): Group {
  const [{ expired, before, after } = { expired: false, before: 'unknown' as const, after: undefined }] = rows;
  const names = [...new Set(rows.map(({ error }) => error.replace(/^expired, /, '')))];
  const today = names.filter((name) => !older.test(name));
  const past = names.filter((name) => older.test(name) && !today.includes(name.replace(older, '')));
  const all = past.length > 2 ? [...today, `${past.length} wordings of older releases`] : [...today, ...past];
  return { names: all, expired, before, after };
}

/** What changes first, then what is true; what was and stays false comes last. */
function byInterest(a: Group, b: Group): number {
  return rankOf(a) - rankOf(b);
}

function rankOf(group: Group): number {
  if (isChanged(group)) return 0;
  return { true: 1, unknown: 2, throws: 3, false: 4 }[group.before];
}
