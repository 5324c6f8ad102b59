// Talks to a running consumer, one line in and one line out, and forgets its session in between.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { freshEnvironment } from './command.ts';
import type { Consumer } from './consumer.ts';
import { type ExpiryAnswer, expiryAnswers } from './servers/answers.ts';
import { startForgetfulServer } from './servers/forgetful-server.ts';

/** What the consumer printed for one call. */
export interface Reply {
  readonly ok: boolean;
  readonly text?: string;
  readonly error?: string;
}

/** What became of the calls after the server had forgotten the session. `shaky`: some failed, some did not. */
export type Outcome = 'recovered' | 'wedged' | 'shaky';

export interface Observation {
  readonly outcome: Outcome;
  readonly replies: readonly Reply[];
  readonly sessionsOpened: number;
}

const callsAfterwards = 3;

/**
 * Starts a server that answers forgotten sessions with `answer`, lets the consumer make one call, forgets its session
 * and watches the next calls. With `idle` (milliseconds) the consumer's open stream has time to notice first.
 */
export async function observe(consumer: Consumer, answer: ExpiryAnswer, idle = 0): Promise<Observation> {
  const server = await startForgetfulServer(answer);
  const app = spawn(process.execPath, [consumer.entry, server.url], { cwd: consumer.folder, env: freshEnvironment() });
  try {
    const call = lineByLine(app);
    const first = await call('first');
    if (!first.ok) throw new Error(`the healthy call of ${consumer.name} failed: ${first.error}`);
    await server.forgetSessions();
    await new Promise((resolve) => setTimeout(resolve, idle));
    const replies: Reply[] = [];
    for (let nth = 1; nth <= callsAfterwards; nth += 1) replies.push(await call(`call ${nth}`));
    return { outcome: judge(replies), replies, sessionsOpened: server.sessionsOpened() };
  } finally {
    await end(app);
    await server.close();
  }
}

function judge(replies: readonly Reply[]): Outcome {
  const answered = replies.filter((reply, index) => reply.ok && reply.text === `call ${index + 1}`).length;
  return answered === replies.length ? 'recovered' : answered === 0 ? 'wedged' : 'shaky';
}

function lineByLine(app: ChildProcessWithoutNullStreams): (text: string) => Promise<Reply> {
  const replies = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
  let complaints = '';
  app.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  return async (text) => {
    app.stdin.write(`${text}\n`);
    const line = await replies.next();
    if (line.done === true) throw new Error(`the consumer ended early\n${complaints}`);
    return toReply(JSON.parse(line.value));
  };
}

function toReply(value: unknown): Reply {
  if (value instanceof Object && 'ok' in value && typeof value.ok === 'boolean') {
    const text = 'text' in value && typeof value.text === 'string' ? { text: value.text } : {};
    const error = 'error' in value && typeof value.error === 'string' ? { error: value.error } : {};
    return { ok: value.ok, ...text, ...error };
  }
  throw new Error(`not a reply: ${JSON.stringify(value)}`);
}

/** End of input ends a consumer; one that hangs is killed, by its own id. */
async function end(app: ChildProcessWithoutNullStreams): Promise<void> {
  if (app.exitCode !== null) return;
  const ended = new Promise((resolve) => app.once('exit', resolve));
  app.stdin.end();
  const deadline = setTimeout(() => app.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(deadline);
}

/** Against every server at once; the outcomes by the name of the server's answer. */
export async function observeAll(consumer: Consumer): Promise<Readonly<Record<string, Observation>>> {
  const seen = expiryAnswers.map(async (answer) => [answer.name, await observe(consumer, answer)] as const);
  return Object.fromEntries(await Promise.all(seen));
}
