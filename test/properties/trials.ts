// How to bring about every model error of the catalogue with a real client, by the id of its row.

import type { Row } from '../../transforms/lib/recogniser/catalogue/catalogue.ts';
import { goneBodies } from '../../transforms/lib/recogniser/catalogue/expired-rows.ts';
import { bodyOf, statusTexts } from '../../transforms/lib/recogniser/catalogue/model-errors.ts';
import type { Act, Answer } from './real-clients.ts';

export interface Trial {
  readonly act: Act;
  readonly answer: Answer;
}

const refuse = (status: number, body: string, type = 'application/json'): Answer => ({
  kind: 'refuse',
  status,
  body,
  type,
});
const silence: Answer = { kind: 'silence' };
const rpc = (code: number, message: string): Answer => ({ kind: 'rpc', code, message });
const noSession = (message: string): Answer => refuse(400, bodyOf(-32000, `Bad Request: ${message}`));

const byId: Readonly<Record<string, Trial>> = {
  ...Object.fromEntries(
    goneBodies.flatMap(([id, , body]): [string, Trial][] => [
      [id, { act: 'request', answer: refuse(404, body) }],
      [`sse-${id}`, { act: 'sse-post', answer: refuse(404, body) }],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(statusTexts).map(([status, text]): [string, Trial] => [
      `http-${status}`,
      { act: 'request', answer: refuse(Number(status), text, 'text/plain') },
    ]),
  ),
  stream: { act: 'stream', answer: refuse(404, '') },
  'gap-400': { act: 'gap', answer: noSession('No valid session ID provided') },
  '400': { act: 'request', answer: noSession('No valid session ID provided') },
  '400-header': { act: 'request', answer: noSession('Mcp-Session-Id header is required') },
  '400-server': { act: 'request', answer: noSession('Server not initialized') },
  'connect-404': { act: 'connect', answer: refuse(404, 'Not Found') },
  'get-404': { act: 'stream', answer: refuse(404, '') },
  'terminate-404': { act: 'terminate', answer: refuse(404, '') },
  timeout: { act: 'request', answer: silence },
  'request-aborted': { act: 'abort', answer: silence },
  closed: { act: 'close', answer: silence },
  params: { act: 'request', answer: rpc(-32602, 'Tool x not found') },
  method: { act: 'request', answer: rpc(-32601, 'Method not found') },
  resource: { act: 'request', answer: rpc(-32002, 'Resource not found') },
  internal: { act: 'request', answer: rpc(-32603, 'Internal error') },
  'inside-200': { act: 'request', answer: rpc(-32001, 'Session not found') },
  'content-type': { act: 'request', answer: { kind: 'page' } },
  unauthorized: { act: 'authorize', answer: refuse(401, '') },
  refused: { act: 'refused', answer: silence },
  'hang-up': { act: 'request', answer: { kind: 'hang-up' } },
  'not-connected': { act: 'not-connected', answer: silence },
  'sse-404': { act: 'sse', answer: refuse(404, '') },
};

/** Undefined for what no server brings about with the newest SDKs: older wordings, and what a consumer throws itself. */
export function trialOf({ id }: Pick<Row, 'id'>): Trial | undefined {
  return byId[id];
}

/** Rows without a trial, so that a new row cannot be forgotten. */
export const untried: readonly string[] = [
  ...goneBodies.map(([id]) => `old-${id}`),
  'old-http-401', 'old-http-429', 'old-http-500', 'wrapped', 'reset', 'aborted', 'own', 'text-thrown', 'nothing-thrown', 'list-thrown',
]; // prettier-ignore
