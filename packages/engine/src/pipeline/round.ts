// One round: every codemod, in order, over every file; each codemod has seen all files before the next one starts.

import {
  type CheckStyle,
  type Codemod,
  type Edit,
  type Finding,
  type Fix,
  type Skip,
  type Source,
  type Span,
  suppress,
  suppressionOf,
  SyntaxProblem,
  type Todo,
  type TransportSite,
  withSuppressions,
} from '@resession/transforms/lib';
import type { Analysis, Earlier, EarlierFinding } from '../analyse/analyse.ts';
import { isTestFile } from '../blocked.ts';
import { type Answers, holdsNeedle, inspect, type Inspected } from '../inspect.ts';
import { rewrite, spanBack } from '../rewrite.ts';
import { before, type Order } from './order.ts';
import type { Parse } from './parsing.ts';
import { aboutSuppressions, engineId, holdsSuppression } from './suppressions.ts';

/** A finding, where it lies in the file as it was, and who found it. */
export interface Found {
  readonly codemod: string;
  readonly finding: Finding;
  readonly span: Span;
  /** A suppression holds back what would swap a transport for the sake of the checks. */
  readonly keepsStock?: true;
}

/** A file on its way through the codemods. */
export interface Draft {
  readonly path: string;
  readonly before: string;
  /** The text after the round. */
  readonly text: string;
  readonly found: readonly Found[];
  /** Where the text stopped parsing: the text as it was, or one that a codemod made. */
  readonly problem: SyntaxProblem | null;
}

export interface Round {
  /** Texts by path, in order: the files that may change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly order: Order;
  readonly checkStyle: CheckStyle;
  readonly analysis: Analysis;
  readonly parse: Parse;
  /** The text of any file the analysis may speak of. */
  readonly original: (path: string) => string | undefined;
  /** Files whose fixes were taken back, with the reason. */
  readonly takenBack: ReadonlyMap<string, string>;
  /** Why the package of a file cannot take the dependency that a change would need; null where it can. */
  readonly blocked: (path: string) => string | null;
  /** Whether a file is looked at for a name that it imports, be there a needle or not. */
  readonly follows: (codemod: Codemod, path: string) => boolean;
  /** Called before each file: progress, and a chance to stop. */
  readonly breathe: () => Promise<void>;
}

interface OpenDraft extends Draft {
  text: string;
  readonly found: Found[];
  readonly steps: (readonly Edit[])[];
  problem: SyntaxProblem | null;
}

/** Runs the round. Depends on the texts and the analysis only, never on the order of the files. */
export async function runRound(round: Round): Promise<ReadonlyMap<string, Draft>> {
  const drafts = new Map<string, OpenDraft>();
  for (const [path, text] of round.texts) {
    drafts.set(path, { path, before: text, text, found: [], steps: [], problem: null });
  }
  const earlierThan = earlierFindings(round, drafts);
  for (const codemod of round.order.all) {
    if (!round.order.active.has(codemod.id)) continue;
    const earlier = earlierThan(codemod);
    for (const draft of drafts.values()) {
      await round.breathe();
      advance(draft, codemod, round, (kind, of = draft.path) => round.analysis.answer(kind, of, earlier));
    }
  }
  for (const draft of drafts.values()) lookAtSuppressions(draft, round);
  return drafts;
}

/** Whether a codemod has to look at a file: for a text that it holds, or a name that it imports. */
function concerns(round: Round, codemod: Codemod, path: string, text: string): boolean {
  return holdsNeedle(codemod, text) || round.follows(codemod, path);
}

function advance(draft: OpenDraft, codemod: Codemod, round: Round, answers: Answers): void {
  if (draft.problem !== null || !concerns(round, codemod, draft.path, draft.text)) return;
  const source = round.parse(draft.path, draft.text);
  if (source instanceof SyntaxProblem) {
    draft.problem = source;
    return;
  }
  const { findings, asked } = inspected(codemod, source, round, answers);
  const covered = coveredIn(draft, codemod, round, findings);
  const refused = new Map<Finding, string>();
  const fixes = findings.flatMap((finding) => (finding.kind === 'fix' && !covered.has(finding) ? [finding] : []));
  for (const fix of fixes) {
    const origin = asked.has('transport-origin') ? answers('transport-origin') : undefined;
    const reason = round.takenBack.get(draft.path) ?? hindrance(fix, round.blocked(draft.path), origin?.built ?? []);
    if (reason !== null) refused.set(fix, reason);
  }
  const made = rewrite(
    source,
    fixes.filter((fix) => !refused.has(fix)),
  );
  for (const finding of findings) {
    const span = spanBack(draft.steps, finding);
    const skip = covered.get(finding);
    if (skip !== undefined) {
      const keepsStock = finding.kind === 'fix' && asked.has('expiry-checks');
      draft.found.push({ codemod: codemod.id, finding: skip, span, ...(keepsStock && { keepsStock }) });
      continue;
    }
    const reason = finding.kind === 'fix' ? (refused.get(finding) ?? made.refused.get(finding)) : undefined;
    const kept = finding.kind === 'fix' && reason !== undefined ? byHand(finding, reason) : finding;
    draft.found.push({ codemod: codemod.id, finding: kept, span });
  }
  if (made.edits.length > 0) draft.steps.push(made.edits);
  draft.text = made.text;
}

