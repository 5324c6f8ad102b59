// Progress of a call, where the client asks for it. It only ever grows; the engine goes through some stages twice.

import type { ServerContext } from '@modelcontextprotocol/server';
import type { Progress } from '@resession/engine';
import type { Call } from './served.ts';

/** Milliseconds between two notifications of one stage. */
const pause = 200;

/** Milliseconds after which a stage that waits for another program is told of again: clients give up on silence. */
const patience = 5000;

/** Tells the client of the engine's stages, until it is stopped. */
export function teller({ mcpReq }: ServerContext): { readonly tell: Call['tell']; stop(): void } {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return { tell: ignored, stop: ignored };
  let progress = 0;
  let last = -Infinity;
  let stage: Progress['stage'] | null = null;
  let message = 'waiting';
  const send = (): void => {
    last = Date.now();
    progress += 1;
    // Who hung up is told nothing any more.
    mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(ignored);
  };
  const timer = setInterval(() => {
    if (Date.now() - last >= patience) send();
  }, patience).unref();
  return {
    tell: (now) => {
      if (now.stage === stage && Date.now() - last < pause) return;
      stage = now.stage;
      message = now.total === null ? stage : `${stage} ${String(now.done)}/${String(now.total)}`;
      send();
    },
    stop: () => clearInterval(timer),
  };
}

const ignored = (): void => undefined;
