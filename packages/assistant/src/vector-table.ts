// A truth vector as a small table: what reads alike is one line, expired sessions come first, and what changes is marked.

import type { Truth, VectorRow } from '@resession/transforms/lib';
import type { Colors } from './colors.ts';
import { groupsOf, isChanged, type Group } from './vector-groups.ts';
import { visibleLine } from './visible.ts';
import { wrapped } from './wrapped.ts';

export interface TableOptions {
  /** Characters in a line. */
  readonly width: number;
  /** Every row on a line of its own. */
  readonly allRows: boolean;
}

/** The table with its title; the empty text where there are no rows. */
export function vectorTable(rows: readonly VectorRow[], { width, allRows }: TableOptions, colors: Colors): string {
  if (rows.length === 0) return '';
  const changes = rows.some(({ before, after }) => after !== undefined && after !== before);
  const groups = allRows
    ? rows.map((row) => ({ ...row, after: row.after, names: [visibleLine(row.error)] }))
    : groupsOf(rows).map((group) => ({ ...group, names: group.names.map(visibleLine) }));
  const heads = changes ? ['before', 'after'] : ['says'];
  const room = width - indent.length - heads.length * (answerWidth + 2) - (changes ? mark.length + 2 : 0);
  const title = 'What it says of each kind of error';
  const head = `${title.padEnd(indent.length + room)}  ${heads.map((name) => name.padEnd(answerWidth)).join('  ')}`;
  const section = (name: string, expired: boolean): readonly string[] => {
    const own = groups.filter((group) => group.expired === expired);
    const lines = own.flatMap((group) => lineOf(group, room, changes, colors));
    return own.length === 0 ? [] : [`  ${colors.dim(name)}`, ...lines];
  };
  const body = [...section('an expired session', true), ...section('anything else', false)];
  return [colors.bold(head.trimEnd()), ...body].join('\n');
}

const indent = '    ';
const answerWidth = 7;
const mark = 'changes';
/** So many names of a group are told, the others counted. */
const mostNamed = 4;

function lineOf(
  { names, before, after, expired }: Group,
  room: number,
  changes: boolean,
  colors: Colors,
): readonly string[] {
  const [first = '', ...more] = wrapped(told(names, expired, before, after), room);
  const truths = changes ? [before, after ?? before] : [before];
  const changed = isChanged({ before, after }) ? [colors.yellow(mark)] : [];
  const answers = truths.map((truth, index) => {
    const isLast = index === truths.length - 1 && changed.length === 0;
    return tinted(truth, isLast ? 0 : answerWidth, colors);
  });
  const head = [indent + first.padEnd(room), ...answers, ...changed].join('  ');
  return [head, ...more.map((line) => indent + line)];
}

/** Errors that were and stay something else are counted where they are many. */
function told(names: readonly string[], expired: boolean, before: Truth, after: Truth | undefined): string {
  const plain = !expired && before === 'false' && (after ?? 'false') === 'false';
  if (plain && names.length > mostNamed) return `${names.length} kinds of errors (--all-rows names them)`;
  const rest = names.length - mostNamed;
  return rest <= 1 ? names.join('; ') : `${names.slice(0, mostNamed).join('; ')} and ${rest} more`;
}

function tinted(truth: Truth, columns: number, colors: Colors): string {
  const tints: Readonly<Record<Truth, (text: string) => string>> = {
    true: colors.green,
    false: colors.dim,
    unknown: colors.yellow,
    throws: colors.red,
  };
  return tints[truth](truth.padEnd(columns));
}
