// The story of one site, for a person: what was searched for, what the condition means, and why the verdict is this one.

import type { PlannedFinding } from '@resession/engine';
import type { FindingKind, Truth, VectorRow } from '@resession/transforms/lib';
import { plainColors, type Colors } from './colors.ts';
import { visibleLine } from './visible.ts';

const verdicts: Readonly<Record<FindingKind, string>> = {
  fix: 'fixed without a question',
  ask: 'to decide: a person picks',
  todo: 'to do by hand',
  skip: 'looked alike, left alone',
};

/** The place, the needle, the origin, the formula, its truth vector, the verdict and what would change it. */
export function explainText(finding: PlannedFinding, colors: Colors = plainColors): string {
  const { explanation } = finding;
  const place = `${finding.path}:${String(finding.line)}:${String(finding.column)}`;
  const parts = [
    `${colors.bold(visibleLine(place))}  ${colors.dim(finding.codemod)}\n${visibleLine(finding.message)}`,
    facts(finding, colors),
    explanation === undefined ? '' : vectorTable(explanation.rows, colors),
    list('What changes in meaning', explanation?.changes ?? [], colors),
    list(
      'The choices',
      (finding.choices ?? []).map(({ id, label }) => `${id}: ${label}`),
      colors,
    ),
    explanation?.otherwise === undefined ? '' : list('What would change the verdict', [explanation.otherwise], colors),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function facts(finding: PlannedFinding, colors: Colors): string {
  const { explanation } = finding;
  const rows: [string, string][] = [
    ...(explanation === undefined
      ? []
      : ([
          ['needle', explanation.needle],
          ['origin', explanation.origin],
          ['formula', explanation.formula],
        ] satisfies [string, string][])),
    ['verdict', `${finding.kind} (${verdicts[finding.kind]})`],
    ['why', finding.reason],
  ];
  return rows.map(([name, value]) => `  ${colors.dim(name.padEnd(8))}${visibleLine(value)}`).join('\n');
}

function list(title: string, items: readonly string[], colors: Colors): string {
  if (items.length === 0) return '';
  return [colors.bold(title), ...items.map((item) => `  - ${visibleLine(item)}`)].join('\n');
}

/**
 * One row per model error. Rows whose answer the change moves are marked, they are what a reviewer looks for; errors of
 * other kinds that were and stay `false` share one line where there are many.
 */
function vectorTable(rows: readonly VectorRow[], colors: Colors): string {
  if (rows.length === 0) return '';
  const rewritten = rows.some((row) => row.after !== undefined);
  const telling = rows.filter((row) => !isPlain(row));
  const plain = rows.length - telling.length;
  const shown = plain <= 3 ? rows : [...telling, shared(plain, rewritten)];
  const heads = ['model error', 'expired', 'before', ...(rewritten ? ['after'] : [])];
  const cells = shown.map((row) => [
    visibleLine(row.error),
    row.expired ? 'yes' : 'no',
    row.before,
    ...(rewritten ? [row.after ?? ''] : []),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const padded = (line: readonly string[]): string[] =>
    line.map((cell, column) => (column === heads.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)));
  const body = shown.map((row, index) => {
    const [error = '', expired = '', ...answers] = padded(cells[index] ?? []);
    const changed = row.after !== undefined && row.after !== row.before;
    const told = answers.map((answer) => tinted(answer, colors));
    return `  ${[error, expired, ...told].join('  ')}${changed ? colors.yellow('  <- changes') : ''}`;
  });
  const title = colors.bold('What the condition says of each model error');
  return [title, `  ${colors.dim(padded(heads).join('  '))}`, ...body].join('\n');
}

const isPlain = ({ expired, before, after }: VectorRow): boolean =>
  !expired && before === 'false' && (after ?? 'false') === 'false';

function shared(count: number, rewritten: boolean): VectorRow {
  const error = `${String(count)} errors of other kinds (--format json)`;
  return { error, expired: false, before: 'false', ...(rewritten ? { after: 'false' } : {}) };
}

function tinted(answer: string, colors: Colors): string {
  const tints: Readonly<Record<Truth, (text: string) => string>> = {
    true: colors.green,
    false: colors.dim,
    unknown: colors.yellow,
    throws: colors.red,
  };
  const truth = answer.trim();
  return truth in tints ? tints[truth as Truth](answer) : answer;
}
