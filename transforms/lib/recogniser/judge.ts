// One condition to one finding: reads it, decides on it, writes the change and has it proven.

import type { Node } from '@babel/types';
import type { Change, Choice, Explanation, Finding, Generation, Truth, VectorRow } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import { walk } from '../tree.ts';
import { isExpired, type Row } from './catalogue.ts';
import { readingOf, type Reading } from './classify.ts';
import { closureOf } from './closure.ts';
import { formulaOf, formulaText, frameOf, leavesOf, partsOf, type Formula } from './condition.ts';
import { functionName, isFunction } from './functions.ts';
import type { Inspection } from './inspection.ts';
import { liveSession } from './live-session.ts';
import { prove, type Proof } from './proof.ts';
import { originOf, type Origin } from './provenance.ts';
import { changeOf, planOf, type Dialect, type Readings, type Step } from './rewrite.ts';
import { hasWrittenNeedle, readsSubject, siteOf, type Site } from './site.ts';
import { textOf } from './subject.ts';
import { ask, hindrance, messages, skip, type Evidence, type Verdict } from './verdict.ts';

/** What is known of a condition before it is judged. */
export interface Suspect {
  readonly node: Node;
  readonly needle: string;
  /** True for a leaf that calls a function of this file with a finding of its own. */
  delegated(leaf: Formula): boolean;
}

/** The finding for one condition, or undefined where it has nothing to do with expiry. */
export function judge(inspection: Inspection, suspect: Suspect): Finding | undefined {
  const { source, generations, resolver } = inspection;
  const formula = formulaOf(suspect.node);
  const site = siteOf(source, formula, generations, resolver);
  if (site === undefined) return undefined;
  const origin = originOf(source, site.place, formula.node);
  const report = (verdict: Verdict, rest: Partial<Report> = {}): Finding =>
    toFinding({ inspection, suspect, site, origin, verdict, steps: [], ...rest });

  const readings = readingsFor(inspection, site, suspect);
  const hits = leavesOf(formula).some(
    (leaf) => readings.of(leaf).hits.length > 0 && !readings.delegated(leaf) && tells(readings.of(leaf)),
  );
  const whole = readings.of(formula);
  if (!hits && !tells(whole)) return withoutHits(inspection, site, suspect, report);
  if (
    leavesOf(formula).every((leaf) => readings.delegated(leaf) || !tells(readings.of(leaf))) &&
    leavesOf(formula).some((leaf) => readings.delegated(leaf))
  )
    return undefined;
  if (inspection.sseOnly) return report(skip('sse-only', 'The file builds the old SSE transport only.'));
  if (contradicts(formula, readings))
    return report(skip('contradiction', 'A part beside it is never true on an expired session.'));

  const steps = planOf(formula, readings);
  const evidence = evidenceFor(inspection, site, origin, readings);
  if (steps.length === 0) return shared(inspection, site, readings, evidence, report);
  const verdict = hindrance(evidence);
  const dialect = evidence.subjectText === undefined ? undefined : dialectFor(inspection, site, evidence.subjectText);
  if (dialect === undefined) return report(verdict ?? ask('subject-unnamed', 'The error has no name here.'));
  const change = changeOf(source, steps, dialect);
  if (verdict !== undefined) return report(verdict, { steps, change });
  const free = leavesOf(formula).filter((leaf) => !readings.onSubject(leaf) && !dropped(leaf, steps));
  const proof = prove(
    { source, condition: formula, place: site.place, ...(resolver && { resolver }) },
    change,
    site.rows,
    {
      free: texts(inspection, free),
      hits: hitsOf(site, steps),
    },
  );
  if (proof.holds)
    return report({ kind: 'fix', messageId: 'expiry-check', reason: fixReason(whole) }, { steps, change, proof });
  return report(ask('not-proven', `The change was not made: ${proof.objection ?? 'no proof'}.`), {
    steps,
    change,
    proof,
  });
}

/** Rows that the replaced parts took for an expired session. */
function hitsOf(site: Site, steps: readonly Step[]): ReadonlySet<Row> {
  const checks = steps.flatMap((step) => (step.kind === 'check' ? [step] : []));
  const taken = site.seen.filter(({ row, stock }) => {
    return (
      isExpired(row) &&
      row.kind !== 'gap' &&
      checks.some(({ part, negated }) => stock.truths.get(part.node) === (negated ? 'false' : 'true'))
    );
  });
  return new Set(taken.map(({ row }) => row));
}

