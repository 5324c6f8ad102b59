// Random conditions: tests on the error combined in every way, inline or behind a helper of the file.

import { causeTest, classTest, numberTest, shapeTest, tableTest } from './atoms.ts';
import { bodyTest, textTest } from './texts.ts';
import type { Writer } from './writer.ts';

/** A test that is not taken apart further. */
export function atom(w: Writer, subject: string): string {
  const make = w.pick(
    guess,
    guess,
    guess,
    numberTest,
    textTest,
    textTest,
    classTest,
    shapeTest,
    bodyTest,
    causeTest,
    tableTest,
    helperCall,
  );
  return make(w, w.itself(subject));
}

/** What consumers ask most. */
function guess(w: Writer, s: string): string {
  const { generation } = w.style;
  const [type, status] = generation === 'v1' ? ['StreamableHTTPError', 'code'] : ['SdkHttpError', 'status'];
  return w.pick(
    `${s}?.${status} === 404`,
    w.join('&&', `${s} instanceof ${type}`, `${s}?.${status} === 404`),
    `String(${s}?.message).includes(${w.text('Session not found')})`,
    `/session not found|-32001/i.test(String(${s}?.message))`,
  );
}

/** A formula of at most so many levels. */
export function condition(w: Writer, subject: string, depth: number): string {
  if (depth <= 0) return atom(w, subject);
  const kind = w.pick('atom', 'and', 'or', 'and', 'or', 'not', 'choice', 'some', 'every', 'includes', 'call', 'coalesce', 'comma'); // prettier-ignore
  const inner = (): string => `(${condition(w, subject, depth - 1)})`;
  const group = (): string => (w.chance(30) ? `(${inner()})` : inner());
  switch (kind) {
    case 'and':
      return w.join('&&', group(), note(w) + group());
    case 'or':
      return w.join('||', group(), note(w) + group());
    case 'not':
      return `!${group()}`;
    case 'choice':
      return `${group()} ? ${inner()} : ${inner()}`;
    case 'some':
      return `[${inner()}, ${inner()}].some(${w.pick('Boolean', `(${w.any('y')}) => y`, `(${w.any('y')}) => y === true`)})`;
    case 'every':
      return `[${inner()}, ${inner()}].every(${w.pick('Boolean', `(${w.any('y')}) => !!y`)})`;
    case 'includes':
      return `[!!${inner()}, !!${inner()}].includes(true)`;
    case 'call':
      return `(() => ${inner()})()`;
    case 'coalesce':
      return `(${group()} || null) ?? ${inner()}`;
    case 'comma':
      return `(0, ${inner()})`;
    default:
      return atom(w, subject);
  }
}

function note(w: Writer): string {
  return w.chance(8) ? w.pick('/* why */ ', '/* 404 */ ') : '';
}

/** A helper of the file with a formula on its parameter. */
function helperCall(w: Writer, s: string): string {
  const name = w.name('is');
  const body = condition(w, 'x', 1);
  const [any, answer] = [w.any('x'), w.type('boolean')];
  const says = w.style.typed && w.chance(30) ? ': x is Error' : answer;
  const form = w.pick('arrow', 'function', 'early', 'object', 'static', 'method', 'private', 'getter', 'closure');
  switch (form) {
    case 'arrow':
      w.declare(`const ${name} = (${any})${says} => Boolean(${body})`);
      return `${name}(${s})`;
    case 'function':
      w.declare(`function ${name}(${any})${says} { return !!(${body}); }`);
      return `${name}(${s})`;
    case 'early': {
      const last = w.pick(numberTest, textTest, shapeTest)(w, 'x');
      w.declare(
        `function ${name}(${any})${answer} { if (!x) return false; if (${body}) { return true; } return ${last} ? true : false; }`,
      );
      return `${name}(${s})`;
    }
    case 'object':
      w.declare(`const ${name} = { test: (${any}) => Boolean(${body}) }`);
      return `${name}.test(${s})`;
    case 'static':
      w.declare(`class ${name} { static test(${any}) { return Boolean(${body}); } }`);
      return `${name}.test(${s})`;
    case 'method':
      w.declare(`class ${name} { test(${any}) { return this.inner(x); } inner(${any}) { return Boolean(${body}); } }`);
      return `new ${name}().test(${s})`;
    case 'private':
      w.declare(
        `class ${name} { #own = 404; #test(${any}) { return x?.code === this.#own || Boolean(${body}); } test(${any}) { return this.#test(x); } }`,
      );
      return `new ${name}().test(${s})`;
    case 'getter':
      w.declare(
        `class ${name} { ${any}; constructor(${any}) { this.x = x; } get gone() { const { x } = this; return Boolean(${body}); } }`,
      );
      return `new ${name}(${s}).gone`;
    default:
      w.declare(`const ${name} = (${w.any('flag')}) => (${any}) => flag === (${body} ? 1 : 0)`);
      return `${name}(1)(${s})`;
  }
}
