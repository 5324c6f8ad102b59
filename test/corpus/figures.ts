// How many consumers there are of what, and what became of them.

import type { Judged } from './corpus.ts';
import { wrongEdits } from './deviations.ts';

export interface Figures {
  readonly positives: number;
  readonly lookAlikes: number;
  /** Positives whose transport is built in the repository and whose arms are separable. */
  readonly clear: number;
  /** Clear ones of which every site is fixed without a question. */
  readonly clearFixed: number;
  /** Consumers in which a file became something else than it should, or should have stayed. */
  readonly wrong: readonly string[];
  /** Consumers that the tool does not treat yet as would be right. */
  readonly deviating: readonly string[];
  readonly table: string;
}

const checkCodemod = 'expiry-guess-to-code';

/** Counts. */
export function figuresOf(all: readonly Judged[]): Figures {
  const positives = all.filter(({ consumer }) => consumer.card.lookAlike === undefined);
  const lookAlikes = all.filter(({ consumer }) => consumer.card.lookAlike !== undefined);
  const clear = positives.filter(({ consumer }) => consumer.card.clear === true);
  const figures = {
    positives: positives.length,
    lookAlikes: lookAlikes.length,
    clear: clear.length,
    clearFixed: clear.filter(isFixed).length,
    wrong: all.filter((each) => wrongEdits(each).length > 0).map(({ consumer }) => consumer.id),
    deviating: all.filter(({ consumer }) => consumer.card.deviates !== undefined).map(({ consumer }) => consumer.id),
  };
  return { ...figures, table: tableOf(figures, positives, lookAlikes) };
}

/** Every site that the expectation has as a fix is one, and nothing is asked or left. */
function isFixed({ planned }: Judged): boolean {
  const sites = planned.findings.filter(({ codemod, kind }) => codemod === checkCodemod && kind !== 'skip');
  return sites.length > 0 && sites.every(({ kind }) => kind === 'fix');
}

function tableOf(
  { clear, clearFixed, wrong, deviating }: Omit<Figures, 'table'>,
  positives: readonly Judged[],
  lookAlikes: readonly Judged[],
): string {
  const shapes = [...'ABCDEFGHI'].map((letter) => {
    const having = positives.filter(({ consumer }) => consumer.card.shapes.includes(letter));
    return `${letter} ${having.length}`;
  });
  const kinds = ['fix', 'ask', 'todo', 'skip'].map((kind) => {
    const of = positives.flatMap(({ planned }) => planned.findings);
    return `${kind} ${of.filter((finding) => finding.codemod === checkCodemod && finding.kind === kind).length}`;
  });
  const generations = ['v1', 'v2'].map((generation) => {
    return `${generation} ${positives.filter(({ consumer }) => consumer.generation === generation).length}`;
  });
  const families = count(lookAlikes.map(({ consumer }) => consumer.card.lookAlike ?? ''));
  return [
    `positives    ${positives.length} (${generations.join(', ')})`,
    `  by shape   ${shapes.join(', ')}`,
    `  their sites ${kinds.join(', ')}`,
    `  clear      ${clear}, of them fixed without a question ${clearFixed}`,
    `look-alikes  ${lookAlikes.length} (${families})`,
    `wrong edits  ${wrong.length === 0 ? 'none' : wrong.join(', ')}`,
    `deviating    ${deviating.length === 0 ? 'none' : deviating.join(', ')}`,
    '',
  ].join('\n');
}

function count(names: readonly string[]): string {
  return [...new Set(names)]
    .sort()
    .map((name) => `${name} ${names.filter((other) => other === name).length}`)
    .join(', ');
}
