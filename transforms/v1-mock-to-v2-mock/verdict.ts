// What is to be done about the mocks of one module in a file.

import type { Node, ObjectExpression } from '@babel/types';
import type { Edit, Finding } from '../lib/codemod.ts';
import { mergeMocks, type PlainMock } from '../lib/moving/merge-mocks.ts';
import { isOpen, type Mock, restStaysReal, returned, spreadsReal } from '../lib/moving/mock-calls.ts';
import { renamedClasses } from '../lib/port/class-names.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkModule } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, spanOf, startOf, walk } from '../lib/tree.ts';
import { messages } from './messages.ts';

type Made = Mock & { readonly factory: Node; readonly object: ObjectExpression };

/**
 * The findings for all mocks of one module by one method, in source order.
 * @param moved this run has moved the file: then whatever the mocks leave out was real
 */
export function mockFindings(source: Source, mocks: readonly Mock[], moved: boolean): readonly Finding[] {
  const [first, ...later] = mocks;
  if (first === undefined) return [];
  const made = mocks.flatMap((mock) => madeBy(mock) ?? []);
  if (later.length > 0) return togetherFindings(source, mocks, made, moved);
  const [one] = made;
  if (one !== undefined) return aloneFindings(source, one, moved);
  if (!moved) return [];
  const reason =
    first.factory === undefined
      ? 'Without a factory all of it is emptied, also what the tests had real: mock by name, with the rest as it is.'
      : 'What its factory makes is not plain to see: give the rest of the module as it is, beside what is mocked.';
  const messageId = first.factory === undefined ? 'mocked-whole' : 'rest-of-module';
  return [{ ...spanOf(first.call), kind: 'todo', messageId, message: messages[messageId], reason }];
}

function madeBy(mock: Mock): Made | undefined {
  const { factory } = mock;
  const object = factory && returned(factory);
  return factory === undefined || object === undefined ? undefined : { ...mock, factory, object };
}

function togetherFindings(
  source: Source,
  mocks: readonly Mock[],
  made: readonly Made[],
  moved: boolean,
): readonly Finding[] {
  const last = mocks.at(-1);
  const lost = mocks.slice(0, -1);
  if (last === undefined) return [];
  const { value: module } = last.literal;
  const edits = made.length === mocks.length ? merged(source, made, module) : undefined;
  if (edits === undefined) {
    const reason = `Only the one on line ${source.position(startOf(last.call)).line} counts: make one mock of ${module} that has what all of them stand for.`;
    return lost.map(({ call }) => ({
      ...spanOf(call),
      kind: 'todo',
      messageId: 'one-module',
      message: messages['one-module'],
      reason,
    }));
  }
  const [first] = lost;
  if (first === undefined) return [];
  const said = { ...spanOf(first.call), messageId: 'one-module', message: messages['one-module'] } as const;
  const change = { edits, imports: [] };
  const closed = made.at(-1);
  // What a closed mock leaves out is not to be had from the module at all: that nobody can have meant.
  if (moved || (closed !== undefined && !isOpen(closed.object)))
    return [{ ...said, kind: 'fix', reason: `All of them mock ${module}; none of the others takes effect.`, change }];
  return [
    {
      ...said,
      kind: 'ask',
      reason: 'What the last one leaves real may be meant to be real, or was mocked before the move to SDK v2.',
      choices: [
        { id: 'merge', label: 'Mock what all of them stand for', change },
        { id: 'keep', label: 'Leave them as they are', change: { edits: [], imports: [] } },
      ],
    },
  ];
}

/** One mock in place of all: into one that keeps the rest real, if there is one, and the first that takes in all that the others have. */
function merged(source: Source, made: readonly Made[], module: string): readonly Edit[] | undefined {
  const open = made.filter((mock) => spreadsReal(source, mock, mock.object));
  if (made.some((mock) => isOpen(mock.object) && !open.includes(mock))) return undefined;
  if (made.some(({ object }) => renamedIn(object) === undefined)) return undefined;
  for (const into of open.length > 0 ? open : made) {
    const from = made.filter((mock) => mock !== into);
    const rest = open.length > 0 ? [] : restStaysReal(source, into, into.object, module);
    const edits = mergeMocks(source, from.map(plain), plain(into), (property) => asWritten(source, property));
    if (rest && edits) return [...rest, ...(renamedIn(into.object) ?? []), ...typePaths(into), ...edits];
  }
  return undefined;
}

