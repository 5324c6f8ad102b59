// `explain`: why a place is judged as it is, its choices, and how what is left there is settled. The JSON of
// `migrate explain --format json`.

import { explain as explained, type PlannedFinding } from '@resession/engine';
import * as z from 'zod';
import { bounded, limits } from './bounded.ts';
import { adviceOf, guideAddress } from './guides.ts';
import { optionsOf } from './planned.ts';
import * as schemas from './schemas.ts';
import { nextPage } from './scan.ts';
import { type Call, host, type Served } from './served.ts';
import { firstSteps, type Step } from './steps.ts';
import type { Tool } from './tool.ts';

const input = z.strictObject({
  root: schemas.root,
  file: z.string().min(1).max(4096).describe('Relative to the root'),
  line: z.number().int().min(1).optional().describe('From 1; without it, everything found in the file'),
  from: z.number().int().min(0).optional().describe('Which finding a page starts at; page.next names the next'),
});

const story = z.looseObject({
  schema: z.literal(1),
  path: z.string(),
  line: z.number().nullable(),
  code: z.array(z.looseObject({ line: z.number(), text: z.string() })),
  findings: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.enum(['fix', 'ask', 'todo', 'skip']),
      path: z.string(),
      line: z.number(),
      messageId: z.string(),
      message: z.string(),
      reason: z.string(),
      explanation: z.looseObject({}).optional(),
      choices: z.array(z.looseObject({ id: z.string(), label: z.string() })).optional(),
    }),
  ),
  notes: z.array(z.looseObject({ text: z.string() })),
  silence: z.looseObject({ kind: z.string(), text: z.string() }).nullable(),
  passedOver: z.string().nullable(),
});

const output = z.object({
  explained: story,
  advice: z
    .array(z.object({ kind: z.enum(['ask', 'todo']), messageId: z.string(), do: z.string() }))
    .describe('How findings of these message ids are settled'),
  guides: z.array(z.string()).describe('Resources with more about the codemods at work here'),
  page: schemas.page,
  nextSteps: schemas.nextSteps,
});

export function explainTool(served: Served): Tool<typeof input> {
  return {
    name: 'explain',
    title: 'Explain a place',
    description:
      'Why a place is judged as it is: where the error comes from, what the condition means for every kind of error, the choices of an ask, and how an ask or a todo is settled. Call it for each ask and todo before you settle it, and wherever a verdict surprises you.',
    input,
    output,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    rootOf: ({ root }) => root,
    run: async ({ file, line, from = 0 }, call) => {
      const { codemods } = await import('./deep.ts');
      const options = optionsOf({}, call, served);
      const whole = await explained(options, host, codemods, file, line ?? null);
      const { shown, cut } = fitting(whole.findings, from);
      const end = from + shown.length;
      const again = { root: call.root, file, ...(line !== undefined && { line }), from: end };
      const page = {
        from,
        shown: shown.length,
        of: whole.findings.length,
        cut,
        ...(end < whole.findings.length && { next: nextPage('explain', again) }),
      };
      const rest = bounded({ ...whole, findings: [] });
      const named = new Set(shown.map(({ kind, messageId }) => `${kind} ${messageId}`));
      return {
        explained: { schema: 1, ...rest.value, findings: [...shown] },
        advice: adviceOf(served.guides).filter(({ kind, messageId }) => named.has(`${kind} ${messageId}`)),
        guides: guidesFor(shown, served),
        page,
        nextSteps: [...firstSteps(shown.flatMap((found) => stepsFor(found, call, served)))],
      };
    },
  };
}

/** As many findings as a result holds. */
function fitting(
  findings: readonly PlannedFinding[],
  from: number,
): { readonly shown: readonly PlannedFinding[]; readonly cut: number } {
  const shown: PlannedFinding[] = [];
  let [room, cut] = [limits.page, 0];
  for (const finding of findings.slice(from)) {
    const one = bounded(finding);
    room -= JSON.stringify(one.value).length;
    if (room < 0 && shown.length > 0) break;
    shown.push(one.value);
    cut += one.cut;
  }
  return { shown, cut };
}

function guidesFor(shown: readonly PlannedFinding[], { guides }: Served): string[] {
  const wanted = new Set(shown.map(({ codemod }) => `reference/codemods/${codemod}.md`));
  return guides.flatMap(({ path }) => (wanted.has(path) ? [guideAddress(path)] : []));
}

/** How this very finding is settled. */
function stepsFor({ id, kind, choices = [] }: PlannedFinding, { root }: Call, { readOnly }: Served): readonly Step[] {
  if (kind === 'fix') return [{ text: 'See what would be written:', tool: 'preview', arguments: { root } }];
  if (kind === 'skip') return [];
  const decide = (decision: object): object & Step['arguments'] => ({ root, decisions: [{ id, ...decision }] });
  const reasoned = decide({ answer: 'leave', why: 'the reason that the person gives' });
  const leave: Step = {
    text: 'Only where the person says so, leave it as it is:',
    tool: 'decide',
    arguments: reasoned,
  };
  if (kind === 'todo') {
    const edit = 'Edit the file as the advice says, then look again; settled, the todo is gone:';
    return [{ text: edit, tool: 'scan', arguments: { root } }, ...(readOnly ? [] : [leave])];
  }
  if (readOnly) return [{ text: 'This server writes nothing: tell the person the choices.' }];
  const choose = choices.map(({ id: choice, label }): Step => ({
    text: `Where the advice, the code or the person speaks for it, take "${label}":`,
    tool: 'decide',
    arguments: decide({ answer: 'choose', choice }),
  }));
  return [...choose, leave];
}
