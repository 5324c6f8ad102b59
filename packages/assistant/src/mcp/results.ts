// Results as the protocol carries them: structured content, and the same as text without a terminal code.

import type { CallToolResult } from '@modelcontextprotocol/server';
import { visible, visibleLine } from '../visible.ts';
import { bounded, plainJson } from './bounded.ts';
import type { Step } from './steps.ts';

/** What a tool gives. */
export function success(content: object): CallToolResult {
  // As a client reads it: what is undefined is not there.
  const plain = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
  return { content: [{ type: 'text', text: plainJson(plain) }], structuredContent: plain };
}

/** A refusal that names what the agent does next. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly where: string;
  readonly nextSteps: readonly Step[];

  constructor(what: string, where: string, nextSteps: readonly Step[]) {
    super(what);
    this.where = where;
    this.nextSteps = nextSteps;
  }
}

/** What went wrong, where, and what to do. */
export function failure(error: unknown): CallToolResult {
  return { content: [{ type: 'text', text: plainJson(bounded(toldBy(error)).value) }], isError: true };
}

interface Told {
  readonly error: string;
  readonly where: string;
  readonly nextSteps: readonly Step[];
}

function toldBy(error: unknown): Told {
  if (error instanceof Refusal)
    return { error: visible(error.message), where: visibleLine(error.where), nextSteps: error.nextSteps };
  if (isTold(error))
    return { error: visible(error.what), where: visibleLine(error.where), nextSteps: [{ text: visible(error.next) }] };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const next = 'Nothing more was done. Try once more; if it stays, report it: npm bugs resession';
  const text = `unexpected error, a defect of the tool: ${what.split('\n')[0] ?? ''}`;
  return { error: visible(text), where: '', nextSteps: [{ text: next }] };
}

/** `ResessionError`, whichever copy of its class threw it. */
function isTold(error: unknown): error is { what: string; where: string; next: string } {
  if (!(error instanceof Error)) return false;
  return ['what', 'where', 'next'].every((key) => key in error && typeof Reflect.get(error, key) === 'string');
}
