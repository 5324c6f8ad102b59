// One test that is true on expired sessions and on other errors too: it is not split blindly but asked about.

import type { Change, Choice } from '../../codemod.ts';
import { wordsAt } from '../../own-comments.ts';
import type { Row } from '../catalogue/catalogue.ts';
import type { Reading } from '../vector/classify.ts';
import { fullClosureOf } from '../names/closure.ts';
import { leavesOf, type Formula } from '../vector/condition.ts';
import { dialectFor } from '../rewrite/dialect.ts';
import type { Inspection } from '../inspection.ts';
import type { Judged, Reporter } from './judge.ts';
import { namingOf, withName } from '../rewrite/naming.ts';
import { prove, type Proof } from '../rewrite/proof.ts';
import { besideOf, changeOf } from '../rewrite/rewrite.ts';
import type { Readings, Step } from './steps.ts';
import type { Site } from '../vector/site.ts';
import { ask, hindrance, skip, type Evidence, type Verdict } from './verdict.ts';

/** With so many kinds of errors a test is about errors as such. */
const tooMany = 12;

const wording = /session|(?<!\d)404(?!\d)|32001/i;

/** Beside these a bare "session" is that of a login. */
const logins = /jwt|cookie|log(?:ged)?[-_ ]?(?:in|out)\b|sign[-_ ]?(?:in|out)\b/i;

function written({ source }: Inspection, { formula }: Site): string {
  return fullClosureOf(source, formula.node)
    .map((part) => wordsAt(part, source))
    .join('\n');
}

/** The finding for a shared test; undefined where expiry is only one error among many. */
export function shared(
  inspection: Inspection,
  site: Site,
  readings: Readings,
  evidence: Evidence,
  report: Reporter,
): Judged | undefined {
  if (!wording.test(written(inspection, site))) return undefined;
  const leaf = leavesOf(site.formula).find(
    (part) => readings.of(part).meaning === 'mixed' && !readings.delegated(part),
  );
  const reading = readings.of(leaf ?? site.formula);
  const others = reading.turned ? reading.denied : reading.strays;
  if (countOf(others) > tooMany) return undefined;
  const kinds = new Set(others.map(kindOf));
  const blocked = hindrance({ ...evidence, timeoutArm: false, liveUnproven: false });
  if (blocked?.kind === 'skip' || blocked?.kind === 'todo') return report(blocked);
  if (evidence.fallback && !evidence.names) {
    return report(skip('fallback-set', 'It takes 405, 406 or 415 along: this chooses another transport.'));
  }
  const sure = evidence.origin.request || evidence.classTest;
  if (!sure && (!evidence.names || logins.test(written(inspection, site)))) return undefined;
  const beside = blocked === undefined ? besideTheRest(inspection, site, readings, evidence) : undefined;
  if (beside !== undefined) return { ...report(beside.verdict, beside), evidence };
  const choices = besideChoices(inspection, site, leaf, evidence, readings);
  if (blocked?.messageId === 'error-copied') {
    return { ...report(blocked, { choices: choices.filter(({ id }) => id === 'beside') }), evidence };
  }
  const reason = `It is ${reading.turned ? 'false' : 'true'} on an expired session, and on ${named(kinds, reading)} as well.`;
  const judged = report(ask(takesTimeouts(reading) ? 'timeout-too' : 'shared-test', reason), { choices });
  return { ...judged, evidence };
}

/** How many kinds of errors these are. What the test lists itself, however long the list, does not count. */
function countOf(rows: readonly Row[]): number {
  return new Set(rows.filter(({ id }) => !id.startsWith('probe-')).map(kindOf)).size;
}

function kindOf({ words }: Row): string {
  return words.replace(/, as older.*/, '');
}

const besideVerdict: Verdict = {
  kind: 'fix',
  messageId: 'expiry-check',
  reason: 'A 400 can say the same: the old test stays, and the check stands beside it.',
};

const besideOthers: Verdict = {
  ...besideVerdict,
  reason: 'It takes other errors along: the old test stays, and the check stands beside it.',
};

interface Beside {
  readonly verdict: Verdict;
  readonly change: Change;
  readonly proof: Proof;
}

/**
 * The check beside a test that stays can do no harm: nothing but expired sessions is added to what it is true on. It is put
 * there where servers use the same wording for a 400, or where the site speaks of sessions and misses some that expired.
 */
function besideTheRest(inspection: Inspection, site: Site, readings: Readings, evidence: Evidence): Beside | undefined {
  const mixed = leavesOf(site.formula).filter(
    (part) =>
      readings.of(part).meaning === 'mixed' &&
      !readings.of(part).turned &&
      !readings.of(part).timeout &&
      !readings.delegated(part),
  );
  const isUnsaid = (part: Formula): boolean => readings.of(part).strays.every(({ kind }) => kind === 'unsaid');
  const unsaid = mixed.find(isUnsaid);
  if (unsaid !== undefined) return provenBeside(inspection, site, readings, evidence, unsaid, besideVerdict);
  if (!evidence.names || !(evidence.origin.request || evidence.classTest)) return undefined;
  if (!readings.of(site.formula).misses.some(({ kind }) => kind === 'expired')) return undefined;
  for (const leaf of mixed) {
    const found = provenBeside(inspection, site, readings, evidence, leaf, besideOthers);
    if (found?.proof.rows.some(({ expired, before, after }) => expired && before !== after)) return found;
  }
  return undefined;
}

function provenBeside(
  inspection: Inspection,
  site: Site,
  readings: Readings,
  { subjectText, wrapped }: Evidence,
  leaf: Formula,
  verdict: Verdict,
): Beside | undefined {
  if (subjectText === undefined) return undefined;
  const { source } = inspection;
  const step: Step = { kind: 'check', part: leaf, negated: false, narrowed: false };
  const beside = besideOf(source, [step], readings, dialectFor(inspection, site, subjectText, wrapped));
  const change = withName(beside, namingOf(source, site.place));
  if (change === undefined) return undefined;
  const experiment = { source, condition: site.formula, place: site.place };
  const proof = prove(experiment, change, site.rows, { free: [], hits: new Set(readings.of(leaf).hits) });
  return proof.holds ? { verdict, change, proof } : undefined;
}

/** Among the few errors that it takes along is the request timeout. */
function takesTimeouts({ turned, denied, timeout }: Reading): boolean {
  return turned ? denied.some(({ kind }) => kind === 'timeout') : timeout;
}

function named(kinds: ReadonlySet<string>, reading: Reading): string {
  const first = takesTimeouts(reading) ? ['request timed out', ...kinds] : [...kinds];
  return [...new Set(first)].slice(0, 3).join('; ') || 'other errors';
}

function besideChoices(
  inspection: Inspection,
  site: Site,
  leaf: Formula | undefined,
  { subjectText, wrapped }: Evidence,
  readings: Readings,
): readonly Choice[] {
  if (leaf === undefined || subjectText === undefined) return [];
  const { source } = inspection;
  const dialect = { ...dialectFor(inspection, site, subjectText, wrapped), style: 'guard' as const };
  const step: Step = { kind: 'check', part: leaf, negated: readings.of(leaf).turned, narrowed: false };
  const naming = namingOf(source, site.place);
  const replaced = withName(changeOf(source, [step], dialect), naming);
  const beside = withName(besideOf(source, [step], readings, dialect), naming);
  if (replaced === undefined || beside === undefined) return [];
  return [
    { id: 'replace', label: 'Ask for the code instead', change: replaced },
    { id: 'beside', label: 'Ask for the code as well', change: beside },
  ];
}
