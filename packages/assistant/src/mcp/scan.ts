// `scan`: what there is, without a word of the compiler. The report of `migrate --check`.

import { type Plan, type Report, type ReportFinding, toReport } from '@resession/engine';
import * as z from 'zod';
import { visibleLine } from '../visible.ts';
import { pageOf } from './pages.ts';
import { LastPlans, planned } from './planned.ts';
import * as schemas from './schemas.ts';
import type { Call, Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const input = z.strictObject({
  root: schemas.root,
  paths: schemas.paths,
  only: schemas.only,
  from: schemas.from,
});

const output = z.object({ report: schemas.report, page: schemas.page, nextSteps: schemas.nextSteps });

export function scanTool(served: Served): Tool<typeof input> {
  const plans = new LastPlans();
  return {
    name: 'scan',
    title: 'Find guesses at expired sessions',
    description:
      'Looks for code that guesses that an MCP session expired (by -32001, "Session not found", a 404) and says of each place what would be done: fix (certain), ask (pick a choice), todo (write code) or skip (leave it). Start here. Fast; asks no compiler and writes nothing.',
    input,
    output,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    rootOf: ({ root }) => root,
    run: async ({ paths, only, from = 0 }, call) => {
      const { root } = call;
      const make = (): Promise<Plan> => planned({ paths, only }, call, served);
      const report = toReport(await plans.pageOf(from, [root, paths, only], make), 'planned');
      const again = { root, ...(paths && { paths }), ...(only && { only }) };
      const { page, report: shown } = pageOf(report, from, (next) => nextPage('scan', { ...again, from: next }));
      return { report: shown, page, nextSteps: firstSteps(stepsAfterScan(report, again, call)) };
    },
  };
}

/** The call for the next page. */
export function nextPage(tool: 'scan' | 'preview' | 'explain', args: Step['arguments'] & object): Step {
  return { text: 'The next page:', tool, arguments: args };
}

/** What a scan leads to: asks first, since their answers change the plan; then the fixes, then what a person writes. */
function stepsAfterScan(report: Report, again: Step['arguments'] & object, { root }: Call): readonly Step[] {
  const { findings, rewrites, manifests } = report;
  const asks = findings.filter(({ kind }) => kind === 'ask');
  const todos = findings.filter(({ kind }) => kind === 'todo');
  const pending = rewrites.length + manifests.length > 0;
  const nothing: Step = { text: 'Nothing is left here. Let it be checked:', tool: 'verify', arguments: { root } };
  const preview: Step = { text: 'See what would be written:', tool: 'preview', arguments: { ...again } };
  const steps = [
    ...asks.map((ask) => explainStep(ask, root, 'Settle this ask before anything is written; see its choices')),
    ...(pending ? [preview] : []),
    ...todos.map((todo) => explainStep(todo, root, 'Write this change by hand; see how')),
  ];
  return steps.length === 0 ? [nothing] : steps;
}

/** The call that tells the story of a finding. */
export function explainStep({ path, line, message }: ReportFinding, root: string, why: string): Step {
  const text = `${why} (${visibleLine(message).slice(0, 200)}):`;
  return { text, tool: 'explain', arguments: { root, file: path, line } };
}
