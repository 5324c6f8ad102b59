// Runs fixture cases: input, and what must come of it, byte for byte. Reading files is the caller's.

import type { CheckStyle, Codemod, Finding } from './codemod.ts';
import { type Facts, noFacts, type Questions } from './facts.ts';
import { foldChanges } from './fold.ts';
import { modulesOf } from './modules.test.kit.ts';
import { makeSource, type Source } from './source.ts';
import { withSuppressions } from './suppression.ts';

/** One case of a codemod. */
export interface FixtureCase {
  readonly path: string;
  /** With its byte order mark, if it has one. */
  readonly input: string;
  readonly facts: Facts;
  readonly checkStyle: CheckStyle;
  /** The choice that is taken of every question that has it. */
  readonly choice?: string;
  /** Other files of the repository by their path; absent where only the file itself is known. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Where specifiers that are not relative lead, as a tsconfig maps them. */
  readonly paths?: Readonly<Record<string, string>>;
}

/** A finding as `findings.json` writes it. */
export interface FixtureFinding {
  readonly kind: Finding['kind'];
  readonly messageId: string;
  /** `line:column`, from 1. */
  readonly at: string;
  /** The text of the site. */
  readonly text: string;
  readonly choices?: readonly string[];
}

export interface FixtureResult {
  readonly output: string;
  readonly findings: readonly FixtureFinding[];
  /** The output of a second run over the output. */
  readonly again: string;
  /** What the second run still finds certain. */
  readonly unsettled: readonly FixtureFinding[];
}

const bom = '\uFEFF';

/** Runs one case twice; certain fixes are made, and what is chosen; everything else is only found. */
export function runFixture(codemod: Codemod, fixture: FixtureCase): FixtureResult {
  const first = runOnce(codemod, fixture);
  const second = runOnce(codemod, { ...fixture, input: first.output });
  return { ...first, again: second.output, unsettled: second.findings.filter(({ kind }) => kind === 'fix') };
}

/** Facts with fixed answers, as `facts.json` holds them by question. */
export function factsOf(answers: Partial<Questions>): Facts {
  return { ask: (kind) => answers[kind] ?? noFacts.ask(kind) };
}

function runOnce(
  codemod: Codemod,
  { path, input, facts: told, checkStyle, choice, beside, paths }: FixtureCase,
): Pick<FixtureResult, 'output' | 'findings'> {
  const mark = input.startsWith(bom) ? bom : '';
  const source = makeSource(path, input.slice(mark.length));
  const facts =
    beside === undefined ? told : { ...told, modules: modulesOf({ files: beside, ...(paths && { paths }) }, [source]) };
  const findings = withSuppressions(source, codemod.id, codemod.inspect(source, { facts, checkStyle }));
  const changes = findings.flatMap((finding) => {
    if (finding.kind === 'fix') return [finding.change];
    return finding.kind === 'ask' ? finding.choices.filter(({ id }) => id === choice).map(({ change }) => change) : [];
  });
  const output = mark + foldChanges(source, changes).text;
  return { output, findings: findings.map((finding) => describe(source, codemod, finding)) };
}

function describe(source: Source, codemod: Codemod, finding: Finding): FixtureFinding {
  const { kind, messageId, start, end } = finding;
  const known = messageId in codemod.messages || (finding.kind === 'skip' && finding.suppressed !== undefined);
  if (!known) throw new Error(`${codemod.id} has no message ${messageId}.`);
  const { explanation } = finding;
  if (explanation !== undefined && explanation.otherwise === undefined)
    throw new Error(`${messageId} does not say what would change it.`);
  const { line, column } = source.position(start);
  const base = { kind, messageId, at: `${line}:${column}`, text: source.text.slice(start, end) };
  return finding.kind === 'ask' ? { ...base, choices: finding.choices.map(({ id }) => id) } : base;
}
