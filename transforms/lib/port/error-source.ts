// Whose errors a file tests: those of an MCP client of one generation, of something else, or not to be told.

import type { Node } from '@babel/types';
import type { Context, Generation } from '../codemod.ts';
import { frameOf } from '../recogniser/condition.ts';
import { inspectionOf } from '../recogniser/inspection.ts';
import { originOf } from '../recogniser/provenance.ts';
import type { Place, Resolver } from '../recogniser/world.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';
import { nameOf, walk } from '../tree.ts';

/** `ours`: an MCP client's. `mixed`: that and another client's. `open`: nobody can say. `foreign`: none of the SDK. */
export type Whose = 'ours' | 'mixed' | 'open' | 'foreign';

export interface ErrorSource {
  /** The old SSE transport feeds the same errors, or nobody can say that it does not. */
  readonly sse: boolean;
  readonly resolver: Resolver | undefined;
  /** Whose error stands at a place, as seen from a condition. */
  of(place: Place, condition: Node): Whose;
}

/** Undefined where the file has nothing to do with a client of that generation, or with one of the other as well. */
export function errorSource(source: Source, context: Context, generation: Generation): ErrorSource | undefined {
  const inspection = inspectionOf(source, context);
  if (inspection === undefined || inspection.generations.size !== 1) return undefined;
  if (!inspection.generations.has(generation)) return undefined;
  const streamable = sdkImports(source).all.some(({ name }) => name === 'StreamableHTTPClientTransport');
  return {
    sse: inspection.sse || (inspection.built === undefined && !streamable),
    resolver: inspection.resolver,
    of: (place, condition) => whoseError(source, place, condition),
  };
}

function whoseError(source: Source, place: Place, condition: Node): Whose {
  const origin = originOf(source, place, condition);
  const handler = frameOf(place.root, scopesOf(source));
  const classed = handler !== undefined && namesErrorClass(source, handler);
  const told = origin.request || origin.connect || origin.nestedConnect || origin.terminate;
  // `request` and `send` are names that wallets and HTTP clients have as well.
  const vague = told && origin.words.length > 0 && origin.words.every((words) => words.endsWith('of a client or transport'));
  const ours = told && (!vague || classed || speaksOfMcp(source, handler));
  if (ours) return origin.foreign ? 'mixed' : 'ours';
  if (origin.foreign) return classed ? 'mixed' : 'foreign';
  return classed ? 'ours' : 'open';
}

/** True where an error class or error code of the SDK is named. */
function namesErrorClass(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression')
      found ||= /Error$|ErrorCode$/.test(sdkImports(source).resolve(inner)?.name ?? '');
    return !found;
  });
  return found;
}

/** The `try` beside a handler, or the function around it, calls `request` or `send` on what is called a client. */
function speaksOfMcp(source: Source, handler: Node | undefined): boolean {
  const around = handler && (scopesOf(source).parentOf(handler)?.node ?? handler);
  let found = false;
  if (around === undefined) return false;
  walk(around, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return !found;
    const { callee } = node;
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return !found;
    if (!/^(request|send|notification)$/.test(nameOf(callee.property) ?? '')) return !found;
    const receiver = callee.object.type === 'Identifier' ? callee.object.name : nameOf('property' in callee.object ? callee.object.property : callee.object);
    found ||= /client|mcp|transport|protocol|server|session/i.test(receiver ?? '');
    return !found;
  });
  return found;
}
