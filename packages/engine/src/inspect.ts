// Runs one codemod over one file: first without facts, then with the answers to what it asked, until nothing is open.

import type {
  CheckStyle,
  Codemod,
  Facts,
  Finding,
  FindingKind,
  QuestionKind,
  Questions,
  Source,
} from '@resession/transforms/lib';

/** Answers a question about the file under inspection; undefined where nothing is known. */
export type Answers = <Kind extends QuestionKind>(kind: Kind) => Questions[Kind] | undefined;

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
export function inspect(codemod: Codemod, source: Source, checkStyle: CheckStyle, answers: Answers): Inspected {
  const asked = new Set<QuestionKind>();
  const known: { [Kind in QuestionKind]?: Questions[Kind] | undefined } = {};
  for (;;) {
    const open = new Set<QuestionKind>();
    const facts: Facts = {
      ask: (kind) => {
        if (!(kind in known)) open.add(kind);
        return known[kind];
      },
    };
    const findings = codemod.inspect(source, { facts, checkStyle });
    if (open.size === 0) return { findings: onePerSite(findings), asked };
    for (const kind of open) {
      asked.add(kind);
      learn(known, kind, answers);
    }
  }
}

function learn<Kind extends QuestionKind>(
  known: { [Key in Kind]?: Questions[Key] | undefined },
  kind: Kind,
  answers: Answers,
): void {
  known[kind] = answers(kind);
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