function plain({ call, factory, object }: Made): PlainMock {
  return { call, factory, object };
}

function aloneFindings(source: Source, mock: Made, moved: boolean): readonly Finding[] {
  const { call, object, literal } = mock;
  const said = (messageId: keyof typeof messages): Said => ({
    ...spanOf(call),
    messageId,
    message: messages[messageId],
  });
  const names = renamedIn(object);
  if (names === undefined) {
    const reason =
      'McpError became two classes, ProtocolError for answers and SdkError for what the client found: mock the one that is meant.';
    return [{ ...said('v1-name'), kind: 'todo', reason }];
  }
  const missing = moved || names.length > 0 ? !isOpen(object) : asksForMore(source, mock);
  const rest = missing ? restStaysReal(source, mock, object, literal.value) : [];
  if (rest === undefined) {
    const reason = 'Its factory is more than one object: give the rest of the module as it is, beside what is mocked.';
    return [{ ...said('rest-of-module'), kind: 'todo', reason }];
  }
  const fix = (messageId: keyof typeof messages, edits: readonly Edit[], reason: string): readonly Finding[] =>
    edits.length === 0
      ? []
      : [
          {
            ...said(messageId),
            kind: 'fix',
            reason,
            change: { edits: [...rest, ...names, ...typePaths(mock)], imports: [] },
          },
        ];
  if (names.length > 0) return fix('v1-name', names, 'Nobody asks SDK v2 for that name.');
  if (rest.length > 0)
    return fix('rest-of-module', rest, `What else is imported from ${literal.value} would not be there.`);
  return fix('v1-type', typePaths(mock), `The module is ${literal.value} now.`);
}

interface Said {
  readonly start: number;
  readonly end: number;
  readonly messageId: keyof typeof messages;
  readonly message: string;
}

/** The file itself imports from the module what its mock does not have. */
function asksForMore(source: Source, { object, literal }: Made): boolean {
  if (isOpen(object)) return false;
  const given = new Set(object.properties.map((each) => ('key' in each ? nameOf(each.key) : undefined)));
  return source.file.program.body.some(
    (node) =>
      node.type === 'ImportDeclaration' &&
      node.importKind !== 'type' &&
      node.source.value === literal.value &&
      node.specifiers.some(
        (each) =>
          each.type === 'ImportSpecifier' &&
          each.importKind !== 'type' &&
          !given.has(nameOf(each.imported)) &&
          isUsedAsValue(source, each.local),
      ),
  );
}

function isUsedAsValue(source: Source, local: Node): boolean {
  const { bindingOf, parentOf } = scopesOf(source);
  return (bindingOf(local)?.references ?? []).some(({ node }) => !/^TS/.test(parentOf(node)?.node.type ?? 'TS'));
}

/** The edits that give classes their names of v2; undefined where one became two. */
function renamedIn({ properties }: ObjectExpression): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const each of properties) {
    const name = 'key' in each ? nameOf(each.key) : undefined;
    const news = name !== undefined && Object.hasOwn(renamedClasses, name) ? renamedClasses[name] : undefined;
    if (news === undefined) continue;
    if (news.length > 1 || each.type === 'SpreadElement' || each.computed) return undefined;
    const { start, end } = spanOf(each.key);
    edits.push(isShorthand(each) ? { start, end: start, text: `${news[0]}: ` } : { start, end, text: news[0] });
  }
  return edits;
}

function isShorthand(property: Node): boolean {
  return property.type === 'ObjectProperty' && property.shorthand;
}

function asWritten({ text }: Source, property: Node): string {
  const whole = text.slice(startOf(property), endOf(property));
  const name = 'key' in property ? nameOf(property.key) : undefined;
  const news = name !== undefined && Object.hasOwn(renamedClasses, name) ? renamedClasses[name]?.[0] : undefined;
  if (news === undefined || !('key' in property)) return whole;
  return isShorthand(property) ? `${news}: ${whole}` : news + text.slice(endOf(property.key), endOf(property));
}

/** `typeof import('…')` of SDK v1, which the SDK's own codemod leaves in a mock of v2. */
function typePaths({ call, literal }: Mock): readonly Edit[] {
  const edits: Edit[] = [];
  walk(call, (node) => {
    if (node.type !== 'TSImportType' || sdkModule(node.argument.value)?.generation !== 'v1') return undefined;
    edits.push({ start: startOf(node.argument) + 1, end: endOf(node.argument) - 1, text: literal.value });
    return undefined;
  });
  return edits;
}
