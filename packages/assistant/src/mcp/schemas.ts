// What goes in and out of the tools. Objects of the report are open: docs/reference/report.schema.json is what closes them.

import { needlesById } from '@resession/transforms/needles';
import * as z from 'zod';

const line = z.number().int().min(1);
const count = z.number().int().min(0);

const change = z.looseObject({ path: z.string(), diff: z.string() });

const finding = z.looseObject({
  id: z.string(),
  codemod: z.string(),
  kind: z
    .enum(['fix', 'ask', 'todo', 'skip'])
    .describe(
      'fix: certain; ask: one of its choices is to be picked; todo: code is to be written; skip: leave it alone',
    ),
  path: z.string(),
  line,
  column: line,
  endLine: line,
  endColumn: line,
  messageId: z.string(),
  message: z.string(),
  reason: z.string(),
});

export const verdict = z.looseObject({
  check: z.string(),
  outcome: z.enum(['passed', 'failed', 'skipped', 'pending']),
  why: z.string(),
});

export const report = z
  .looseObject({
    schema: z.literal(1),
    tool: z.looseObject({ name: z.literal('resession'), version: z.string() }),
    root: z.string(),
    status: z.enum(['clean', 'work-left', 'failed']),
    project: z.looseObject({
      packageManager: z.enum(['npm', 'pnpm', 'yarn', 'bun']).nullable(),
      packages: z.array(z.looseObject({ path: z.string(), name: z.string().nullable() })),
      files: z.looseObject({ scanned: count, candidates: count }),
    }),
    findings: z.array(finding),
    rewrites: z.array(change),
    manifests: z.array(change),
    verdicts: z.array(verdict),
    totals: z.looseObject({ fix: count, ask: count, todo: count, skip: count, written: count }),
  })
  .describe(
    'The report of `resession --format json`: totals and verdicts are of all of it, the lists as far as page says',
  );

export const step = z.object({
  text: z.string(),
  tool: z.enum(['scan', 'explain', 'preview', 'apply', 'verify', 'decide']).optional(),
  arguments: z.record(z.string(), z.unknown()).optional(),
  command: z.array(z.string()).optional().describe('For a shell, as argv'),
  in: z.string().optional().describe('The folder for the command, relative to the root'),
});

export const nextSteps = z
  .array(step)
  .describe('What to do next, in this order: call the tool with these arguments, or run the command');

export const page = z.object({
  from: count,
  shown: count,
  of: count.describe('Entries in all: findings, rewrites, manifests, packages'),
  cut: count.describe('Texts that end in [cut here: ...]'),
  next: step.optional().describe('The call for the next page; absent on the last one'),
});

/** What tools take in common. */
export const root = z
  .string()
  .min(1)
  .max(4096)
  .optional()
  .describe(
    'The folder to work in: absolute, or relative to the only root. Needed only where the client has several roots',
  );

export const paths = z
  .array(z.string().min(1).max(4096))
  .max(1000)
  .optional()
  .describe('Files and folders to look at, relative to the root. Leave it out to look at everything, which is safest');

/** A name that is none would else find nothing, as if there were nothing. */
const codemod = z.enum([...needlesById.keys()]);

export const only = z
  .array(codemod)
  .min(1)
  .max(100)
  .optional()
  .describe('Run these codemods and no others. Leave it out unless the person asks for it');

export const from = count.optional().describe('Which entry a page starts at; page.next names the next');

export const ids = z.array(z.string().min(1).max(200)).min(1).max(10_000).optional();