function fixReason(whole: Reading): string {
  return whole.complete
    ? 'True on an expired session and on nothing else.'
    : 'Asks for some of the answers that servers give for an expired session.';
}

function texts({ source }: Inspection, parts: readonly Formula[]): readonly string[] {
  return [...new Set(parts.map(({ node }) => source.text.slice(node.start ?? 0, node.end ?? 0)))];
}

function dropped(leaf: Formula, steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'drop' && partsOf(step.part).includes(leaf));
}

/** True for a part whose answer sets expired sessions apart, be it alone or with others. */
function tells({ meaning }: Reading): boolean {
  return meaning === 'expired' || meaning === 'living' || meaning === 'mixed';
}

const nothing: Reading = {
  meaning: 'free',
  hits: [],
  current: [],
  strays: [],
  unknowns: [],
  complete: false,
  timeout: false,
  why: undefined,
};

function readingsFor(inspection: Inspection, site: Site, suspect: Suspect): Readings {
  const { source, resolver } = inspection;
  const reads = new Map<Node, boolean>();
  const handler = frameOf(site.place.root, scopesOf(source)) ?? source.file.program;
  return {
    of: (part) => site.readings.get(part.node) ?? nothing,
    onSubject(part) {
      let known = reads.get(part.node);
      if (known === undefined)
        reads.set(
          part.node,
          (known = leavesOf(part).every((leaf) => readsSubject(source, leaf, site.place, resolver))),
        );
      return known;
    },
    liveId: (part) => liveSession(source, part.node, handler) === 'proven',
    delegated: (part) => suspect.delegated(part),
  };
}

function contradicts(formula: Formula, readings: Readings): boolean {
  if (formula.kind !== 'and') return false;
  const parts = formula.parts.filter((part) => readings.onSubject(part));
  const expiry = parts.some((part) => readings.of(part).meaning === 'expired');
  return expiry && parts.some((part) => ['timeout', 'never', 'keep'].includes(readings.of(part).meaning));
}

type Reporter = (verdict: Verdict, rest?: Partial<Report>) => Finding;

/** A needle, and yet nothing that is true on an expired session: said why, or asked where it cannot be known. */
function withoutHits(inspection: Inspection, site: Site, suspect: Suspect, report: Reporter): Finding | undefined {
  const { source } = inspection;
  const rows = site.seen.filter(({ stock }) => stock.reached);
  const truths = rows.map(({ row, stock }) => ({ row, truth: stock.truths.get(site.formula.node) }));
  const yes = truths.filter(({ truth }) => truth === 'true').map(({ row }) => row);
  const unknown =
    site.rows.length === 0 || truths.filter(({ truth }) => truth === 'unknown').length * 2 > truths.length;
  const delegated = leavesOf(site.formula).some((leaf) => suspect.delegated(leaf));
  if (delegated) return undefined;
  if (unknown) return undecided(inspection, site, report);
  if (!inspection.imports || yes.length === 0) return undefined;
  const kinds = new Set(yes.filter(({ id }) => !id.startsWith('probe-')).map(({ kind }) => kind));
  const only = (...kind: readonly string[]): boolean => kinds.size > 0 && [...kinds].every((one) => kind.includes(one));
  if (!hasWrittenNeedle(source, site.formula.node)) return undefined;
  if (only('timeout', 'beside') && kinds.has('timeout'))
    return report(skip('request-timeout', 'A request that timed out carries -32001; an expired session does not.'));
  if (only('unsaid')) return report(skip('bad-request', 'It is true on a 400 only; an expired session is a 404.'));
  if (only('beside'))
    return report(
      yes.some(({ id }) => id === 'sse-404')
        ? skip('sse-only', 'It is true on errors of the SSE transport only.')
        : skip('inside-200', 'The error it tests arrives inside a 200, which is outside the rule.'),
    );
  return undefined;
}

function undecided(inspection: Inspection, site: Site, report: Reporter): Finding | undefined {
  const { source } = inspection;
  if (site.likeness === 'plain' || site.likeness === 'foreign') return undefined;
  if (!hasWrittenNeedle(source, site.formula.node)) return undefined;
  const whys = [...site.readings.values()].flatMap(({ why }) => (why === undefined ? [] : [why]));
  const why =
    whys.find((text) => text.includes('imported')) ??
    importedIn(inspection, site.formula) ??
    whys[0] ??
    'what it reads is not known in this file';
  return report(ask('undecided', `It cannot be evaluated: ${why}.`, 'a definition within reach'));
}

