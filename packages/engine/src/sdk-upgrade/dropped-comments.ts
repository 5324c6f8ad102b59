// Comments that the SDK's own codemod drops with the imports that it writes anew: put back where their place is certain, told
// where it is not.

import {
  applyEdits,
  type Edit,
  endOf,
  lineEnd,
  type Node,
  renamedClasses,
  sdkModule,
  type Source,
  startOf,
  SyntaxProblem,
} from '@resession/transforms/lib';

/** A comment of the text before the move. */
export interface DroppedComment {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** It stands on the lines of an import of the SDK. */
  readonly atImport: boolean;
}

/** The comments of a source that none of the other texts has as often. */
export function droppedComments(before: Source, after: readonly Source[]): readonly DroppedComment[] {
  const counts = after.map(counted);
  const imports = sdkImportsOf(before).map(({ node }) => linesOf(before, node));
  // Of comments that read alike it is the one at an import that went.
  const asked = commentsOf(before).map((comment) => {
    const lines = linesOf(before, comment);
    return {
      ...comment,
      line: lines.from,
      atImport: imports.some(({ from, to }) => from <= lines.to && lines.from <= to),
    };
  });
  const kept = ({ told }: Told): boolean => {
    const there = counts.filter((count) => (count.get(told) ?? 0) > 0);
    for (const count of there) count.set(told, (count.get(told) ?? 0) - 1);
    return there.length > 0;
  };
  return [...asked.filter(({ atImport }) => !atImport), ...asked.filter(({ atImport }) => atImport)]
    .filter((comment) => !kept(comment))
    .map(({ told, line, atImport }) => ({ text: told, line, atImport }))
    .sort((a, b) => a.line - b.line);
}

function counted(source: Source): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { told } of commentsOf(source)) counts.set(told, (counts.get(told) ?? 0) + 1);
  return counts;
}

function linesOf(
  source: Source,
  span: { readonly start?: number | null; readonly end?: number | null },
): { readonly from: number; readonly to: number } {
  return { from: source.position(startOf(span)).line, to: source.position(endOf(span)).line };
}

interface Told {
  readonly start: number;
  readonly end: number;
  /** Its text in one line, for a comment may be laid out anew. */
  readonly told: string;
}

function commentsOf({ file, text }: Source): readonly Told[] {
  return (file.comments ?? []).map((comment) => {
    const [start, end] = [startOf(comment), endOf(comment)];
    return { start, end, told: text.slice(start, end).replace(/\s+/g, ' ') };
  });
}

/** The moved text with the comments behind imports of which each became one import, and that one alone. */
export function commentsPutBack(before: Source, moved: Source): string {
  const dropped = new Set(droppedComments(before, [moved]).map(({ text }) => text));
  if (dropped.size === 0) return moved.text;
  const olds = sdkImportsOf(before);
  const edits = sdkImportsOf(moved).flatMap((now): readonly Edit[] => {
    const [old, ...others] = olds.filter((each) => [...each.news].some((name) => now.locals.has(name)));
    if (old === undefined || others.length > 0) return [];
    if ([...now.locals].some((name) => !old.news.has(name)) || now.locals.size !== old.locals.size) return [];
    const behind = commentBehind(before, old.node);
    const end = endOf(now.node);
    if (behind === undefined || !dropped.has(behind.told)) return [];
    if (moved.text.slice(end, lineEnd(moved.text, end)).trim() !== '') return [];
    return [{ start: end, end, text: ` ${before.text.slice(behind.start, behind.end)}` }];
  });
  return applyEdits(moved.text, edits);
}

interface SdkImport {
  readonly node: Node;
  readonly locals: ReadonlySet<string>;
  /** What they may be called after the move. */
  readonly news: ReadonlySet<string>;
}

function sdkImportsOf({ file }: Source): readonly SdkImport[] {
  return file.program.body.flatMap((node): readonly SdkImport[] => {
    if (node.type !== 'ImportDeclaration' || sdkModule(node.source.value) === undefined) return [];
    const locals = node.specifiers.map(({ local }) => local.name);
    const news = locals.flatMap((name) => [
      name,
      ...(Object.hasOwn(renamedClasses, name) ? (renamedClasses[name] ?? []) : []),
    ]);
    return [{ node, locals: new Set(locals), news: new Set(news) }];
  });
}

/** The one comment that ends the line of a statement. */
function commentBehind(source: Source, node: Node): Told | undefined {
  const { text } = source;
  const stop = lineEnd(text, endOf(node));
  return commentsOf(source).find(
    ({ start, end }) =>
      start >= endOf(node) &&
      text.slice(endOf(node), start).trim() === '' &&
      text.slice(end, stop).trim() === '' &&
      end <= stop,
  );
}

/** A source of its own text, or nothing where it does not parse. */
export function parsed(source: Source | SyntaxProblem): readonly Source[] {
  return source instanceof SyntaxProblem ? [] : [source];
}
