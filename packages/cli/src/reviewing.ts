// What stands behind the page of `migrate review`: plans anew with its answers, and writes when it is told to, on the tree that it showed.

import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { decisionsIn, reportPage, type Ended, type Review } from '@resession/assistant/page';
import {
  decisionOn,
  decisionsPlace,
  keepDecisions,
  nodeHost,
  readDecisions,
  toReport,
  type Decision,
  type Plan,
} from '@resession/engine';
import { pageOptions } from './commands/report.ts';
import { toldBy } from './failure.ts';
import { UsageError } from './usage-error.ts';
import { forgetSpent, isMade, type Done } from './writing.ts';

/** How a review ends: with what was written, with answers kept or not, or by Ctrl-C. */
export type End = Done | 'interrupted';

/** What the review does with the tree. */
export interface Work {
  /** The plan with every fix made that is not decided otherwise, or with nothing made that is not decided. */
  plan(decisions: readonly Decision[], undecided: 'make' | 'hold'): Promise<Plan>;
  /** Throws where the plan would write over what is not committed. */
  refuseDirty(plan: Plan): Promise<void>;
  write(plan: Plan): Promise<End>;
}

/** A plan that was previewed and may be applied. */
interface Ticket {
  readonly id: string;
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
}

/** The review of a plan that was made with no decision. */
export function reviewOf(first: Plan, work: Work): Review<End> {
  let shown = { plan: first, tree: treeOf(first) };
  let ticket: Ticket | undefined;
  const refuseMoved = (): void => {
    if (treeOf(shown.plan) === shown.tree) return;
    throw new UsageError('the tree moved since this page was made', shown.plan.root, 'Load the page again.');
  };
  const keep = async (body: unknown): Promise<readonly Decision[]> => {
    const decisions = withEarlier(decisionsIn(body, shown.plan), shown.plan);
    refuseMoved();
    await keepDecisions(shown.plan.root, decisions, nodeHost);
    return decisions;
  };
  return {
    async page() {
      if (treeOf(shown.plan) !== shown.tree) {
        const plan = await work.plan([], 'make');
        shown = { plan, tree: treeOf(plan) };
      }
      ticket = undefined;
      return reportPage(shown.plan, { ...(await pageOptions(shown.plan)), review: decided(shown.plan) });
    },
    async preview(body) {
      ticket = undefined;
      const answers = withEarlier(decisionsIn(body, shown.plan), shown.plan);
      refuseMoved();
      const { plan, decisions } = await planned(answers, shown.plan, work);
      await work.refuseDirty(plan);
      refuseMoved();
      ticket = { id: randomUUID(), plan, decisions };
      return { ticket: ticket.id, text: previewText(plan, decisions), files: plan.files.map((file) => file.path) };
    },
    async apply(body) {
      const wanted = ticket;
      ticket = undefined;
      if (wanted === undefined || !isTicket(body, wanted.id))
        throw new UsageError('this is not what was shown last', 'the page', 'Look at it again with Apply.');
      refuseMoved();
      await work.refuseDirty(wanted.plan);
      await keepDecisions(wanted.plan.root, wanted.decisions, nodeHost);
      const end = await work.write(wanted.plan);
      if (end !== 'interrupted' && end.run !== null) await forgetSpent(wanted.plan);
      return { end, told: { text: endText(end) } };
    },
    async save(body) {
      const decisions = await keep(body);
      const count = decisions.length === 1 ? 'One answer is' : `${String(decisions.length)} answers are`;
      return unwritten(shown.plan, `${count} kept in .resession/decisions.json; later runs follow them.`);
    },
    close: () => unwritten(shown.plan, 'Nothing was written.'),
    told: toldBy,
  };
}

/**
 * The plan of what was answered and nothing else; with a choice comes what it cannot do without, like the swap of a transport
 * that had nobody to serve before.
 */
async function planned(
  answers: readonly Decision[],
  shown: Plan,
  work: Work,
): Promise<Pick<Ticket, 'plan' | 'decisions'>> {
  if (!answers.some(({ answer }) => answer === 'choose')) {
    return { plan: await work.plan(answers, 'hold'), decisions: answers };
  }
  const open = new Set(shown.findings.flatMap(({ id, kind }) => (kind === 'skip' ? [] : [id])));
  const { findings } = await work.plan(answers, 'make');
  const arisen = findings.filter(({ id, kind, decided }) => kind === 'fix' && decided === undefined && !open.has(id));
  const following = arisen.map((finding) => decisionOn(finding, { answer: 'make' }));
  const plan = await work.plan([...answers, ...following], 'hold');
  const made = new Set(plan.findings.filter(isMade).map(({ id }) => id));
  return { plan, decisions: [...answers, ...following.filter(({ id }) => made.has(id))] };
}

function unwritten(plan: Plan, text: string): Ended<End> {
  const report = toReport(plan, 'planned');
  return { end: { report, nextSteps: plan.nextSteps, run: null }, told: { text: [text] } };
}

function endText(end: End): readonly string[] {
  if (end === 'interrupted') return ['Interrupted; what was written has been taken back.'];
  const { run, report } = end;
  if (run === null) return ['No file changed; the answers are kept.'];
  const failed = report.verdicts
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ check, why }) => `${check} failed: ${why}`);
  return [
    `Wrote ${String(report.totals.written)} files as run ${run}.`,
    ...failed,
    `npx resession undo ${run} takes it back.`,
  ];
}

function isTicket(body: unknown, id: string): boolean {
  return typeof body === 'object' && body !== null && 'ticket' in body && body.ticket === id;
}

/** Decisions about the sites of a plan. */
function decided({ root, findings }: Plan): readonly Decision[] {
  const ids = new Set(findings.map(({ id }) => id));
  return readDecisions(root, nodeHost).filter(({ id }) => ids.has(id));
}

/** The answers of the page, and the earlier decisions about what it does not show. */
function withEarlier(answers: readonly Decision[], { root, findings }: Plan): readonly Decision[] {
  const ids = new Set(findings.map(({ id }) => id));
  return [...readDecisions(root, nodeHost).filter(({ id }) => !ids.has(id)), ...answers];
}

/** What would be written, and which answers another one has overtaken. */
function previewText({ files, findings }: Plan, decisions: readonly Decision[]): readonly string[] {
  const wanted = new Set(decisions.flatMap(({ id, answer }) => (answer === 'leave' ? [] : [id])));
  const made = findings.filter(isMade).length;
  const overtaken = findings.filter(({ id, kind }) => wanted.has(id) && kind === 'todo');
  const places = overtaken.map(({ path: file, line, reason }) => `${file}:${String(line)} is not made: ${reason}`);
  const written = files.length === 1 ? 'One file is' : `${String(files.length)} files are`;
  const changes = made === 1 ? 'one change' : `${String(made)} changes`;
  const first = files.length === 0 ? 'No file changes; the answers are kept.' : `${written} written, with ${changes}.`;
  return [first, ...places];
}

/** One digest of all that the page speaks of: files with a finding, files that would change, and what is decided. */
function treeOf({ root, findings, files }: Plan): string {
  const paths = [...new Set([decisionsPlace, ...[...findings, ...files].map((each) => each.path)])].sort();
  const hash = createHash('sha256');
  for (const file of paths)
    hash
      .update(`${file}\0`)
      .update(bytesOf(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function bytesOf(file: string): Buffer | string {
  try {
    return nodeHost.read(file);
  } catch {
    return 'not to be read';
  }
}
