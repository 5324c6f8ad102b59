// Folds the fixes of one codemod into the text of one file, and maps what later codemods find back to the file as it was.

import {
  type Edit,
  type Fix,
  foldChanges,
  mapBack,
  mergeEdits,
  type Source,
  type Span,
} from '@resession/transforms/lib';

export interface Rewritten {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** The fixes that could not be made beside the earlier ones, with the reason. */
  readonly refused: ReadonlyMap<Fix, string>;
}

/** Makes the fixes, in the order given; of two that contradict each other the earlier one is made. */
export function rewrite(source: Source, fixes: readonly Fix[]): Rewritten {
  const refused = new Map<Fix, string>();
  // Most files that are looked at are left alone.
  if (fixes.length === 0) return { text: source.text, edits: [], refused };
  const all = attempt(source, fixes);
  if (typeof all !== 'string') return { ...all, refused };
  let made: readonly Fix[] = [];
  let folded: Pick<Rewritten, 'text' | 'edits'> = { text: source.text, edits: [] };
  for (const fix of fixes) {
    const next = attempt(source, [...made, fix]);
    if (typeof next === 'string') refused.set(fix, next);
    else [made, folded] = [[...made, fix], next];
  }
  return { ...folded, refused };
}

function attempt(source: Source, fixes: readonly Fix[]): Pick<Rewritten, 'text' | 'edits'> | string {
  try {
    return foldChanges(
      source,
      fixes.map((fix) => fix.change),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A span of the text after all steps, in the text before the first one. What was replaced comes back whole. */
export function spanBack(steps: readonly (readonly Edit[])[], span: Span): Span {
  return [...steps].reverse().reduce((at: Span, edits) => {
    const start = mapBack(edits, at.start);
    return { start, end: Math.max(start, endBack(edits, at.end)) };
  }, span);
}

/** Where a span of the text before the steps lies after them; empty where what stood there is gone. */
export function spanForward(steps: readonly (readonly Edit[])[], span: Span): Span {
  return steps.reduce(forward, span);
}

/** What is inside of replaced text becomes the whole of what came instead. */
function forward(span: Span, edits: readonly Edit[]): Span {
  let { start, end } = span;
  let shift = 0;
  for (const edit of mergeEdits(edits)) {
    const growth = edit.text.length - (edit.end - edit.start);
    const place = edit.start + shift;
    if (edit.start < span.start) start = edit.end <= span.start ? span.start + shift + growth : place;
    if (edit.start < span.end) end = edit.end <= span.end ? span.end + shift + growth : place + edit.text.length;
    shift += growth;
  }
  return { start, end: Math.max(start, end) };
}

/** As `mapBack`, but an end inside replaced text goes to the end of what was there. */
function endBack(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const edit of mergeEdits(edits)) {
    const start = edit.start + shift;
    if (offset <= start) break;
    if (offset <= start + edit.text.length) return edit.end;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset - shift;
}