function importedIn({ source }: Inspection, formula: Formula): string | undefined {
  const scopes = scopesOf(source);
  let found: string | undefined;
  walk(formula.node, (node) => {
    if (node.type !== 'Identifier') return undefined;
    const declared = scopes.bindingOf(node)?.declarations[0];
    if (declared?.kind !== 'import' || sdkImports(source).resolve(node) !== undefined) return undefined;
    const statement = scopes.parentOf(declared.node)?.node;
    if (statement?.type === 'ImportDeclaration') found ??= `'${node.name}', imported from '${statement.source.value}'`;
    return undefined;
  });
  return found;
}

/** True on expired sessions and on other errors too, in one test that is not split blindly. */
function shared(
  inspection: Inspection,
  site: Site,
  readings: Readings,
  evidence: Evidence,
  report: Reporter,
): Finding | undefined {
  const whole = readings.of(site.formula);
  const mixed = leavesOf(site.formula).filter(
    (leaf) => readings.of(leaf).meaning === 'mixed' && !readings.delegated(leaf),
  );
  const reading = mixed.map((leaf) => readings.of(leaf))[0] ?? whole;
  const blocked = hindrance({ ...evidence, timeoutArm: false, liveUnproven: false });
  if (blocked?.kind === 'skip' || blocked?.kind === 'todo') return report(blocked);
  if (!hasWrittenNeedle(inspection.source, site.formula.node)) return undefined;
  if (evidence.fallback && !evidence.names)
    return report(skip('fallback-set', 'It takes 405, 406 or 415 along: this chooses another transport.'));
  const others = reading.strays.map(({ words }) => words);
  const some = others.slice(0, 3).join(', ');
  if (others.length > 12) return undefined;
  if (blocked?.messageId === 'origin-unknown' && !evidence.names) return undefined;
  const choices = besideChoice(inspection, site, mixed[0], evidence);
  if (reading.timeout)
    return report(ask('timeout-too', `It is true on an expired session, and on ${some} as well.`), { choices });
  return report(
    ask('shared-test', `It is true on an expired session, and on ${some === '' ? 'other errors' : some} as well.`),
    { choices },
  );
}

/** The check as an arm beside a test that is kept. */
function besideChoice(
  inspection: Inspection,
  site: Site,
  leaf: Formula | undefined,
  { subjectText }: Evidence,
): readonly Choice[] {
  if (leaf === undefined || subjectText === undefined) return [];
  const dialect = { ...dialectFor(inspection, site, subjectText), style: 'guard' as const };
  const step: Step = { kind: 'check', part: leaf, negated: false, narrowed: false };
  const replaced = changeOf(inspection.source, [step], dialect);
  const text = inspection.source.text.slice(leaf.node.start ?? 0, leaf.node.end ?? 0);
  const beside = { ...replaced, edits: replaced.edits.map((edit) => ({ ...edit, text: `(${edit.text} || ${text})` })) };
  return [
    { id: 'replace', label: 'Ask for the code instead', change: replaced },
    { id: 'beside', label: 'Ask for the code as well', change: beside },
  ];
}

function evidenceFor(inspection: Inspection, site: Site, origin: Origin, readings: Readings): Evidence {
  const { source } = inspection;
  const { formula, place } = site;
  const leaves = leavesOf(formula);
  const yes = (id: string): boolean =>
    leaves.some(
      (leaf) =>
        readings.of(leaf).strays.some((row) => row.id === id) &&
        !['guard', 'living', 'always'].includes(readings.of(leaf).meaning),
    );
  const handler = frameOf(place.root, scopesOf(source)) ?? source.file.program;
  return {
    origin,
    classTest:
      closureOf(source, formula.node).some((node) => testsSdkClass(inspection, node)) ||
      guardsBefore(inspection, handler),
    names: /session|stale|expired|reconnect|reinit|lost/i.test(surroundings(inspection, formula.node)),
    imports: inspection.imports,
    built: inspection.built,
    dependencies: inspection.imports && inspection.built === undefined ? [] : inspection.dependencies,
    fallback: (yes('http-405') || yes('http-406') || yes('http-415')) && !yes('http-401'),
    timeoutArm: leaves.some(
      (leaf) =>
        ['timeout'].includes(readings.of(leaf).meaning) ||
        (readings.of(leaf).timeout && readings.of(leaf).meaning === 'mixed'),
    ),
    liveUnproven: leaves.some((leaf) => liveSession(source, leaf.node, handler) === 'likely'),
    subjectText: textOf(source, place, formula.node.start ?? 0),
  };
}

