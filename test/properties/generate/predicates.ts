// Functions that answer for an error, `check`, in the bodies that consumers give them.

import { condition } from './conditions.ts';
import type { Writer } from './writer.ts';

/** Source text of `check`; `single` where its answer is that of one condition. */
export interface Check {
  readonly text: string;
  readonly single: boolean;
}

/** The smaller conditions that a body is made of. */
type Small = () => string;

export function predicate(w: Writer, s: string, depth: number): Check {
  const [any, answer] = [w.any(s), w.type('boolean')];
  const head = `function check(${any})${answer} {`;
  const whole = (): string => condition(w, s, depth);
  const small: Small = () => `(${condition(w, s, depth - 1)})`;
  const form = w.pick('arrow', 'arrow', 'function', 'class', 'early', 'later', 'switch', 'status', 'destructured', 'let', 'guarded', 'loop', 'ternary'); // prettier-ignore
  switch (form) {
    case 'arrow':
      return { text: `const check = (${any})${answer} => !!(${whole()})`, single: true };
    case 'function':
      return { text: `${head}\n  return Boolean(${whole()});\n}`, single: true };
    case 'class':
      w.declare(
        `class Checker { #seen${w.type('unknown[]')} = []; static of() { return new Checker(); } test(${any})${answer} { this.#seen.push(${s}); return this.#all(${s}); } #all = (${any})${answer} => !!(${whole()}); }`,
      );
      return { text: `const check = (${any})${answer} => Checker.of().test(${s})`, single: true };
    case 'ternary':
      return {
        text: `const check = (${any})${answer} => (${small()} ? ${small()} : ${small()}) ? true : false`,
        single: true,
      };
    default:
      return { text: `${head}\n${bodies[form](w, s, small)}\n}`, single: false };
  }
}

const bodies = { early, later, switch: switchTrue, status: switchStatus, destructured, let: mutable, guarded, loop };

function early(_: Writer, __: string, small: Small): string {
  return `  if (${small()}) return true;
  if (!${small()}) return false;
  return !!${small()};`;
}

function later(w: Writer, _: string, small: Small): string {
  const answer = w.pick(
    w.join('&&', '!!first', '!!second'),
    w.join('||', '!!first', '!!second'),
    w.join('&&', '!first', '!!second'),
    '!!(first ? second : !second)',
  );
  return `  const first = ${small()};
  const second = ${small()};
  return ${answer};`;
}

function switchTrue(_: Writer, __: string, small: Small): string {
  return `  switch (true) {
    case !!${small()}: return true;
    case Boolean(${small()}):
      return false;
    default: return !!${small()};
  }`;
}

function switchStatus(_: Writer, s: string, small: Small): string {
  return `  switch (${s}?.code) {
    case 404:
    case 410: return true;
    case -32001: return !!${small()};
    case 'REQUEST_TIMEOUT': break;
    default: if (${small()}) return true;
  }
  return ${s}?.code === 401;`;
}

function destructured(w: Writer, s: string, small: Small): string {
  const own = w.pick(
    'status === 404',
    "text.includes('session')",
    w.join('&&', "'name' in rest", 'code === 404'),
    w.join('||', "text.includes('404')", 'code === 401'),
  );
  return `  const { code, message = '', data: { status = code } = {}, ...rest } = Object(${s});
  const text = String(message).toLowerCase();
  return ${w.join('||', `(${own})`, `!!${small()}`)};`;
}

function mutable(w: Writer, _: string, small: Small): string {
  return `  let gone${w.type('boolean')} = false;
  if (${small()}) gone = true;
  else if (${small()}) { gone = !gone; }
  gone ||= !!${small()};
  return gone;`;
}

function guarded(_: Writer, s: string, small: Small): string {
  return `  try {
    if (${s}.code === undefined) throw new TypeError('none');
    return !!${small()};
  } catch (inner) {
    return inner instanceof TypeError && !!${small()};
  } finally { void 0; }`;
}

function loop(_: Writer, __: string, small: Small): string {
  return `  for (const ask of [() => ${small()}, () => ${small()}]) {
    if (!ask()) continue;
    return true;
  }
  return !!${small()};`;
}
