// Taking statements and list members out of a text, with the blanks, commas and comments that are theirs alone.

import type { Node } from '@babel/types';
import type { Edit, Span } from './codemod.ts';
import { isBlankLine, lineEnd, lineStart, nextLine, startsLine } from './lines.ts';
import { scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** Deletes declarations, declarators and pattern properties; a statement goes when nothing of it stays. */
export function removeNodes(source: Source, nodes: readonly Node[]): readonly Edit[] {
  const { parentOf } = scopesOf(source);
  const gone = new Set(nodes);
  const lists = new Set<Node>();
  const edits: Edit[] = [];
  const inList = (node: Node, members: (list: Node) => readonly Node[]): boolean => {
    const list = parentOf(node)?.node;
    if (list === undefined || members(list).every((member) => gone.has(member))) return false;
    if (!lists.has(list))
      edits.push(...editMembers(source, { members: members(list), added: [], dropped: gone }, '\n'));
    lists.add(list);
    return true;
  };
  for (const node of nodes) {
    let whole = node;
    if (whole.type === 'ObjectProperty') {
      if (inList(whole, (list) => (list.type === 'ObjectPattern' ? list.properties : []))) continue;
      whole = parentOf(parentOf(whole)?.node ?? whole)?.node ?? whole;
      gone.add(whole);
    }
    if (whole.type === 'VariableDeclarator') {
      if (inList(whole, (list) => (list.type === 'VariableDeclaration' ? list.declarations : []))) continue;
      whole = parentOf(whole)?.node ?? whole;
    }
    edits.push(removeStatement(source, whole));
  }
  return unite(source.text, edits);
}

/** Deletions that touch or overlap become one, and take one blank line along where there would be two. */
function unite(text: string, deletions: readonly Edit[]): readonly Edit[] {
  const united: Edit[] = [];
  for (const edit of [...deletions].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = united.at(-1);
    if (last === undefined || edit.start > last.end) united.push(closeGap(text, edit));
    else united[united.length - 1] = closeGap(text, { ...last, end: Math.max(last.end, edit.end) });
  }
  return united;
}

function closeGap(text: string, { start, end }: Edit): Edit {
  const whole = lineStart(text, start) === start && end > start && lineStart(text, end) === end;
  if (!whole) return { start, end, text: '' };
  const above = start === 0 || isBlankLine(text, start - 1) || /[{([]\s*$/.test(text.slice(0, start));
  const to = above && end < text.length && isBlankLine(text, end) ? nextLine(text, end) : end;
  return { start, end: to, text: '' };
}

/** Deletes a statement; where it has its lines for itself, the lines go, with its own comments. */
function removeStatement(source: Source, node: Node): Edit {
  const { text } = source;
  const end = endOf(node);
  const rest = restOfLine(source, end);
  if (!startsLine(text, startOf(node)) || rest === undefined) return removeInline(text, { start: startOf(node), end });
  const from = lineStart(text, ownComments(source, node));
  const to = nextLine(text, rest);
  if (to < text.length || from === 0) return { start: from, end: to, text: '' };
  // The last statement: the blank line above goes with it, the end of the file stays as it was.
  const kept = text.slice(0, from).trimEnd().length;
  return { start: kept === 0 ? 0 : lineEnd(text, kept), end: lineEnd(text, end), text: '' };
}

function removeInline(text: string, { start, end }: Span): Edit {
  const blanks = /^[\t ]*/.exec(text.slice(end))?.[0].length ?? 0;
  const tail = lineEnd(text, end) === end + blanks;
  const lead = tail ? (/[\t ]*$/.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0) : 0;
  return { start: start - lead, end: tail ? end : end + blanks, text: '' };
}

/** End of the line when only a comment follows that ends on it; undefined where something else stands there. */
export function restOfLine(source: Source, offset: number): number | undefined {
  const { text } = source;
  const end = lineEnd(text, offset);
  let at = offset;
  for (;;) {
    at += /^[\t ]*/.exec(text.slice(at, end))?.[0].length ?? 0;
    if (at >= end) return end;
    const comment = source.file.comments?.find((each) => each.start === at);
    if (comment?.end == null || comment.end > end) return undefined;
    at = comment.end;
  }
}

const directive =
  /^[\s*]*(?:eslint-disable-next-line|@ts-(?:ignore|expect-error)|prettier-ignore|biome-ignore|oxlint-disable-next-line)/;

/** Whether a comment's text tells a tool what to do about the line below. */
export function isDirective(value: string): boolean {
  return directive.test(value);
}

/** Start of the comments directly above that speak of this statement alone. */
function ownComments(source: Source, node: Node): number {
  const { text } = source;
  const alone =
    isBlankLine(text, nextLine(text, endOf(node))) || /^\s*[})\]]/.test(text.slice(nextLine(text, endOf(node))));
  let start = startOf(node);
  let top = start;
  for (const comment of [...(source.file.comments ?? [])].reverse()) {
    const { start: from, end } = comment;
    if (from == null || end == null || end > top) continue;
    const between = text.slice(end, top);
    if (between.trim() !== '' || (between.match(/\n/g) ?? []).length !== 1 || !startsLine(text, from)) break;
    const header = lineStart(text, from) === 0 || text.slice(0, from).trim() === '';
    const documents = comment.type === 'CommentBlock' && comment.value.startsWith('*');
    const own = directive.test(comment.value) || (!node.type.startsWith('Import') && (documents || alone));
    if (header) break;
    // What stands between a statement and its own documentation goes with the two.
    top = from;
    if (own) start = from;
  }
  return start;
}

/** A list in braces, e.g. the specifiers of an import. */
export interface MemberList {
  readonly members: readonly Node[];
  /** The text of members to append. */
  readonly added: readonly string[];
  /** What stands behind the comma of each, where each has a line of its own. */
  readonly behind?: readonly string[];
  readonly dropped: ReadonlySet<Node>;
}

/** Edits that drop and append members of a list that keeps at least one of its own, or gains one. */
export function editMembers(source: Source, list: MemberList, eol: string): readonly Edit[] {
  const { text } = source;
  const { members, added, dropped } = list;
  const first = members[0];
  const final = members.at(-1);
  if (first === undefined || final === undefined) return [];
  const lastKept = members.findLast((member) => !dropped.has(member));
  if (lastKept === undefined) return [{ start: startOf(first), end: endOf(final), text: added.join(', ') }];
  const edits = members.flatMap((member, index) =>
    dropped.has(member) ? [dropMember(source, members, index, startOf(member) > startOf(lastKept))] : [],
  );
  const comma = commaAfter(source, lastKept);
  const trailing = commaAfter(source, final) !== undefined;
  const ownLine = startsLine(text, startOf(lastKept)) && startsLine(text, startOf(final));
  if (added.length === 0) {
    // A list without trailing comma ends without one.
    if (comma !== undefined && !trailing && ownLine) edits.push({ start: comma, end: comma + 1, text: '' });
    return edits;
  }
  if (!ownLine)
    return [
      ...edits,
      { start: endOf(lastKept), end: endOf(lastKept), text: added.map((each) => `, ${each}`).join('') },
    ];
  const indent = text.slice(lineStart(text, startOf(lastKept)), startOf(lastKept));
  const at = restOfLine(source, (comma ?? endOf(lastKept) - 1) + 1) ?? (comma ?? endOf(lastKept) - 1) + 1;
  const commaOf = (index: number): string => (trailing || index < added.length - 1 ? ',' : '');
  const lines = added
    .map((each, index) => `${eol}${indent}${each}${commaOf(index)}${list.behind?.[index] ?? ''}`)
    .join('');
  if (comma === undefined) edits.push({ start: endOf(lastKept), end: endOf(lastKept), text: ',' });
  return [...edits, { start: at, end: at, text: lines }];
}

function dropMember(source: Source, members: readonly Node[], index: number, last: boolean): Edit {
  const { text } = source;
  const member = members[index];
  if (member === undefined) throw new RangeError('No such member.');
  const comma = commaAfter(source, member);
  const end = comma === undefined ? endOf(member) : comma + 1;
  const rest = restOfLine(source, end);
  if (startsLine(text, startOf(member)) && rest !== undefined) {
    return { start: lineStart(text, startOf(member)), end: nextLine(text, rest), text: '' };
  }
  const previous = members[index - 1];
  if (last && previous !== undefined) return { start: endOf(previous), end: endOf(member), text: '' };
  const blanks = /^[\t ]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: startOf(member), end: end + blanks, text: '' };
}

/** Offset of the comma behind a list member, comments in between passed over. */
function commaAfter(source: Source, member: Node): number | undefined {
  let at = endOf(member);
  for (;;) {
    at += /^\s*/.exec(source.text.slice(at))?.[0].length ?? 0;
    if (source.text[at] === ',') return at;
    const comment = source.file.comments?.find((each) => each.start === at);
    if (comment?.end == null) return undefined;
    at = comment.end;
  }
}
