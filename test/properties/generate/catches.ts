// Calls of a client that ask about what it throws where they catch it: `check(client, again)`.

import { condition } from './conditions.ts';
import type { Check } from './predicates.ts';
import type { Writer } from './writer.ts';

export function catching(w: Writer, s: string, depth: number): Check {
  const head = `function check(${w.any('client')}, ${w.any('again')})`;
  const form = w.pick('async', 'guard', 'promise', 'rejected');
  // An unannotated variable of a catch is cast where it is used.
  const annotated = !w.style.typed || w.chance(60);
  const inBlock = form === 'async' || form === 'guard';
  const test = condition(w, inBlock && !annotated ? `(${s} as any)` : s, depth);
  const caught = annotated ? w.any(s) : s;
  return {
    text: `${inBlock ? 'async ' : ''}${head} {\n${bodyOf(form, { s, test, caught, any: w.any(s) })}\n}`,
    single: true,
  };
}

interface Parts {
  readonly s: string;
  readonly test: string;
  /** The variable of a catch clause. */
  readonly caught: string;
  /** The parameter of a callback. */
  readonly any: string;
}

function bodyOf(form: 'async' | 'guard' | 'promise' | 'rejected', { s, test, caught, any }: Parts): string {
  switch (form) {
    case 'async':
      return `  try {
    return await client.callTool({ name: 'x' });
  } catch (${caught}) {
    if (${test}) {
      return again();
    }
    throw ${s};
  }`;
    case 'guard':
      return `  try {
    return await client.callTool({ name: 'x' });
  } catch (${caught}) {
    if (!(${test})) throw ${s};
    return again();
  }`;
    case 'promise':
      return `  return client.callTool({ name: 'x' }).catch((${any}) => {
    if (${test}) return again();
    throw ${s};
  });`;
    default:
      return `  return client.listTools().then((found) => found, (${any}) => (${test}) ? again() : Promise.reject(${s}));`;
  }
}
