// `migrate decide <id> <answer>`: one answer, kept without a terminal: for a script, or for an agent on the word of a person.

import { visibleLine } from '@resession/assistant';
import {
  answersTo,
  answerTyped,
  decisionOn,
  decisionsPlace,
  keepDecisions,
  kindOf,
  nodeHost,
  readDecisions,
  takes,
  type Answer,
  type Decision,
  type PlannedFinding,
} from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { planRun } from '../planning.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { plainRun, sharedSettings } from '../settings.ts';
import { suggestion, UsageError } from '../usage-error.ts';

/** What is typed behind `decide`. */
export interface Wanted {
  /** Of a finding, or how it begins. */
  readonly id: string;
  readonly answer: string;
}

/** Keeps the answer in place of an earlier one. Throws `UsageError` for a finding that is not there, and for what it does not take. */
export async function decide(
  { id, answer }: Wanted,
  flags: Flags,
  { out, err }: Output,
  version: string,
): Promise<ExitCode> {
  const { format, ...where } = sharedSettings(flags);
  const wanted = { ...where, ...plainRun };
  const { root, findings } = await planRun([], wanted, { version, err });
  const finding = theOne(findings, id);
  const decision = decisionOn(finding, answerTo(finding, answer, flags.why));
  const earlier = readDecisions(root, nodeHost).filter((each) => each.id !== decision.id);
  await keepDecisions(root, [...earlier, decision], nodeHost);
  out.write(format === 'json' ? jsonText({ schema: 1, root, decision }) : told(decision, finding));
  return exitCodes.clean;
}

function theOne(findings: readonly PlannedFinding[], wanted: string): PlannedFinding {
  const where = 'npx resession --dry-run --format json names the findings with their ids.';
  if (!/^[\da-f]{4,}$/.test(wanted)) throw new UsageError('that is no id of a finding', wanted, where);
  const [first, ...others] = findings.filter(({ id }) => id.startsWith(wanted));
  if (first === undefined) throw new UsageError('nothing with this id is found', wanted, where);
  if (others.length > 0) throw new UsageError('more than one id begins like this', wanted, 'Give more of it.');
  return first;
}

function answerTo(finding: PlannedFinding, said: string, why: string | undefined): Answer {
  const answer: Answer = { ...answerTyped(said), ...(why === undefined ? {} : { why }) };
  if (takes(finding, answer)) return answer;
  const kind = kindOf(finding);
  if (kind === null)
    throw new UsageError('it is left alone anyway', finding.id, 'There is nothing to decide about it.');
  const known = suggestion(said, answersTo(finding));
  throw new UsageError(`${kind === 'ask' ? 'an' : 'a'} ${kind} takes no such answer`, said, known);
}

function told({ answer, choice, path }: Decision, { line, choices = [] }: PlannedFinding): string {
  const label = choices.find(({ id }) => id === choice)?.label;
  const words = {
    make: 'It is made, whatever else is held.',
    leave: 'It stays as it is.',
    choose: label ?? `It becomes what ${choice ?? ''} says.`,
  }[answer];
  return `${visibleLine(`${path}:${String(line)}`)}  ${visibleLine(words)}\nKept in ${decisionsPlace}; commit it.\n`;
}
