// What is left to say once the certain changes are made: nothing of code that they remove, and of a predicate over a mere
// text one thing only.

import type { Node } from '@babel/types';
import type { Finding } from '../../codemod.ts';
import { foldChanges } from '../../fold.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { frameOf } from '../vector/condition.ts';
import type { Judged } from './judge.ts';

/** Leaves out what stands in a constant or helper that loses its last use through the fixes. */
export function withoutRemoved(source: Source, findings: readonly Finding[]): readonly Finding[] {
  const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
  if (changes.length === 0 || changes.length === findings.length) return findings;
  const removed = foldChanges(source, changes).edits.filter(({ text }) => text === '');
  return findings.filter(
    ({ kind, start, end }) => kind === 'fix' || !removed.some((edit) => edit.start <= start && end <= edit.end),
  );
}

/** A function that is given a text needs the error itself once, however often it looks at the text. */
export function withoutEchoes(source: Source, judged: readonly Judged[]): readonly Judged[] {
  const told = new Map<Node, Judged>();
  const frameOfItem = ({ site }: Judged): Node | undefined => frameOf(site.formula.node, scopesOf(source));
  for (const item of judged) {
    const frame = item.finding.messageId === 'text-only' ? frameOfItem(item) : undefined;
    if (frame !== undefined && !told.has(frame)) told.set(frame, item);
  }
  return judged.filter((item) => {
    const { kind, messageId } = item.finding;
    const frame = kind === 'todo' || messageId === 'origin-unknown' ? frameOfItem(item) : undefined;
    const first = frame && told.get(frame);
    if (first === undefined || first === item) return true;
    if (messageId === 'origin-unknown') return !isMadeInside(source, item);
    return messageId !== 'text-only' && messageId !== 'error-copied';
  });
}

/** `const lower = message.toLowerCase()`: the text once more, and no error of its own. */
function isMadeInside(source: Source, { site }: Judged): boolean {
  const declared = scopesOf(source).bindingOf(site.place.root)?.declarations[0];
  return declared?.node.type === 'VariableDeclarator';
}
