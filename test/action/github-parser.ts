// GitHub's own parser of actions and workflows. It imports JSON as only bundlers let it, so it is bundled before it is loaded.

import { createRequire } from 'node:module';
import path from 'node:path';
import type * as parser from '@actions/workflow-parser';
import type * as actions from '@actions/workflow-parser/actions/action-parser';
import { buildSync } from 'esbuild';
import { folderOf } from '../cli/sample.ts';

type Parser = typeof parser & typeof actions;

let loaded: Parser | undefined;

function load(): Parser {
  if (loaded !== undefined) return loaded;
  const outfile = path.join(folderOf({}), 'parser.cjs');
  const contents = ['@actions/workflow-parser', '@actions/workflow-parser/actions/action-parser']
    .map((name) => `export * from '${name}';`)
    .join('\n');
  const stdin = { contents, resolveDir: import.meta.dirname };
  buildSync({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs' });
  loaded = createRequire(import.meta.url)(outfile) as Parser;
  return loaded;
}

/** What is wrong with an action.yml. */
export function problemsOfAction(content: string): readonly string[] {
  const { parseAction, NoOperationTraceWriter } = load();
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** What is wrong with a workflow. */
export async function problemsOfWorkflow(content: string): Promise<readonly string[]> {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = load();
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  return [...errors, ...(template?.errors ?? []).map((each) => each.Message)];
}
