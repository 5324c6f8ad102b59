// One test that is true on expired sessions and on other errors too: it is not split blindly but asked about.

import type { Choice } from '../codemod.ts';
import type { Reading } from './classify.ts';
import { closureOf } from './closure.ts';
import { leavesOf, type Formula } from './condition.ts';
import { dialectFor } from './dialect.ts';
import type { Inspection } from './inspection.ts';
import type { Judged, Reporter } from './judge.ts';
import { changeOf, type Readings, type Step } from './rewrite.ts';
import type { Site } from './site.ts';
import { ask, hindrance, skip, type Evidence } from './verdict.ts';

/** With so many kinds of errors a test is about errors as such. */
const tooMany = 12;

const wording = /session|\b404\b|32001/i;

function written({ source }: Inspection, { formula }: Site): string {
  return closureOf(source, formula.node)
    .map(({ start, end }) => source.text.slice(start ?? 0, end ?? 0))
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
  const kinds = new Set(reading.strays.map(({ words }) => words.replace(/, as older.*/, '')));
  if (kinds.size > tooMany) return undefined;
  const blocked = hindrance({ ...evidence, timeoutArm: false, liveUnproven: false });
  if (blocked?.kind === 'skip' || blocked?.kind === 'todo') return report(blocked);
  if (evidence.fallback && !evidence.names) {
    return report(skip('fallback-set', 'It takes 405, 406 or 415 along: this chooses another transport.'));
  }
  const sure = evidence.origin.request || evidence.classTest;
  if (!sure && !evidence.names) return undefined;
  const choices = besideChoices(inspection, site, leaf, evidence);
  const reason = `It is true on an expired session, and on ${named(kinds, reading)} as well.`;
  const judged = report(ask(reading.timeout ? 'timeout-too' : 'shared-test', reason), { choices });
  return { ...judged, evidence };
}

function named(kinds: ReadonlySet<string>, { timeout }: Reading): string {
  const first = timeout ? ['request timed out', ...kinds] : [...kinds];
  return [...new Set(first)].slice(0, 3).join(', ') || 'other errors';
}

function besideChoices(
  inspection: Inspection,
  site: Site,
  leaf: Formula | undefined,
  { subjectText }: Evidence,
): readonly Choice[] {
  if (leaf === undefined || subjectText === undefined) return [];
  const { source } = inspection;
  const dialect = { ...dialectFor(inspection, site, subjectText), style: 'guard' as const };
  const step: Step = { kind: 'check', part: leaf, negated: false, narrowed: false };
  const replaced = changeOf(source, [step], dialect);
  const text = source.text.slice(leaf.node.start ?? 0, leaf.node.end ?? 0);
  const beside = replaced.edits.map((edit) => ({ ...edit, text: `(${edit.text} || ${text})` }));
  return [
    { id: 'replace', label: 'Ask for the code instead', change: replaced },
    { id: 'beside', label: 'Ask for the code as well', change: { ...replaced, edits: beside } },
  ];
}
