// `preview`: what would be written, site by site, with the word of the project's compiler. The report of `migrate --dry-run`,
// and an id for `apply`.

import { bucketOf, dirtyFiles, type Plan, type PlannedFinding, type Report, toReport } from '@resession/engine';
import * as z from 'zod';
import { visibleLine } from '../visible.ts';
import { pageOf } from './pages.ts';
import { LastPlans, planned, type Wanted } from './planned.ts';
import { digestOf, type Previews } from './previews.ts';
import * as schemas from './schemas.ts';
import { explainStep, nextPage } from './scan.ts';
import { type Call, host, type Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const input = z.strictObject({
  root: schemas.root,
  paths: schemas.paths,
  only: schemas.only,
  ids: schemas.ids.describe('Show these fixes alone, by the ids of their findings. Without it, all fixes'),
  typeCheck: z
    .boolean()
    .optional()
    .describe("Ask the project's compiler on a copy (default: true). Turn it off only where it takes too long"),
  from: schemas.from,
});

const site = z.looseObject({
  id: z.string(),
  diff: z.string().optional().describe('What this one fix changes'),
  choices: z.array(z.looseObject({ id: z.string(), label: z.string(), diff: z.string().optional() })).optional(),
});

const output = z.object({
  preview: z.string().nullable().describe('The id that apply takes; null where nothing would be written'),
  report: schemas.report,
  page: schemas.page,
  sites: z.array(site).describe('The findings of this page, each with its own diff'),
  dirty: z
    .array(z.string())
    .describe('Files to be written that have uncommitted changes: apply refuses them. The first 500'),
  nextSteps: schemas.nextSteps,
});

export function previewTool(served: Served, previews: Previews): Tool<typeof input> {
  const plans = new LastPlans();
  return {
    name: 'preview',
    title: 'Show what would be written',
    description:
      "Plans the change, asks the project's own compiler on a copy of the tree, and shows the diff of each site. Writes nothing. Gives the preview id that apply takes. Answer the asks first (explain, decide): their answers are part of the plan.",
    input,
    output,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    rootOf: ({ root }) => root,
    run: async ({ paths, only, ids, typeCheck = true, from = 0 }, call) => {
      const wanted: Wanted = { paths, only, ids, typeCheck };
      const { root } = call;
      const make = (): Promise<Plan> => planned({ ...wanted, previews: true }, call, served);
      const plan = await plans.pageOf(from, [root, wanted], make);
      const fixes = plan.findings.filter((each) => bucketOf(each) === 'fix').map(({ id }) => id);
      const kept = { root, wanted, digest: digestOf(plan), fixes };
      const preview = plan.files.length === 0 ? null : previews.keep(kept);
      const report = toReport(plan, 'planned');
      const given = { root, ...(paths && { paths }), ...(only && { only }), ...(ids && { ids }) };
      const next = (later: number): Step => nextPage('preview', { ...given, typeCheck, from: later });
      const stories = new Map(plan.findings.map((finding) => [placeOf(finding), finding]));
      const shown = pageOf(report, from, next, (finding) => siteOf(stories.get(placeOf(finding))));
      const dirty = await dirtyFiles(plan, host);
      return {
        preview,
        report: shown.report,
        page: shown.page,
        sites: shown.sites,
        dirty: dirty.slice(0, 500),
        nextSteps: firstSteps(stepsAfter(plan, report, { preview, dirty, call, served })),
      };
    },
  };
}

/** An id may stand for two sites of the same words. */
function placeOf({ id, path, line, column }: Pick<PlannedFinding, 'id' | 'path' | 'line' | 'column'>): string {
  return [id, path, line, column].join(' ');
}

function siteOf(finding: PlannedFinding | undefined): object | null {
  if (finding === undefined) return null;
  const { id, diff, choices } = finding;
  if (diff === undefined && choices === undefined) return null;
  return { id, ...(diff !== undefined && { diff }), ...(choices !== undefined && { choices }) };
}

interface Shown {
  readonly preview: string | null;
  readonly dirty: readonly string[];
  readonly call: Call;
  readonly served: Served;
}

function stepsAfter(plan: Plan, { findings }: Report, { preview, dirty, call, served }: Shown): readonly Step[] {
  const { root } = call;
  const asks = findings.filter(({ kind }) => kind === 'ask');
  const todos = findings.filter(({ kind }) => kind === 'todo');
  const settle = asks.map((ask) =>
    explainStep(ask, root, 'Settle this ask first: its answer is part of what is written'),
  );
  const write: Step = { text: 'A person writes it:', command: ['npx', 'resession', '--write', '--cwd', root] };
  const commit: Step = {
    text: `Commit or stash these files first, or ask the person whether they may be written over: ${dirty.slice(0, 10).map(visibleLine).join(', ')}`,
  };
  const apply: Step = {
    text: 'Write it and install what it needs:',
    tool: 'apply',
    arguments: { root, preview, install: true },
  };
  const writing = served.readOnly ? [write] : [...(dirty.length > 0 ? [commit] : []), apply];
  const nothing: Step = { text: 'Nothing is to be written. Check what there is:', tool: 'verify', arguments: { root } };
  return [
    ...settle,
    ...(preview === null ? [nothing] : writing),
    ...plan.nextSteps,
    ...todos.map((todo) => explainStep(todo, root, 'Afterwards, write this change by hand; see how')),
  ];
}
