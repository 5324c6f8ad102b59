// Several conditions on one error that is taken apart: it gets its name once, for all of them.

import type { Node } from '@babel/types';
import type { Source } from '../../source.ts';
import type { Judged } from '../verdict/judge.ts';
import { namingOf } from './naming.ts';

/** Fixes that rest on a name for the same error give it in the same edits, so that they can be folded together. */
export function withOneName(source: Source, judged: readonly Judged[]): readonly Judged[] {
  const groups = new Map<Node, Judged[]>();
  for (const item of judged) {
    if (item.finding.kind !== 'fix' || item.bare === undefined || item.site.place.root.type !== 'ObjectPattern')
      continue;
    const { root } = item.site.place;
    groups.set(root, [...(groups.get(root) ?? []), item]);
  }
  return judged.map((item) => {
    const group = groups.get(item.site.place.root) ?? [];
    if (!group.includes(item) || group.length < 2) return item;
    const made = group.flatMap(({ bare }) => bare?.edits ?? []);
    const named = namingOf(source, item.site.place)?.edits(made);
    if (named === undefined || item.bare === undefined || item.finding.kind !== 'fix') return item;
    const change = { ...item.bare, edits: [...item.bare.edits, ...named] };
    return { ...item, finding: { ...item.finding, change } };
  });
}
