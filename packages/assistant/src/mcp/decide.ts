// `decide`: keeps what was answered about findings, in the file that people review and later runs follow.

import {
  type Answer,
  type Decision,
  decisionOn,
  decisionsPlace,
  keepDecisions,
  type PlannedFinding,
  readDecisions,
  takes,
} from '@resession/engine';
import * as z from 'zod';
import { planned } from './planned.ts';
import { Refusal } from './results.ts';
import * as schemas from './schemas.ts';
import { explainStep } from './scan.ts';
import { type Call, host, type Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const answer = z.strictObject({
  id: z.string().min(1).max(200).describe('The id of a finding'),
  answer: z
    .enum(['choose', 'leave', 'make', 'withdraw'])
    .describe(
      'choose: take a choice of an ask. leave: the site stays as it is, whatever its kind; needs the reason of the person. make: a fix is to be made. withdraw: take an earlier answer back',
    ),
  choice: z.string().min(1).max(200).optional().describe('With choose: the id of the choice, as explain names it'),
  why: z.string().min(1).max(1000).optional().describe('With leave: the reason that the person gave, in their words'),
});

const input = z.strictObject({
  root: schemas.root,
  only: schemas.only.describe('The codemods that scan was given, where it was given some'),
  decisions: z.array(answer).min(1).max(500),
});

const output = z.object({
  decided: z.array(z.looseObject({ id: z.string(), answer: z.string(), path: z.string(), message: z.string() })),
  withdrawn: z.array(z.string()),
  kept: z.number().int().min(0).describe('Decisions in the file now'),
  file: z.string(),
  nextSteps: schemas.nextSteps,
});

type Given = z.infer<typeof answer>;

export function decideTool(served: Served): Tool<typeof input> {
  return {
    name: 'decide',
    title: 'Answer an ask, or leave a site',
    description: `Keeps answers about findings in ${decisionsPlace}, which people review and commit, and which every later run follows. Changes no code: preview and apply do. Take a choice where the advice and the code speak for it; leave a site only with a reason that the person gave.`,
    input,
    output,
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    rootOf: ({ root }) => root,
    run: async ({ only, decisions: given }, call) => {
      refuseTwice(given, call);
      const answered = new Set(given.map(({ id }) => id));
      const { findings } = await planned({ only, undecided: [...answered] }, call, served);
      const earlier = readDecisions(call.root, host);
      const withdrawn = given.flatMap((one) => (one.answer === 'withdraw' ? [one.id] : []));
      const strange = withdrawn.find((id) => !earlier.some((decision) => decision.id === id));
      if (strange !== undefined) throw new Refusal('nothing was decided about it', strange, [lookAgain(call)]);
      const decided = given.flatMap((one) => decisionBy(one, findings, call));
      call.signal.throwIfAborted();
      const kept = [...earlier.filter(({ id }) => !answered.has(id)), ...decided];
      await keepDecisions(call.root, kept, host);
      const open = findings.filter(({ kind, id }) => kind === 'ask' && !decided.some((one) => one.id === id));
      return { decided, withdrawn, kept: kept.length, file: decisionsPlace, nextSteps: stepsAfter(open, call) };
    },
  };
}

function refuseTwice(given: readonly Given[], call: Call): void {
  const ids = given.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Refusal('there are two answers about one finding', twice, [lookAgain(call)]);
}

/** The decision that an answer makes; none where it takes one back. Throws where the finding does not take it. */
function decisionBy(given: Given, findings: readonly PlannedFinding[], call: Call): readonly Decision[] {
  if (given.answer === 'withdraw') return [];
  const finding = findings.find(({ id }) => id === given.id);
  if (finding === undefined) throw new Refusal('there is no such finding', given.id, [lookAgain(call)]);
  const explain = explainStep(finding, call.root, 'See what it takes');
  const { choice, why } = given;
  if (given.answer === 'leave' && why === undefined)
    throw new Refusal('to leave a site takes a reason', given.id, [
      { text: 'Ask the person for the reason, and give it as why.' },
    ]);
  if (given.answer !== 'choose' && choice !== undefined)
    throw new Refusal('only the answer choose takes a choice', given.id, [explain]);
  const said: Answer = { answer: given.answer, ...(choice && { choice }), ...(why && { why }) };
  if (!takes(finding, said)) throw new Refusal(refusalOf(finding), given.id, [explain]);
  return [decisionOn(finding, said)];
}

function refusalOf({ kind, choices = [] }: PlannedFinding): string {
  if (kind === 'fix') return 'a fix takes the answers make and leave';
  if (kind === 'todo') return 'a todo takes the answer leave; else it is settled by an edit';
  if (kind === 'skip') return 'a skip is left alone already';
  return `an ask takes the answer leave, or choose with one of its choices: ${choices.map(({ id }) => id).join(', ')}`;
}

function lookAgain({ root }: Call): Step {
  return { text: 'See what there is:', tool: 'scan', arguments: { root } };
}

function stepsAfter(open: readonly PlannedFinding[], { root }: Call): readonly Step[] {
  const preview: Step = { text: 'See what would be written now:', tool: 'preview', arguments: { root } };
  return firstSteps([...open.map((ask) => explainStep(ask, root, 'Settle this ask too')), preview]);
}
