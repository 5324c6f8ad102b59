// Small codemods of our own for the tests of the reading stages: the engine takes any.

import { type Change, type Codemod, type Finding, type Node, startOf, walk } from '@resession/transforms/lib';
import type { PlanOptions } from './options.ts';

const none: Change = { edits: [], imports: [] };

/** Every call of a bare name, with its argument's span. */
export function calls(file: Node, name: string): readonly { start: number; end: number; callee: number }[] {
  const found: { start: number; end: number; callee: number }[] = [];
  walk(file, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name) {
      found.push({ start: startOf(node), end: node.end ?? 0, callee: startOf(node.callee) });
    }
    return undefined;
  });
  return found;
}

const words = { fix: 'Renamed.', ask: 'Which one?', todo: 'By hand.', skip: 'Looked alike.' };

/** Renames calls of `old` to `next`; asks about `maybe`, leaves `manual` to people and skips `alike`. */
export function renaming(id: string, old: string, next: string, after: readonly string[] = []): Codemod {
  const base = (messageId: keyof typeof words, { start, end }: { start: number; end: number }) => ({
    start,
    end,
    messageId,
    message: words[messageId],
    reason: 'It is a toy.',
  });
  return {
    id,
    title: `${old} to ${next}`,
    needles: [[`${old}(`]],
    findsChecks: true,
    after,
    messages: words,
    inspect: ({ file }) => [
      ...calls(file, old).map((call): Finding => {
        const edits = [{ start: call.callee, end: call.callee + old.length, text: next }];
        return { ...base('fix', call), kind: 'fix', change: { edits, imports: [] } };
      }),
      ...calls(file, 'maybe').map((call): Finding => {
        return { ...base('ask', call), kind: 'ask', choices: [{ id: 'keep', label: 'Keep it', change: none }] };
      }),
      ...calls(file, 'manual').map((call): Finding => ({ ...base('todo', call), kind: 'todo' })),
      ...calls(file, 'alike').map((call): Finding => ({ ...base('skip', call), kind: 'skip' })),
    ],
  };
}

/** A codemod that does what it is given. */
export function doing(id: string, inspect: Codemod['inspect'], more: Partial<Codemod> = {}): Codemod {
  return { id, title: id, needles: [['']], after: [], messages: words, inspect, ...more };
}

/** A fix that replaces a span. */
export function replacing(start: number, end: number, text: string, imports: Change['imports'] = []): Finding {
  const change = { edits: [{ start, end, text }], imports };
  return { kind: 'fix', start, end, messageId: 'fix', message: words.fix, reason: 'It is a toy.', change };
}

/** Options of a run at a folder. */
export function optionsAt(cwd: string, more: Partial<PlanOptions> = {}): PlanOptions {
  return {
    paths: [],
    cwd,
    only: null,
    ignore: [],
    checkStyle: 'code',
    transport: 'vendor',
    tarball: null,
    toolVersion: '0.1.0',
    ...more,
  };
}

const guard = { module: '@resession/transport', name: 'isSessionExpired', local: 'isSessionExpired' };

/** A check that waits for what a patched transport throws. */
export const guessToCheck = doing(
  'guess-to-check',
  ({ file }, { facts }) =>
    facts.ask('transport-origin') === undefined
      ? []
      : calls(file, 'guess').map(({ start, end }) => replacing(start, end, 'isSessionExpired(e)', [guard])),
  { needles: [['guess(']], findsChecks: true },
);

/** The swap of the transport that it waits for, where there is such a check. */
export const stockToPatched = doing(
  'stock-to-patched',
  ({ text }, { facts }) => {
    const at = text.indexOf('@modelcontextprotocol/client');
    const fixes = facts.ask('expiry-checks')?.checks.some(({ kind }) => kind === 'fix' || kind === 'done');
    const words = { messageId: 'skip', message: '', reason: 'Alone.' };
    const alone = { kind: 'skip', start: at, end: at + 28, ...words } as const;
    return at === -1 ? [] : [fixes ? replacing(at, at + 28, '@resession/transport') : alone];
  },
  { needles: [['@modelcontextprotocol/client']], after: ['guess-to-check'], swapsTransports: true },
);

/** A file that builds a stock transport. */
export const stockTransport = `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';\nnew StreamableHTTPClientTransport(url);`;

/** Where a manifest declares the transport already, nothing is read of it. */
export const unreadTarball = { path: '/nowhere', version: '0.1.0', integrity: 'sha512-' };
