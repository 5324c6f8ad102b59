// What an agent does next, as data: a tool of this server with its arguments, or a command for its shell.

import type { NextStep } from '@resession/engine';

export type ToolName = 'scan' | 'explain' | 'preview' | 'apply' | 'verify' | 'decide';

export interface Step extends NextStep {
  readonly tool?: ToolName;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

const most = 20;

/** The first of them; a last one says how many there are beyond. */
export function firstSteps(steps: readonly Step[]): readonly Step[] {
  if (steps.length <= most) return steps;
  return [...steps.slice(0, most), { text: `${String(steps.length - most)} more steps are left out here.` }];
}
