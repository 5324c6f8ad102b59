// An agent without a mind or a memory: it knows what the server tells it, and does the first thing that it is told.

import { run } from '../e2e/command.ts';
import type { Agent, Content, Step } from './agent.ts';

export interface Walked {
  /** The tools in the order they were called. */
  readonly tools: readonly string[];
  /** What the last one gave. */
  readonly last: Content;
}

const longest = 30;

/** What takes a mind, or a person. */
export interface Minds {
  /** Edits the files of a todo. */
  settle?(explained: Content): void;
  /** Commits what is there. */
  commit?(): void;
}

/**
 * Begins with the first tool that the instructions name, and takes the first next step of every result: a tool is called, a
 * command is run, what is to be committed is committed. Ends where a result names none of these.
 */
export async function follow(agent: Agent, folder: string, minds: Minds = {}): Promise<Walked> {
  const first = /^1\. (\w+):/m.exec(agent.instructions)?.[1] ?? '';
  const tools: string[] = [];
  let step: Step | undefined = { text: '', tool: first };
  let last: Content = null;
  while (step !== undefined) {
    if (tools.length > longest) throw new Error(`there is no end to it: ${tools.join(' ')}`);
    const commits = step.text.startsWith('Commit or stash');
    if (step.command !== undefined || commits) {
      tools.push(commits ? 'commit' : String(step.command?.join(' ')));
      if (commits) minds.commit?.();
      const { code, stderr } = await run(step.command ?? ['true'], folder);
      if (code !== 0) throw new Error(`${String(tools.at(-1))}: ${stderr}`);
      const steps: readonly Step[] = last.nextSteps;
      step = steps[steps.indexOf(step) + 1];
      continue;
    }
    if (step.tool === undefined) break;
    const { isError, content, text } = await agent.call(step.tool, step.arguments);
    if (isError) throw new Error(`${step.tool}: ${text}`);
    tools.push(step.tool);
    if (step.tool === 'explain' && content.advice[0]?.kind === 'todo') minds.settle?.(content);
    last = content;
    step = content.nextSteps[0];
  }
  return { tools, last };
}
