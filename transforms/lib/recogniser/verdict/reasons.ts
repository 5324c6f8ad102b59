// Why a rewrite is certain, in one or two sentences: what is asked for, and what stays.

import { unwrap, walk } from '../../tree.ts';
import { leavesOf, partsOf, type Formula } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import type { Readings, Step } from './steps.ts';
import { isClassTest } from './steps.ts';
import type { Site } from '../vector/site.ts';
import type { Verdict } from './verdict.ts';

/** The verdict on a proven rewrite. */
export function fixed(inspection: Inspection, site: Site, readings: Readings, steps: readonly Step[]): Verdict {
  const kept = keptArms(inspection, site, readings, steps);
  const checks = steps.flatMap((step) => (step.kind === 'check' ? [step] : []));
  const complete = checks.some(({ part, negated }) => negated || readings.of(part).complete);
  const asked = kept.length === 0 ? 'True' : 'One arm is true';
  const reason = complete
    ? `${asked} on an expired session and on nothing else.`
    : `${asked} on an expired session and on nothing else; of the answers it knew these: ${answers(readings, steps)}.`;
  return { kind: 'fix', messageId: 'expiry-check', reason: kept.length === 0 ? reason : `${reason} ${staying(kept)}` };
}

/** The answers of today's servers that the old test knew. */
function answers(readings: Readings, steps: readonly Step[]): string {
  const hits = steps.flatMap((step) => (step.kind === 'check' ? readings.of(step.part).hits : []));
  const today = hits.filter(({ kind }) => kind === 'expired');
  const words = new Set((today.length > 0 ? today : hits).map(({ words }) => words.replace(/^expired, /, '')));
  const listed = [...words].slice(0, mostNamed);
  return listed.join('; ') + (words.size > mostNamed ? '; ...' : '');
}

const mostNamed = 3;

function staying(kept: readonly string[]): string {
  const listed = kept.length > 1 ? `${kept.slice(0, -1).join(', ')} and ${kept.at(-1) ?? ''}` : (kept[0] ?? '');
  return kept.length > 1 ? `The arms for ${listed} stay as they are.` : `The arm for ${listed} stays as it is.`;
}

/** What the arms on the error that stay ask for: a number or a text, else as they are written. */
function keptArms({ source }: Inspection, site: Site, readings: Readings, steps: readonly Step[]): readonly string[] {
  const gone = new Set(steps.flatMap((step) => partsOf(step.part).map(({ node }) => node)));
  const kept = leavesOf(site.formula).filter((leaf) => {
    if (gone.has(leaf.node) || isClassTest(leaf) || !readings.onSubject(leaf)) return false;
    return ['keep', 'mixed', 'timeout'].includes(readings.of(leaf).meaning) || readings.delegated(leaf);
  });
  return [...new Set(kept.map((leaf) => saidBy(source.text, leaf)))];
}

function saidBy(text: string, { node }: Formula): string {
  const said: string[] = [];
  walk(unwrap(node), (inner) => {
    if (inner.type === 'NumericLiteral') said.push(String(inner.value));
    if (inner.type === 'StringLiteral' && inner.value.length > 2) said.push(`"${inner.value}"`);
    return undefined;
  });
  const [only] = said;
  if (said.length === 1 && only !== undefined) return only;
  const written = text.slice(node.start ?? 0, node.end ?? 0).replace(/\s+/g, ' ');
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}
