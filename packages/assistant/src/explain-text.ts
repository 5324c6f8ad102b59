// The story of one site, or of a line without one, for a person: eighty columns, and no word of the tool's own making where
// a plain one does.

import type { Explained, PlannedFinding } from '@resession/engine';
import type { FindingKind, WayStep } from '@resession/transforms/lib';
import { plainColors, type Colors } from './colors.ts';
import { vectorTable } from './vector-table.ts';
import { visibleLine } from './visible.ts';
import { wrapped } from './wrapped.ts';

export interface StoryOptions {
  /** Every row of the table on a line of its own. */
  readonly allRows?: boolean;
  /** Lines of the file to show with it. */
  readonly code?: Explained['code'];
}

const width = 80;

const verdicts: Readonly<Record<FindingKind, string>> = {
  fix: 'fix: it is changed without a question',
  ask: 'ask: a person decides',
  todo: 'todo: a person writes the change',
  skip: 'skip: it looked alike and is left alone',
};

/** What was found, what it tests, where the error comes from, what the condition means, and what would change the verdict. */
export function explainText(finding: PlannedFinding, colors: Colors = plainColors, options: StoryOptions = {}): string {
  const { explanation } = finding;
  const place = `${finding.path}:${finding.line}:${finding.column}`;
  const own = (options.code ?? []).filter(({ line }) => finding.line <= line && line <= finding.endLine);
  const { allRows = false } = options;
  const parts = [
    `${colors.bold(visibleLine(place))}  ${colors.dim(finding.codemod)}\n${visibleLine(finding.message)}`,
    codeText(own, colors),
    facts(finding, colors),
    wayText(explanation?.way ?? [], colors),
    explanation === undefined ? '' : vectorTable(explanation.rows, { width, allRows }, colors),
    list('What changes in meaning', explanation?.changes ?? [], colors),
    list(
      'The choices',
      (finding.choices ?? []).map(({ id, label }) => `${id}: ${label}`),
      colors,
    ),
    explanation?.otherwise === undefined ? '' : list('What would change the verdict', [explanation.otherwise], colors),
    howToDecide(finding, colors),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The command that keeps an answer: a person gives it, and an agent on a person's word. */
function howToDecide({ id, kind, codemod, choices = [] }: PlannedFinding, colors: Colors): string {
  // What the tool says of a file is settled by mending the file.
  if (kind === 'skip' || kind === 'fix' || codemod === 'resession') return '';
  const answers = [...choices.map((choice) => choice.id), 'leave'];
  return `${colors.bold('To decide')}\n  npx resession decide ${id} <${answers.map(visibleLine).join('|')}>`;
}

/** A line, or a file, on which nothing was found: why, and what it has to do with what was. */
export function silenceText({ path, line, code, notes, silence }: Explained, colors: Colors = plainColors): string {
  if (silence === null) return '';
  const place = line === null ? path : `${path}:${line}`;
  const said = [...notes.map(({ text }) => text), silence.text];
  const parts = [
    colors.bold(visibleLine(place)),
    code.length === 0 ? '' : `${codeText(code, colors)}\n`,
    list(`Nothing to explain ${line === null ? 'in this file' : 'on this line'}`, said, colors),
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function codeText(code: Explained['code'], colors: Colors): string {
  const digits = String(code.at(-1)?.line ?? 0).length;
  return code
    .map(({ line, text }) => {
      const shown = visibleLine(text.replaceAll('\t', '  ').trimEnd());
      const room = width - digits - 5;
      const cut = shown.length > room ? `${shown.slice(0, room - 3)}...` : shown;
      return `  ${colors.dim(`${String(line).padStart(digits)} |`)} ${cut}`;
    })
    .join('\n');
}

function facts(finding: PlannedFinding, colors: Colors): string {
  const { explanation, suppressed, reason } = finding;
  const told =
    explanation === undefined
      ? []
      : [
          ['looked at', explanation.needle === '' ? '' : `because of ${explanation.needle}`],
          ['tests', explanation.formula],
          ['error from', explanation.origin],
        ];
  const verdict = suppressed === undefined ? verdictOf(finding) : `skip: suppressed on line ${suppressed.line}`;
  const rows = [...told, ['verdict', verdict], ['why', reason]];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name = '', value = '']) => labelled(name, value, colors))
    .join('\n');
}

/** What somebody decided is said as such. */
function verdictOf({ kind, decided }: PlannedFinding): string {
  if (decided === undefined) return verdicts[kind];
  return `${kind}: decided, ${kind === 'skip' ? 'it stays as it is' : 'it is changed'}`;
}

const labelWidth = 12;

function labelled(name: string, value: string, colors: Colors): string {
  const [first = '', ...more] = wrapped(visibleLine(value), width - labelWidth - 2);
  const hanging = ' '.repeat(labelWidth + 2);
  return [`  ${colors.dim(name.padEnd(labelWidth))}${first}`, ...more.map((line) => hanging + line)].join('\n');
}

const tellers: Readonly<Record<WayStep['by'], string>> = {
  text: 'told by the text of the file',
  index: 'told by the index of the repository',
  types: 'told by the type checker',
};

/** The way of the error, step by step. Who told a step is said where it is not the file itself. */
function wayText(way: readonly WayStep[], colors: Colors): string {
  if (way.length === 0) return '';
  const places = way.map(({ path, line }) => visibleLine(`${path}:${line}`));
  const widest = Math.min(40, Math.max(...places.map((place) => place.length)));
  const digits = String(way.length).length;
  const lines = way.flatMap(({ what, by }, index) => {
    const number = `${String(index + 1).padStart(digits)}.`;
    const head = `  ${number} ${(places[index] ?? '').padEnd(widest)}  `;
    const said = by === 'text' ? what : `${what} (${tellers[by]})`;
    const [first = '', ...more] = wrapped(visibleLine(said), Math.max(24, width - head.length));
    return [head + first, ...more.map((line) => ' '.repeat(head.length) + line)];
  });
  const plain = way.every(({ by }) => by === 'text');
  return [colors.bold(`The way of the error${plain ? `, ${tellers.text}` : ''}`), ...lines].join('\n');
}

function list(title: string, items: readonly string[], colors: Colors): string {
  if (items.length === 0) return '';
  const lines = items.flatMap((item) =>
    wrapped(visibleLine(item), width - 4).map((line, index) => (index === 0 ? '  - ' : '    ') + line),
  );
  return [colors.bold(title), ...lines].join('\n');
}
