// Where the tool does not do with a consumer what is expected, in words.

import type { Tree } from './consumer.ts';
import type { Judged } from './corpus.ts';
import { faultsOf, tableOf } from './outcomes.ts';

/** Everything that is not as expected; a consumer in order has none. */
export function deviationsOf(judged: Judged): readonly string[] {
  return [
    ...findingDeviations(judged),
    ...otherBytes(judged),
    ...lateOrDifferent(judged),
    ...uncompiled(judged),
    ...judged.complaints.added.map((complaint) => `the change brings: ${complaint}`),
    ...outcomeDeviations(judged),
  ];
}

/** What is left behind without a use is a blemish. */
const unusedCodes = /\bTS61(33|92|96|98)\b/;

/**
 * Changes that were not to be made. A known deviation may word a change otherwise, as long as the code does what it
 * should and compiles; what was to be left alone is a wrong edit whatever it does.
 */
export function wrongEdits(judged: Judged): readonly string[] {
  const { consumer, complaints, outcomes } = judged;
  const other = otherBytes(judged);
  const harmless =
    consumer.card.deviates !== undefined &&
    Object.keys(judged.planned.after).every((path) => path in consumer.after) &&
    complaints.added.every((complaint) => unusedCodes.test(complaint)) &&
    (outcomes === undefined || faultsOf(consumer.card, outcomes).length === 0);
  return harmless ? [] : other;
}

/** Files whose bytes came out otherwise than expected, although the tool changed them. */
function otherBytes({ consumer, planned }: Judged): readonly string[] {
  return Object.entries(planned.after)
    .filter(([path, text]) => consumer.after[path] !== text)
    .map(([path]) => (path in consumer.after ? `${path} became something else` : `${path} was changed`));
}

function uncompiled({ consumer, complaints }: Judged): readonly string[] {
  const { before } = complaints;
  if (consumer.card.complains === true) return before.length > 0 ? [] : ['it compiles, though it should not'];
  return before.map((complaint) => `does not compile: ${complaint}`);
}

function findingDeviations({ consumer, planned }: Judged): readonly string[] {
  const [expected, found] = [consumer.findings, planned.findings].map((list) =>
    list.map((each) => JSON.stringify(each)),
  );
  if (expected === undefined || found === undefined) return [];
  return [
    ...expected.filter((each) => !found.includes(each)).map((each) => `not found: ${each}`),
    ...found.filter((each) => !expected.includes(each)).map((each) => `not expected: ${each}`),
    ...missing(consumer.after, planned.after).map((path) => `${path} was left as it is`),
  ];
}

function missing(expected: Tree, found: Tree): readonly string[] {
  return Object.keys(expected).filter((path) => !(path in found));
}

/** A second run has nothing to do, the neighbours in a workspace do not matter, and manifests follow the imports. */
function lateOrDifferent({ planned, again, alone }: Judged): readonly string[] {
  const changed = Object.keys(again.after).map((path) => `${path} is changed again by a second run`);
  const open = again.findings.filter(({ kind }) => kind === 'fix').map(({ at }) => `${at} is a fix again`);
  const apart = JSON.stringify(alone) === JSON.stringify(planned) ? [] : [`alone it is another: ${apartOf(alone)}`];
  const importing = Object.values(planned.after).some((text) => text.includes('@resession/transport'));
  const manifests = importing === planned.manifests.length > 0 ? [] : ['imports and manifests do not agree'];
  return [...changed, ...open, ...apart, ...manifests];
}

function apartOf(planned: Judged['planned']): string {
  return planned.findings.map(({ kind, messageId, at }) => `${kind} ${messageId} ${at}`).join('; ');
}

function outcomeDeviations({ consumer, outcomes }: Judged): readonly string[] {
  if (outcomes === undefined) return ['it has no door'];
  const faults = faultsOf(consumer.card, outcomes);
  const table = tableOf(outcomes);
  const lookAlike = consumer.card.lookAlike !== undefined && outcomes.after !== undefined ? ['it was changed'] : [];
  return [...faults, ...lookAlike, ...(table === consumer.outcomes ? [] : [`outcomes:\n${table}`])];
}
