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

/**
 * Begins with the first tool that the instructions name, and takes the first next step of every result: a tool is called, a
 * command is run. Ends where a result names neither. `settle` edits the files of a todo, which takes a mind.
 */
export async function follow(agent: Agent, folder: string, settle?: (explained: Content) => void): Promise<Walked> {
  const first = /^1\. (\w+):/m.exec(agent.instructions)?.[1] ?? '';
  const tools: string[] = [];
  let step: Step | undefined = { text: '', tool: first };
  let last: Content = null;
  while (step !== undefined) {
    if (tools.length > longest) throw new Error(`there is no end to it: ${tools.join(' ')}`);
    if (step.command !== undefined) {
      tools.push(step.command.join(' '));
      const { code, stderr } = await run(step.command, folder);
      if (code !== 0) throw new Error(`${step.command.join(' ')}: ${stderr}`);
      const steps: readonly Step[] = last.nextSteps;
      step = steps[steps.indexOf(step) + 1];
      continue;
    }
    if (step.tool === undefined) break;
    const { isError, content, text } = await agent.call(step.tool, step.arguments);
    if (isError) throw new Error(`${step.tool}: ${text}`);
    tools.push(step.tool);
    if (step.tool === 'explain' && content.advice[0]?.kind === 'todo') settle?.(content);
    last = content;
    step = content.nextSteps[0];
  }
  return { tools, last };
}
