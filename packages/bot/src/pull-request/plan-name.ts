// The name of a plan, by which a pull request is known again: what it does, whatever else moves in the files.

import { bucketOf, type Plan, sha256 } from '@resession/engine';

/** Branches of ours begin so. */
export const branchPrefix = 'resession/';

/** Ten hex digits: the same for the same fixes with the same settings. Edits elsewhere, and the base, do not change it. */
export function planName({ findings, files, settings }: Plan): string {
  const made = findings
    .filter((finding) => bucketOf(finding) === 'fix')
    .map(({ id, decided }) => [id, decided?.choice ?? '']);
  const changed = files
    .filter(({ onlyMarkers }) => onlyMarkers !== true)
    .map(({ path }) => path)
    .filter(isNoLock);
  // Without a fix it is the manifests that something lacks.
  const what = made.length > 0 ? made : changed;
  const { checkStyle, transport } = settings;
  return sha256(JSON.stringify([[...what].sort(byText), checkStyle, transport])).slice(0, 10);
}

/** Whether npm had its say is no part of what is proposed. */
const isNoLock = (path: string): boolean => !/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/.test(path);

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** Which part of the checkout is looked at, and with which codemods: the same for whoever looks, or a pull request would not be found again. */
export function scopeOf(
  selected: readonly { readonly path: string }[],
  only: readonly string[] | null,
  ignore: readonly string[],
): readonly string[] {
  return [...selected.map(({ path }) => path).sort(), ...(only ?? []), ...ignore];
}

/** What was looked at: where the root lies, and what of it was asked for. Ten hex digits. */
export function scopeName(under: string, asked: readonly string[]): string {
  return sha256(JSON.stringify([under, ...asked])).slice(0, 10);
}

/** The branches a plan may be proposed from: the later ones where an earlier one has been used up. */
export function branchNames(plan: string): readonly string[] {
  const mostTries = 20;
  return Array.from({ length: mostTries }, (_, at) => `${branchPrefix}${plan}${at === 0 ? '' : `-${String(at + 1)}`}`);
}
