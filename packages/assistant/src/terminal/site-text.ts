// One site as the review shows it: where, what would become of it, why it was recognised, what changes in meaning.

import { kindOf, type PlannedFinding } from '@resession/engine';
import type { Explanation, VectorRow } from '@resession/transforms/lib';
import type { Colors } from '../colors.ts';
import { stationAt } from '../reading-order.ts';
import { visibleLine } from '../visible.ts';
import { wrapped } from '../wrapped.ts';
import { fittedCode, fittedDiff, type Frame } from './fitted.ts';

/** Where the review stands, and what it is shown on. */
export interface Showing extends Frame {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** The lines of the file, where there is no diff to show; null where it cannot be read. */
  readonly lines: readonly string[] | null;
  readonly colors: Colors;
}

/** The site, in lines that fit. It ends with a newline. */
export function siteText(site: PlannedFinding, showing: Showing): string {
  const { colors, width } = showing;
  const place = `${site.path}:${String(site.line)}:${String(site.column)}`;
  const count = `Site ${String(showing.number)} of ${String(showing.of)}`;
  const parts = [
    [
      colors.dim('-'.repeat(Math.min(width, 80))),
      ...folded(`${count}, ${stationAt(site)}: ${place}`, 0, width).map((row) => colors.bold(row)),
      ...folded(site.message, 0, width),
    ],
    changeOf(site, showing),
    [
      ...labelled('why', site.reason, showing),
      ...told(site.explanation, showing),
      ...meaning(site.explanation, showing),
    ],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** What is asked of the site, with the keys that it takes. */
export function promptText(site: PlannedFinding, keys: readonly string[], colors: Colors): string {
  const question = {
    fix: 'Make this change?',
    ask: 'Which one?',
    todo: 'This is for you to write. e opens it, n leaves it as it is.',
  }[kindOf(site) ?? 'todo'];
  return `${colors.bold(question)} ${colors.cyan(`[${keys.join(',')}]`)} `;
}

function changeOf(site: PlannedFinding, showing: Showing): readonly string[] {
  const { colors, width } = showing;
  if (site.diff !== undefined) return fittedDiff(site.diff, { ...showing, hint: 'e shows all of it' }, colors);
  const { choices = [] } = site;
  const code = showing.lines === null ? [] : fittedCode(showing.lines, site, showing, colors);
  if (choices.length === 0) return code;
  const shared = { ...showing, height: Math.max(16, Math.floor(showing.height / choices.length)) };
  return choices
    .slice(0, 9)
    .flatMap(({ label, diff }, index) => [
      ...(index === 0 ? [...code, ''] : ['']),
      ...folded(`${String(index + 1)}  ${label}`, 3, width).map((row) => colors.bold(row)),
      ...(diff === undefined ? [colors.dim('   It stays as it is.')] : fittedDiff(diff, shared, colors)),
    ]);
}

function told(explanation: Explanation | undefined, showing: Showing): readonly string[] {
  if (explanation === undefined) return [];
  const { formula, origin, needle, way = [] } = explanation;
  const [first] = way;
  const from = first === undefined ? origin : `${origin} (${first.path}:${String(first.line)}, ${first.what})`;
  return [
    ...labelled('tests', formula, showing),
    ...labelled('error from', from, showing),
    ...labelled('found by', needle, showing),
  ];
}

/** The rows of the truth vector that differ, in words: the codemod's own sentences where it has them. */
function meaning(explanation: Explanation | undefined, showing: Showing): readonly string[] {
  if (explanation === undefined) return [];
  const { changes, rows } = explanation;
  const sentences = changes.length > 0 ? changes : rows.filter(differs).map(rowText);
  const shown = sentences.slice(0, mostRows);
  const rest = sentences.length - shown.length;
  const more = rest > 0 ? [`And ${String(rest)} more kinds of errors; resession explain has them all.`] : [];
  return [...shown, ...more].flatMap((text) => labelled('changes', text, showing));
}

const mostRows = 8;

function differs({ before, after }: VectorRow): boolean {
  return after !== undefined && after !== before;
}

function rowText({ error, before, after }: VectorRow): string {
  return `${error}: ${before} so far, then ${after ?? before}.`;
}

const labelWidth = 12;

function labelled(name: string, value: string, { colors, width }: Showing): readonly string[] {
  if (value === '') return [];
  const [first = '', ...more] = folded(value, 0, width - labelWidth);
  return [colors.dim(name.padEnd(labelWidth)) + first, ...more.map((row) => ' '.repeat(labelWidth) + row)];
}

/** By words, and longer words by letters: a path has no spaces. */
function folded(text: string, hanging: number, width: number): readonly string[] {
  const room = Math.max(16, width - hanging);
  return wrapped(visibleLine(text), room)
    .flatMap((row) => row.match(new RegExp(`.{1,${String(room)}}`, 'gu')) ?? [''])
    .map((row, index) => (index === 0 ? row : ' '.repeat(hanging) + row));
}