function testsSdkClass({ source }: Inspection, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const thing = sdkImports(source).resolve(inner);
      found ||= thing !== undefined && /Error$|ErrorCode$/.test(thing.name);
    }
    return !found;
  });
  return found;
}

/** A class test earlier in the same function or catch. */
function guardsBefore(inspection: Inspection, handler: Node): boolean {
  return handler.type !== 'Program' && testsSdkClass(inspection, handler);
}

/** The condition, the name of its function and what it is called or leads to. */
function surroundings({ source }: Inspection, node: Node): string {
  const scopes = scopesOf(source);
  let text = closureOf(source, node)
    .map((part) => source.text.slice(part.start ?? 0, part.end ?? 0))
    .join('\n');
  for (let at = scopes.parentOf(node)?.node; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') text += `\n${at.id.name}`;
    if (at.type === 'IfStatement')
      text += `\n${source.text.slice(at.consequent.start ?? 0, Math.min(at.consequent.end ?? 0, (at.consequent.start ?? 0) + 400))}`;
    if (isFunction(at)) return `${text}\n${functionName(at, scopes) ?? ''}`;
  }
  return text;
}

function dialectFor({ generations, context, source }: Inspection, site: Site, subject: string): Dialect {
  const hit = new Set(
    site.seen.flatMap(({ row, stock }) => {
      const truth = stock.truths.get(site.formula.node);
      return row.kind === 'expired' &&
        truth !== undefined &&
        row.generation !== 'either' &&
        leafHit(site, row.generation)
        ? [row.generation]
        : [];
    }),
  );
  const own = [...hit].filter((generation) => generations.has(generation));
  const generation: Generation = own.length === 1 && own[0] !== undefined ? own[0] : preferred(generations);
  void source;
  const cause = readingOf(site.formula.node, site.seen).hits.some(({ kind }) => kind === 'wrapped');
  return { generation, style: cause || own.length > 1 ? 'guard' : context.checkStyle, subject };
}

function leafHit(site: Site, generation: Generation): boolean {
  return leavesOf(site.formula).some(
    ({ node }) => site.readings.get(node)?.current.some((row) => row.generation === generation) === true,
  );
}

function preferred(generations: ReadonlySet<Generation>): Generation {
  return generations.has('v2') ? 'v2' : 'v1';
}

interface Report {
  readonly inspection: Inspection;
  readonly suspect: Suspect;
  readonly site: Site;
  readonly origin: Origin;
  readonly verdict: Verdict;
  readonly steps: readonly Step[];
  readonly change?: Change;
  readonly choices?: readonly Choice[];
  readonly proof?: Proof;
}

function toFinding(report: Report): Finding {
  const { verdict, suspect, change, choices } = report;
  const base = {
    start: suspect.node.start ?? 0,
    end: suspect.node.end ?? 0,
    messageId: verdict.messageId,
    message: messages[verdict.messageId],
    reason: verdict.reason,
    explanation: explain(report),
  };
  const none: Change = { edits: [], imports: [] };
  switch (verdict.kind) {
    case 'fix':
      return { ...base, kind: 'fix', change: change ?? none };
    case 'ask': {
      const offered =
        choices ?? (change === undefined ? [] : [{ id: 'replace', label: 'Ask for the code instead', change }]);
      return { ...base, kind: 'ask', choices: [...offered, { id: 'keep', label: 'Leave it as it is', change: none }] };
    }
    default:
      return { ...base, kind: verdict.kind };
  }
}

function explain({ inspection, suspect, site, origin, verdict, proof }: Report): Explanation {
  const rows = proof !== undefined && proof.rows.length > 0 ? proof.rows : before(site);
  const explanation = {
    needle: suspect.needle,
    origin: origin.words.length > 0 ? origin.words.join(', ') : 'not to be seen in this file',
    formula: formulaText(site.formula, inspection.source.text),
    rows,
    changes: proof?.changes ?? [],
  };
  return verdict.otherwise === undefined ? explanation : { ...explanation, otherwise: verdict.otherwise };
}

function before(site: Site): readonly VectorRow[] {
  return site.seen.flatMap(({ row, stock }) => {
    const truth: Truth | undefined = stock.reached ? stock.truths.get(site.formula.node) : undefined;
    return truth === undefined ? [] : [{ error: row.words, expired: isExpired(row), before: truth }];
  });
}
