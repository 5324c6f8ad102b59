// Runs one codemod over one file. What it asks is answered once, at the moment of asking; what it does not ask is not looked up.

import type {
  CheckStyle,
  Codemod,
  Context,
  Facts,
  Finding,
  FindingKind,
  QuestionKind,
  Questions,
  Source,
} from '@resession/transforms/lib';

/** Answers a question about the file under inspection, or another one; undefined where nothing is known. */
export type Answers = <Kind extends QuestionKind>(kind: Kind, of?: string) => Questions[Kind] | undefined;

/** What is known of the files around, beside answers to questions. */
export type Around = Pick<Facts, 'modules' | 'types'>;

/** Whether the codemod would look at this text at all. */
export function holdsNeedle(codemod: Codemod, text: string): boolean {
  return codemod.needles.some((group) => group.every((needle) => text.includes(needle)));
}

export interface Inspected {
  /** One per site, in the order of the file. */
  readonly findings: readonly Finding[];
  /** What the codemod wanted to know: its findings rest on the answers. */
  readonly asked: ReadonlySet<QuestionKind>;
}

/** What a codemod finds in a file. Throws what the codemod throws. */
export function inspect(
  codemod: Codemod,
  source: Source,
  checkStyle: CheckStyle,
  answers: Answers,
  around: Around = {},
): Inspected {
  const { context, asked } = contextFor(source, checkStyle, answers, around);
  return { findings: onePerSite(codemod.inspect(source, context)), asked };
}

/** What a codemod may lean on beside a file; `asked` fills with the questions it puts. */
export function contextFor(
  source: Source,
  checkStyle: CheckStyle,
  answers: Answers,
  around: Around = {},
): { readonly context: Context; readonly asked: ReadonlySet<QuestionKind> } {
  const known: { [Kind in QuestionKind]?: Questions[Kind] | undefined } = {};
  const asked = new Set<QuestionKind>();
  const facts: Facts = {
    ...around,
    ask: (kind, of = source.path) => {
      if (of !== source.path) return answers(kind, of);
      if (!asked.has(kind)) Object.assign(known, { [kind]: answers(kind) });
      asked.add(kind);
      return known[kind];
    },
  };
  return { context: { facts, checkStyle }, asked };
}

/** Of two verdicts on one site the more careful one holds. */
const careful: readonly FindingKind[] = ['todo', 'ask', 'fix', 'skip'];

function onePerSite(findings: readonly Finding[]): readonly Finding[] {
  const sites = new Map<string, Finding>();
  for (const finding of [...findings].sort((a, b) => careful.indexOf(a.kind) - careful.indexOf(b.kind))) {
    const site = `${finding.start}:${finding.end}`;
    if (!sites.has(site)) sites.set(site, finding);
  }
  return [...sites.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
