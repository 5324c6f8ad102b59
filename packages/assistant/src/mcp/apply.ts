// `apply`: writes what a preview showed, if the tree still makes the same plan. The report of `migrate --write`.

import {
  apply as write,
  guard,
  install as installed,
  leaveInstall,
  type Plan,
  ResessionError,
  toReport,
  undo,
  workspaceAbove,
} from '@resession/engine';
import * as z from 'zod';
import { liesIn } from './bounds.ts';
import { pageOf } from './pages.ts';
import { planned } from './planned.ts';
import { digestOf, type Previewed, type Previews } from './previews.ts';
import { Refusal } from './results.ts';
import * as schemas from './schemas.ts';
import { explainStep, nextPage } from './scan.ts';
import { type Call, host, type Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const input = z.strictObject({
  root: schemas.root,
  preview: z.string().min(1).max(200).describe('The id that preview gave'),
  ids: schemas.ids.describe(
    'Write these fixes of the preview alone, by the ids of their findings. Without it, all of them',
  ),
  install: z
    .boolean()
    .optional()
    .describe("Install with the project's package manager afterwards, without install scripts (default: false)"),
  allowDirty: z
    .boolean()
    .optional()
    .describe('Write over uncommitted changes. Only where the person says so: git cannot bring them back'),
});

const output = z.object({
  run: z.string().nullable().describe('What undo names; null where nothing had to be written'),
  written: z.array(z.string()).describe('The first 500; report.totals.written counts all'),
  undo: z.array(z.string()).nullable().describe('The command that takes the run back'),
  report: schemas.report,
  page: schemas.page,
  nextSteps: schemas.nextSteps,
});

export function applyTool(served: Served, previews: Previews): Tool<typeof input> {
  return {
    name: 'apply',
    title: 'Write what a preview showed',
    description:
      'Writes the files of a preview: all of them or none. Refuses where the tree moved since the preview, and files with uncommitted changes. With install: true it also runs the package manager of the project, without install scripts. The result names the run and the command that takes it back.',
    input,
    output,
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    rootOf: ({ root, preview }) => root ?? previews.get(preview)?.root,
    run: async ({ preview, ids, install = false, allowDirty = false }, call) => {
      const seen = seenBefore(preview, ids, previews, call);
      const plan = await samePlan(seen, ids, call, served);
      await guarded(plan, allowDirty);
      if (install) refuseOutside(plan, call);
      call.signal.throwIfAborted();
      const { run, written } = await write(plan, host);
      const after = run !== null && install ? await installed(plan, run, host) : leaveInstall(plan);
      await heard();
      // Who cancelled is told nothing, and so nothing stays.
      if (call.signal.aborted && run !== null) await undo(plan.root, run, host);
      call.signal.throwIfAborted();
      const report = toReport(plan, 'written', after.verdicts);
      const { root } = call;
      const next = (): Step => nextPage('scan', { root });
      const paged = pageOf(report, 0, next);
      const verify: Step = { text: 'Check it:', tool: 'verify', arguments: { root } };
      const todos = report.findings.filter(({ kind }) => kind === 'todo' || kind === 'ask');
      const text = 'Before more is applied, commit: files with uncommitted changes are refused.';
      const steps = [
        ...after.nextSteps,
        verify,
        ...(todos.length > 0 ? [{ text }] : []),
        ...plan.nextSteps,
        ...todos.map((todo) => explainStep(todo, root, 'This is left; see how it is settled')),
      ];
      return {
        run,
        written: written.slice(0, 500),
        undo: run === null ? null : ['npx', 'resession', 'undo', run, '--cwd', root],
        report: paged.report,
        page: paged.page,
        nextSteps: firstSteps(steps),
      };
    },
  };
}

/** What the id stands for. Throws where it is unknown, of another root, or holds none of these fixes. */
function seenBefore(id: string, ids: readonly string[] | undefined, previews: Previews, { root }: Call): Previewed {
  const seen = previews.get(id);
  const again: Step = { text: 'Preview, and apply what that gives:', tool: 'preview', arguments: { root } };
  if (seen === undefined) throw new Refusal('there is no such preview', id, [again]);
  if (seen.root !== root) throw new Refusal('that preview is of another folder', seen.root, [again]);
  const strange = ids?.find((one) => !seen.fixes.includes(one));
  if (strange === undefined) return seen;
  const text = 'Take ids of findings of kind fix. An ask becomes one by decide and another preview:';
  throw new Refusal('that is no fix of the preview', strange, [{ ...again, text }]);
}

/** The plan again, which has to be what was shown; then the part of it that is wanted. */
async function samePlan(
  { root, wanted, digest, fixes }: Previewed,
  ids: readonly string[] | undefined,
  call: Call,
  served: Served,
): Promise<Plan> {
  const whole = await planned(wanted, call, served);
  if (digestOf(whole) !== digest) {
    const again: Step = { text: 'See what would be written now:', tool: 'preview', arguments: { root } };
    throw new Refusal('the tree moved since the preview, so nothing was written', root, [again]);
  }
  const part = ids !== undefined && fixes.some((id) => !ids.includes(id));
  return part ? planned({ ...wanted, ids }, call, served) : whole;
}

async function guarded(plan: Plan, allowDirty: boolean): Promise<void> {
  try {
    await guard(plan, host, allowDirty);
  } catch (error) {
    if (!(error instanceof ResessionError)) throw error;
    const text = 'Commit or stash them, then preview again. Only where the person agrees, apply with allowDirty: true.';
    throw new Refusal(error.what, error.where, [{ text }]);
  }
}

/** The lockfile of a member lies at the top of its workspace: an install would write there. */
function refuseOutside(plan: Plan, { root, folders }: Call): void {
  const top = plan.install === null ? null : workspaceAbove(root, host);
  if (top === null || folders.some((folder) => liesIn(folder, top))) return;
  const text = 'Apply with install: false, and ask the person to install at the top of the workspace.';
  throw new Refusal('the install would write outside of the roots', top, [{ text }]);
}

/** One turn of the event loop: a cancellation that came during synchronous work is delivered in it. */
function heard(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
