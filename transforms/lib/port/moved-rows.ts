// What a consumer's error tests met under SDK v1, and what the same mishap looks like under v2: one row for both.

import type { Node } from '@babel/types';
import { catalogue } from '../recogniser/catalogue.ts';
import { closureOf } from '../recogniser/closure.ts';
import { errorClass } from '../recogniser/globals.ts';
import { error, refusedV1, refusedV2 } from '../recogniser/model-errors.ts';
import { mcpError, protocolError, sseError } from '../recogniser/sdk.ts';
import type { ObjectValue, Value } from '../recogniser/value.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';

/** One mishap as both generations tell it. `then` and `now` make a fresh value each time. */
export interface MovedRow {
  readonly id: string;
  readonly words: string;
  then(): Value;
  now(): Value;
}

/** Catalogue rows by id, which is the same in both generations; older wordings and a refused DELETE have no twin. */
function catalogued(): readonly MovedRow[] {
  const now = new Map(catalogue({ generations: new Set(['v2']), sse: false }).map((row) => [row.id, row]));
  return catalogue({ generations: new Set(['v1']), sse: false }).flatMap((row): MovedRow[] => {
    const twin = now.get(row.id);
    if (twin === undefined || row.kind === 'wording' || row.id === 'terminate-404' || row.id === 'sse-404') return [];
    return [{ id: row.id, words: row.words, then: () => row.stock(), now: () => twin.patched() }];
  });
}

const everywhere = catalogued();

/** `SseError.code` is the HTTP status in v2 still. */
const sseRows: readonly MovedRow[] = [401, 403, 404, 405, 429, 500, 502, 503].map((status) =>
  same(`sse-${status}`, `HTTP ${status} of the SSE transport`, () =>
    error(sseError, { message: `SSE error: Non-200 status code (${status})`, code: status }),
  ),
);

function same(id: string, words: string, make: () => ObjectValue): MovedRow {
  return { id, words, then: make, now: make };
}

/** The rows to put to a condition: the catalogue, and a probe for each literal in what it is made of. */
export function movedRows(source: Source, condition: Node, sse: boolean): readonly MovedRow[] {
  const probes = new Map<string, MovedRow>();
  for (const part of closureOf(source, condition)) {
    walk(part, (node) => {
      const probe = probeOf(node);
      if (probe !== undefined) probes.set(probe.id, probe);
      return undefined;
    });
  }
  return [...everywhere, ...(sse ? sseRows : []), ...probes.values()];
}

function probeOf(node: Node): MovedRow | undefined {
  if (node.type === 'StringLiteral' && node.value.length > 2 && node.value.length < 200) {
    const { value } = node;
    return same(`text-${value}`, `an error with the code "${value}"`, () =>
      error(errorClass, { message: value, code: value }),
    );
  }
  if (node.type === 'NumericLiteral' && node.value >= 400 && node.value < 600) {
    const { value } = node;
    return {
      id: `http-${value}`,
      words: `HTTP ${value}`,
      then: () => refusedV1(value, ''),
      now: () => refusedV2(value, ''),
    };
  }
  if (node.type !== 'UnaryExpression' || node.operator !== '-' || node.argument.type !== 'NumericLiteral')
    return undefined;
  const code = -node.argument.value;
  if (code === -32000 || code === -32001) return undefined;
  const message = 'refused by the server';
  return {
    id: `rpc${code}`,
    words: `JSON-RPC error ${code}`,
    then: () => error(mcpError, { message: `MCP error ${code}: ${message}`, code, name: 'McpError' }),
    now: () => error(protocolError, { message, code, name: 'ProtocolError' }),
  };
}
