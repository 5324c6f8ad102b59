// Errors told apart by the name of their class: v2 renamed the classes, and the SDK's own codemod renames identifiers, not
// texts. What was one class in v1 can be two in v2 (McpError: ProtocolError from the server, SdkError from the client).

import type { Change, Codemod, Context, Finding } from '../lib/codemod.ts';
import {
  type ClassName,
  classNamesIn,
  dropConstructor,
  namesClass,
  renameClass,
  renamedClasses,
} from '../lib/port/class-names.ts';
import { leadsWith } from '../lib/port/leads.ts';
import type { MovedRow } from '../lib/port/moved-rows.ts';
import { type Blind, type Port, type Ported, portConditions } from '../lib/port/port.ts';
import { twoForOne } from '../lib/port/two-for-one.ts';
import { asked, choice, messageTable, portFinding, type PortMessages, type Said } from '../lib/port/verdict.ts';
import type { Formula } from '../lib/recogniser/vector/condition.ts';
import { error } from '../lib/recogniser/catalogue/model-errors.ts';
import { isPrimitive } from '../lib/recogniser/language/value.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { startOf } from '../lib/tree.ts';
import { needles } from './needles.ts';

const messages: PortMessages = {
  needle: 'Error',
  fix: [
    'class-name',
    'Tells an error by the name that its class had in SDK v1.',
    'SDK v2 has another name for the class; a text is not renamed with it.',
  ],
  ask: [
    'whose-name',
    'Tells an error by a class name of SDK v1; it is not clear whether the error is one of SDK v2.',
    'Another package can have a class of that name.',
  ],
  todo: [
    'split-class',
    'Tells an error by a class name of SDK v1 that is two classes in v2.',
    'Decide which is meant: ProtocolError is what a server answered, SdkError what the client found by itself.',
  ],
  skip: ['another-class', 'Tells an error of something else by its name.', 'The error comes from elsewhere.'],
  choices: {
    move: 'It is an error of SDK v2: use the new name',
    both: 'What a server answered and what the client found by itself: ask for both names',
    keep: 'Leave it as it is',
  },
};

const oneOrBoth: Said = [
  'one-or-both',
  'Tells an error by the name McpError, which is two classes in SDK v2.',
  'Both are tested here: ProtocolError is what a server answered, SdkError what the client found by itself.',
];
const deadName: Said = [
  'dead-name',
  'Tells an error by a name that SDK v1 never gave it.',
  'StreamableHTTPError had the name Error in SDK v1, so this was never true; with the new name it would be.',
];

const onlyServer = 'What a server answered: ask for ProtocolError alone';

export const codemod = {
  id: 'error-name-to-v2-name',
  title: 'Tell errors by the names that SDK v2 gives their classes',
  needles,
  after: ['expiry-guess-to-code', 'http-code-to-status', 'raw-code-to-sdk-code'],
  leadNeedles: [['StreamableHTTPError'], ['McpError']],
  leads: (source) => leadsWith(source, namesClass),
  messages: messageTable(messages.fix, messages.ask, messages.todo, messages.skip, oneOrBoth, deadName),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  const named = ({ node }: Formula): readonly ClassName[] =>
    classNamesIn(source, node).filter(({ name }) => !isOwnClass(source, name));
  const port: Port = {
    lost: ({ kind }) => kind !== 'new',
    // An SdkError where v1 had an error without a class of its own.
    free: ({ kind }) => kind === 'new',
    escaping: 'refused',
    asks: (formula) => named(formula).length > 0,
    tries: (blind) => tries(source, blind, named(blind.formula)),
    carefully: (blind) => both(source, blind, named(blind.formula)),
    suspects: (leaf) => named(leaf).length > 0,
  };
  const found = portConditions(source, context, port);
  const dead = portConditions(source, context, { ...port, believed, certain: () => false }).filter(
    ({ formula }) => !found.some((each) => each.formula === formula),
  );
  return [
    ...found.map((ported) => finding(source, ported, named(ported.formula))),
    ...dead.flatMap((ported) => deadFinding(source, ported)),
  ].sort((left, right) => left.start - right.start);
}

/** A class of that name of the file's own, or of another package. */
function isOwnClass(source: Source, name: string): boolean {
  const binding = scopesOf(source).root.bindings.get(name);
  return binding !== undefined && !sdkImports(source).all.some((each) => each.binding === binding);
}

function finding(source: Source, ported: Ported, names: readonly ClassName[]): Finding {
  if (ported.undecided === true && ported.change !== undefined)
    return asked(source, ported, messages, messages.ask, [choice('move', messages.choices.move, ported.change)]);
  if (ported.whose === 'foreign' || ported.change !== undefined) return portFinding(source, ported, messages);
  const careful = ported.careful();
  if (careful === undefined) return portFinding(source, ported, messages);
  const question = ported.whose === 'ours' ? oneOrBoth : messages.ask;
  return asked(source, ported, messages, question, [
    choice('protocol', onlyServer, renamed(names, 0)),
    choice('both', messages.choices.both, careful),
  ]);
}

function deadFinding(source: Source, ported: Ported): readonly Finding[] {
  if (ported.whose === 'foreign' || ported.change === undefined) return [];
  return [asked(source, ported, messages, deadName, [choice('move', messages.choices.move, ported.change)])];
}

/** As an author has it in mind who asks for that name. */
function believed(row: MovedRow): MovedRow {
  return {
    ...row,
    then: () => {
      const value = row.then();
      if (isPrimitive(value) || value.kind !== 'object' || value.type?.name !== 'StreamableHTTPError') return value;
      return error(value.type, { ...Object.fromEntries(value.own), name: 'StreamableHTTPError' });
    },
  };
}

function renamed(names: readonly ClassName[], which: 0 | 1): Change {
  return { edits: names.map((each) => renameClass(each, nameIn(each, which))), imports: [] };
}

function nameIn({ name }: ClassName, which: 0 | 1): string {
  const names = renamedClasses[name];
  return names?.[which] ?? names?.[0] ?? name;
}

function tries(source: Source, { formula }: Blind, names: readonly ClassName[]): readonly Change[] {
  const plain = [renamed(names, 0), renamed(names, 1)];
  return [...plain, ...withoutConstructor(source, formula, plain)];
}

function both(source: Source, { formula }: Blind, names: readonly ClassName[]): readonly Change[] {
  const dropped = dropConstructor(source, formula.node);
  return (dropped.length === 0 ? [[]] : [[], dropped]).flatMap((beside): readonly Change[] => {
    const edits = names.map((each) => {
      const [one, two] = [nameIn(each, 0), nameIn(each, 1)];
      if (one === two) return [...beside, renameClass(each, one)];
      return each.node.type === 'RegExpLiteral'
        ? [...beside, renameClass(each, `(?:${one}|${two})`)]
        : twoForOne(source, each.node, each.as(one), each.as(two), beside);
    });
    return edits.every((each) => each !== undefined) ? [{ edits: edits.flat(), imports: [] }] : [];
  });
}

/** The same with `e.name` for `e.constructor.name`, where both can be written. */
function withoutConstructor(source: Source, { node }: Formula, changes: readonly Change[]): readonly Change[] {
  const dropped = dropConstructor(source, node);
  if (dropped.length === 0) return [];
  return changes.map(({ edits }) => ({
    edits: [...edits, ...dropped].sort((left, right) => startOf(left) - startOf(right)),
    imports: [],
  }));
}

export default toTransform(codemod);