/** The suppressed findings as they are reported. Suppressions are read in the file as it was: no edit comes between. */
function coveredIn(
  draft: OpenDraft,
  codemod: Codemod,
  round: Round,
  findings: readonly Finding[],
): ReadonlyMap<Finding, Skip> {
  const original = round.parse(draft.path, draft.before);
  const covered = new Map<Finding, Skip>();
  if (original instanceof SyntaxProblem) return covered;
  for (const finding of findings) {
    if (finding.kind === 'skip') continue;
    const suppression = suppressionOf(original, codemod.id, spanBack(draft.steps, finding));
    if (suppression !== undefined) covered.set(finding, suppress(original, finding, suppression));
  }
  return covered;
}

function lookAtSuppressions(draft: OpenDraft, round: Round): void {
  if (!holdsSuppression(draft.before)) return;
  const source = round.parse(draft.path, draft.before);
  if (source instanceof SyntaxProblem) return;
  for (const finding of aboutSuppressions(source, draft.found, round.order)) {
    draft.found.push({ codemod: engineId, finding, span: finding });
  }
}

/**
 * Why a change that needs the patched transport cannot be made: its package cannot declare it, or it would wait for what
 * transports throw that all stay stock in this run.
 */
function hindrance({ change }: Fix, blocked: string | null, built: readonly TransportSite[]): string | null {
  const need = change.imports.find(({ module }) => module.startsWith('@resession/transport'));
  if (need === undefined) return null;
  if (blocked !== null) return blocked;
  const generation = need.module.endsWith('/v1') ? 'v1' : 'v2';
  const sites = built.filter((site) => site.generation === generation && !isTestFile(site.path));
  const [first] = sites;
  const reachable = sites.some(({ outside, patched }) => patched || outside !== true);
  if (first === undefined || reachable) return null;
  return `${first.path} builds the transport whose errors it sees and stays as it is in this run: let the run cover both.`;
}

function byHand({ change: _change, ...fix }: Fix, reason: string): Todo {
  return { ...fix, kind: 'todo', reason: `The change could not be made: ${reason}` };
}

/** What a codemod finds; one that fails leaves the file to a person and the run goes on. */
function inspected(
  codemod: Codemod,
  source: Source,
  { checkStyle, analysis }: Pick<Round, 'checkStyle' | 'analysis'>,
  answers: Answers,
): Inspected {
  try {
    return inspect(codemod, source, checkStyle, answers, analysis.around(source));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = `It said: ${message}. It changed nothing in this file; look at it by hand.`;
    const said = `The codemod ${codemod.id} failed on this file.`;
    const todo: Todo = { kind: 'todo', start: 0, end: 0, messageId: 'codemod-failed', message: said, reason };
    return { findings: [todo], asked: new Set() };
  }
}

/**
 * The findings that come before a codemod's own: of this round where the file and the earlier codemod take part in it,
 * else made on the file as it is, for the facts alone.
 */
function earlierFindings(round: Round, drafts: ReadonlyMap<string, OpenDraft>): (codemod: Codemod) => Earlier {
  const aside = new Map<string, readonly EarlierFinding[]>();
  const lookAside = (codemod: Codemod, path: string): readonly EarlierFinding[] => {
    const key = `${codemod.id}\0${path}`;
    const known = aside.get(key);
    if (known !== undefined) return known;
    const text = round.original(path);
    const source = text === undefined || !concerns(round, codemod, path, text) ? null : round.parse(path, text);
    if (source === null || source instanceof SyntaxProblem) return [];
    const answers: Answers = (kind, of = path) => round.analysis.answer(kind, of, earlierThan(codemod));
    const { findings: own } = inspected(codemod, source, round, answers);
    const findings = withSuppressions(source, codemod.id, own).map((finding) =>
      forFacts(finding, source.position(finding.start).line),
    );
    aside.set(key, findings);
    return findings;
  };
  const earlierThan =
    (codemod: Codemod): Earlier =>
    (path) =>
      before(codemod, round.order.all).flatMap((each) => {
        const draft = round.order.active.has(each.id) ? drafts.get(path) : undefined;
        if (draft === undefined) return lookAside(each, path);
        const source = round.parse(path, draft.before);
        if (source instanceof SyntaxProblem) return [];
        return draft.found
          .filter((found) => found.codemod === each.id)
          .map(({ finding, span }) => forFacts(finding, source.position(span.start).line));
      });
  return earlierThan;
}

function forFacts(finding: Finding, line: number): EarlierFinding {
  const imports = finding.kind === 'fix' ? finding.change.imports.map(({ module }) => module) : [];
  return { line, kind: finding.kind, imports };
}
