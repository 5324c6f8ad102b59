// Markers in a text: `// TODO(resession): what is to be done [id]`, wherever a person has moved them since.

import {
  applyEdits,
  commentsFrom,
  type Edit,
  endOf,
  markerOpening,
  nextLine,
  lineEnd,
  lineStart,
  saidIn,
  type Source,
  type Span,
  startOf,
  walk,
} from '@resession/transforms/lib';

/** A marker that stands in a text. Its span is what goes with it: its lines where it has them for itself. */
export interface Marker extends Span {
  readonly id: string;
  /** Where its comment starts. */
  readonly comment: number;
}

/** The markers of a file. A comment that only begins like one is somebody else's. */
export function markersOf(source: Source): readonly Marker[] {
  const braces = source.text.includes(markerOpening) ? bracesOf(source) : [];
  return commentsFrom(source, markerOpening).flatMap((comment) => {
    const id = /\[([0-9a-f]{16})\]$/.exec(saidIn(comment))?.[1];
    if (id === undefined) return [];
    const own = { start: startOf(comment), end: endOf(comment) };
    const held = braces.find(({ start, end }) => start < own.start && own.end < end) ?? own;
    return [{ id, comment: own.start, ...room(source.text, held) }];
  });
}

/** The text without these markers. */
export function withoutMarkers(source: Source, markers: readonly Marker[]): string {
  const edits = markers.map(({ start, end }): Edit => ({ start, end, text: '' }));
  return applyEdits(source.text, edits);
}

/** Braces that hold a comment in JSX and nothing else. */
function bracesOf({ file }: Source): readonly Span[] {
  const spans: Span[] = [];
  walk(file.program, (node) => {
    if (node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression')
      spans.push({ start: startOf(node), end: endOf(node) });
    return undefined;
  });
  return spans;
}

/** Whole lines where nothing else is on them, else the comment with the blanks before it. */
function room(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const before = text.slice(from, start);
  if (before.trim() !== '' || text.slice(end, lineEnd(text, end)).trim() !== '') {
    return { start: from + before.trimEnd().length, end };
  }
  const behind = nextLine(text, end);
  const isLast = text[behind - 1] !== '\n';
  // On a last line without an end it is the line break before that goes.
  return isLast
    ? { start: from - (text.slice(0, from).match(/\r?\n$/)?.[0].length ?? 0), end: behind }
    : { start: from, end: behind };
}
