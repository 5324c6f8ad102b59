// Which mocks of a file are about one module at one time.

import type { Node } from '@babel/types';
import { type Mock, returned } from '../lib/moving/mock-calls.ts';
import { listed, takeEffectTogether } from '../lib/moving/mock-order.ts';
import type { Source } from '../lib/source.ts';
import { nameOf } from '../lib/tree.ts';

/**
 * The mocks of one module that stand in one block, together; others alone, for they count when their line comes.
 * @param moved this run has moved the file: then what follows a load may have been another module
 */
export function grouped(source: Source, mocks: readonly Mock[], moved: boolean): readonly (readonly Mock[])[] {
  const groups: Mock[][] = [];
  const open = new Map<Node, Map<string, Mock[]>>();
  for (const mock of mocks) {
    const list = listed(source, mock.call)?.list ?? mock.call;
    const here = open.get(list) ?? new Map<string, Mock[]>();
    open.set(list, here);
    const before = here.get(mock.literal.value);
    if (before !== undefined && isAboutTheSame(source, before, mock, moved)) {
      before.push(mock);
      continue;
    }
    const group = [mock];
    here.set(mock.literal.value, group);
    groups.push(group);
  }
  return groups;
}

/** Behind a load, a mock that has a name of the one before stands in its place, and is meant to. */
function isAboutTheSame(source: Source, before: readonly Mock[], mock: Mock, moved: boolean): boolean {
  if (
    takeEffectTogether(
      source,
      [...before, mock].map(({ call }) => call),
    )
  )
    return true;
  const names = new Set(before.flatMap(namesOf));
  return moved && namesOf(mock).every((name) => !names.has(name));
}

function namesOf({ factory }: Mock): readonly string[] {
  const object = factory && returned(factory);
  return (object?.properties ?? []).flatMap((each) => ('key' in each ? (nameOf(each.key) ?? []) : []));
}
