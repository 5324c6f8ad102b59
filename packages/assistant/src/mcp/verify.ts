// `verify`: the migration judged as it stands in the tree. A second scan, the project's compiler, what is installed, and the
// command that the person started the server with.

import { glance, judgeTree, toReport, type Report, type Verdict } from '@resession/engine';
import * as z from 'zod';
import { needlesById } from '@resession/transforms/needles';
import { visible } from '../visible.ts';
import { bounded } from './bounded.ts';
import { pageOf } from './pages.ts';
import { optionsOf, planned } from './planned.ts';
import * as schemas from './schemas.ts';
import { explainStep, nextPage } from './scan.ts';
import { type Call, host, type Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const input = z.strictObject({ root: schemas.root });

const output = z.object({
  passed: z.boolean().describe('No check failed; what was skipped was not checked'),
  done: z.boolean().describe('Passed, and no ask and no todo is left'),
  verdicts: z.array(schemas.verdict).describe('What was checked. skipped is never a pass'),
  output: z.string().nullable().describe('The end of what the --verify command printed'),
  report: schemas.report,
  page: schemas.page,
  nextSteps: schemas.nextSteps,
});

export function verifyTool(served: Served): Tool<typeof input> {
  const command = served.verify === null ? '' : ', and the command that the person named when the server was started';
  return {
    name: 'verify',
    title: 'Check the migration',
    description: `Judges the tree as it stands: a second scan finds nothing left to write, the transport is installed, the project's own compiler says nothing that it did not say of the last commit${command}. Run it after apply and after every edit of your own. Writes nothing.`,
    input,
    output,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    rootOf: ({ root }) => root,
    run: async (_args, call) => {
      const report = toReport(await planned({}, call, served), 'planned');
      const needles = [...needlesById.values()].flat();
      const seen = await glance(optionsOf({}, call, served), host, needles);
      const { verdicts: judged, output: printed } = await judgeTree(seen, served.verify, host, call.signal);
      const verdicts = [settled(report), ...judged];
      const passed = verdicts.every(({ outcome }) => outcome !== 'failed');
      const next = (from: number): Step => nextPage('scan', { root: call.root, from });
      const { page, report: shown } = pageOf(report, 0, next);
      return {
        passed,
        done: passed && report.status === 'clean',
        verdicts: bounded(verdicts).value,
        output: printed === null ? null : visible(printed.slice(-4000)),
        report: shown,
        page,
        nextSteps: firstSteps(stepsAfter(report, verdicts, call)),
      };
    },
  };
}

function settled({ totals, rewrites, manifests }: Report): Verdict {
  const left = new Set([...rewrites, ...manifests].map(({ path }) => path));
  if (left.size === 0)
    return { check: 'settled', outcome: 'passed', why: 'A second scan finds nothing left to write.' };
  const why = `A second scan would still write ${String(left.size)} file(s), for ${String(totals.fix)} fix(es).`;
  return { check: 'settled', outcome: 'failed', why };
}

function stepsAfter(report: Report, verdicts: readonly Verdict[], { root }: Call): readonly Step[] {
  const failed = (check: Verdict['check']): boolean =>
    verdicts.some((verdict) => verdict.check === check && verdict.outcome === 'failed');
  const left = report.findings.filter(({ kind }) => kind === 'ask' || kind === 'todo');
  const install = 'Install the packages as the project does (for instance npm install), then verify again:';
  const mend = 'Mend what the compiler names, or take the run back, then verify again:';
  const broken = 'Read the end of its output, mend what it names, then verify again:';
  const verify = { tool: 'verify', arguments: { root } } as const;
  const commit =
    'Run the tests of the project, then commit the sources, package.json, the lockfile, vendor/ and .resession/ together, as far as they are there. The migration is done.';
  const steps: readonly Step[] = [
    ...(failed('settled') ? [{ text: 'Write what is left:', tool: 'preview' as const, arguments: { root } }] : []),
    ...(failed('resolves') ? [{ text: install, ...verify }] : []),
    ...(failed('types') ? [{ text: mend, ...verify }] : []),
    ...(failed('command') ? [{ text: broken, ...verify }] : []),
    ...left.map((one) => explainStep(one, root, `Settle this ${one.kind}`)),
  ];
  return steps.length === 0 ? [{ text: commit }] : steps;
}
