// A case of a switch that takes an expired session: the head of the switch names the expired session, and the case takes
// that name. Every other case, the order, what falls through and what breaks stay as they are.

import type { Node } from '@babel/types';
import type { Change, Edit } from '../../codemod.ts';
import { fileStyle } from '../../file-style.ts';
import { indentOf, startsLine } from '../../lines.ts';
import { localName } from '../../names.ts';
import { scopesOf } from '../../scopes.ts';
import { transportModules } from '../../sdk-modules.ts';
import type { Source } from '../../source.ts';
import { endOf, startOf } from '../../tree.ts';
import { momentOf } from '../vector/condition.ts';
import type { Dialect } from '../rewrite/rewrite.ts';

const names = ['session-expired', 'mcp-session-expired'];

/** The change for the comparison that a case stands for; `beside` leaves the old case where it is. Undefined where it cannot be written. */
export function caseChange(
  source: Source,
  comparison: Node,
  { generation, subject }: Dialect,
  beside = false,
): Change | undefined {
  const { text } = source;
  const head = momentOf(comparison);
  const statement = scopesOf(source).parentOf(head)?.node;
  if (statement?.type !== 'SwitchStatement' || head.type === 'SequenceExpression') return undefined;
  const own = statement.cases.find(({ test }) => test?.start === comparison.start);
  const name = names.find((each) => !text.slice(startOf(statement), endOf(statement)).includes(each));
  if (own?.test == null || name === undefined) return undefined;

  const { patched } = transportModules[generation];
  const local = localName(source, patched, 'isSessionExpired', { start: startOf(head), end: endOf(head) });
  const { quote, eol } = fileStyle(source);
  const label = `${quote}${name}${quote}`;
  const asked: Edit = { start: startOf(head), end: startOf(head), text: `${local}(${subject}) ? ${label} : ` };
  const between = startsLine(text, startOf(own)) ? `${eol}${indentOf(text, startOf(own))}` : ' ';
  const taken: Edit = beside
    ? { start: startOf(own), end: startOf(own), text: `case ${label}:${between}` }
    : { start: startOf(own.test), end: endOf(own.test), text: label };
  return { edits: [asked, taken], imports: [{ module: patched, name: 'isSessionExpired', local }] };
}
