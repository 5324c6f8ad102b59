// Requests that were refused for another reason, the 400 about the session among them: no rewrite may touch these.

import type { Generation } from '../../codemod.ts';
import { bodyOf, noSessionId, refused, refusedOld, statusTexts } from './model-errors.ts';
import { row, type Row } from './rows.ts';

const statuses = [401, 403, 405, 406, 410, 415, 429, 500, 502, 503];

/** 400s that speak of the session: id, words, body. */
const unsaid = [
  ['400', 'HTTP 400, no valid session id', noSessionId],
  [
    '400-header',
    'HTTP 400, session id header required',
    bodyOf(-32000, 'Bad Request: Mcp-Session-Id header is required'),
  ],
  ['400-server', 'HTTP 400, server not initialized', bodyOf(-32000, 'Bad Request: Server not initialized')],
] as const;

export function statusRows(generation: Generation): readonly Row[] {
  const plain = statuses.map((status) =>
    row(generation, {
      id: `http-${status}`,
      words: `HTTP ${status}`,
      kind: 'other',
      quick: status === 500 || status === 401,
      stock: () => refused(generation, status, statusTexts[status] ?? ''),
    }),
  );
  const older = [401, 429, 500].map((status) =>
    row(generation, {
      id: `old-http-${status}`,
      words: `HTTP ${status}, as older releases put it`,
      kind: 'other',
      stock: () => refusedOld(status, statusTexts[status] ?? ''),
    }),
  );
  const aboutSessions = unsaid.map(([id, words, body]) =>
    row(generation, { id, words, kind: 'unsaid', quick: id === '400', stock: () => refused(generation, 400, body) }),
  );
  return [...plain, ...older, ...aboutSessions];
}
