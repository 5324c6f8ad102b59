// Whose errors a file tests: those of an MCP client of one generation, of something else, or not to be told.

import type { Node } from '@babel/types';
import type { Context, Generation } from '../codemod.ts';
import { frameOf } from '../recogniser/condition.ts';
import { inspectionOf } from '../recogniser/inspection.ts';
import { originOf } from '../recogniser/provenance.ts';
import type { Place } from '../recogniser/world.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';

export interface ErrorSource {
  /** The old SSE transport feeds the same errors. */
  readonly sse: boolean;
  /** Whose error stands at a place, as seen from a condition. */
  of(place: Place, condition: Node): 'ours' | 'open' | 'foreign';
}

/** Undefined where the file has nothing to do with a client of that generation, or with one of the other as well. */
export function errorSource(source: Source, context: Context, generation: Generation): ErrorSource | undefined {
  const inspection = inspectionOf(source, context);
  if (inspection === undefined || inspection.generations.size !== 1) return undefined;
  if (!inspection.generations.has(generation)) return undefined;
  return {
    sse: inspection.sse,
    of(place, condition) {
      const origin = originOf(source, place, condition);
      if (origin.request || origin.connect || origin.terminate) return 'ours';
      if (origin.foreign) return 'foreign';
      const handler = frameOf(place.root, scopesOf(source));
      return handler !== undefined && namesErrorClass(source, handler) ? 'ours' : 'open';
    },
  };
}

function namesErrorClass(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression')
      found ||= /Error$|ErrorCode$/.test(sdkImports(source).resolve(inner)?.name ?? '');
    return !found;
  });
  return found;
}
