// SDK v1 is many modules, v2 few. The SDK's own codemod writes the new path into every mock and leaves the rest: of two mocks
// of one module the last one counts, and what v1 had in a module that nobody mocked is missing in it.

import type { Codemod, Context, Finding } from '../lib/codemod.ts';
import { mocksIn } from '../lib/moving/mock-calls.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { actualFindings } from './actual.ts';
import { grouped } from './grouped.ts';
import { messages } from './messages.ts';
import { needles } from './needles.ts';
import { mockFindings } from './verdict.ts';

export const codemod = {
  id: 'v1-mock-to-v2-mock',
  title: 'Mock a module of SDK v2 once, under its own names, with its rest real',
  needles,
  after: ['stock-to-patched-transport'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, { facts }: Context): readonly Finding[] {
  const moved = facts.ask('declared-sdk')?.moved === true;
  const mocks = mocksIn(source).filter(
    ({ sdk, runner }) => sdk.generation === 'v2' && sdk.from === 'sdk' && runner !== 'other',
  );
  const groups = grouped(source, mocks, moved);
  const found = groups.flatMap((group) => mockFindings(source, group, moved));
  const merged = groups.flatMap((group) => (group.length > 1 ? group.map(({ call }) => call) : []));
  return [...found, ...actualFindings(source, merged)].sort((a, b) => a.start - b.start);
}

export default toTransform(codemod);
