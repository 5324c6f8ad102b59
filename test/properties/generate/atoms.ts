// Tests on an error that are not taken apart further: its class, its numbers, its shape, its causes, a table it is looked up in.

import type { Generation } from '../../../transforms/lib/codemod.ts';
import type { Writer } from './writer.ts';

const numbers = [404, 400, 401, 405, 410, 429, 500, 503, -32001, -32000, -32002, -32602, -1] as const;
const names = ['REQUEST_TIMEOUT', 'CLIENT_HTTP_NOT_IMPLEMENTED', 'CONNECTION_CLOSED', 'ECONNREFUSED', 'ECONNRESET'];
const classes: Readonly<Record<Generation, readonly [string, ...string[]]>> = {
  v1: ['StreamableHTTPError', 'McpError', 'Error', 'TypeError'],
  v2: ['SdkHttpError', 'SdkError', 'ProtocolError', 'Error'],
};

export function classTest(w: Writer, s: string): string {
  const { generation } = w.style;
  const name = w.pick(...classes[generation]);
  const known = generation === 'v2' && name !== 'Error' ? [`${name}.isInstance(${s})`] : [];
  return w.pick(
    `${s} instanceof ${name}`,
    `${s}?.name === ${w.text(name)}`,
    `${s}?.constructor?.name === ${w.text(name)}`,
    `${s}?.constructor === ${name}`,
    ...known,
  );
}

/** What may hold the status or the code. */
function numberOf(w: Writer, s: string): string {
  return w.pick(
    `${s}?.code`,
    `${s}?.status`,
    `${s}?.data?.status`,
    `${s}?.[${w.text('code')}]`,
    `(${s}?.code ?? ${s}?.status)`,
    `(${s}?.status ?? ${s}?.data?.status ?? ${s}?.code)`,
    `Number(${s}?.code)`,
    `Number(${s}?.data?.status ?? ${s}?.code)`,
    `parseInt(String(${s}?.code), 10)`,
    `+(${s}?.code ?? 0)`,
    `Reflect.get(Object(${s}), ${w.text('code')})`,
    `Object(${s}).code`,
    `Number(/\\d{3}/.exec(String(${s}?.message))?.[0])`,
    `Object.assign({}, ${s}).code`,
    `JSON.parse(JSON.stringify(${s}) ?? ${w.text('null')})?.code`,
    `((${w.any('{ code }')}) => code)(Object(${s}))`,
  );
}

export function numberTest(w: Writer, s: string): string {
  const value = w.pick<number | string>(...numbers, ...names);
  const literal = typeof value === 'number' ? constant(w, String(value)) : w.text(value);
  const of = numberOf(w, s);
  const other = w.pick(...numbers);
  const list = w.style.typed ? `([${other}, ${literal}] as any[])` : `[${other}, ${literal}]`;
  const set = w.style.typed ? 'new Set<any>' : 'new Set';
  return w.pick(
    `${of} === ${literal}`,
    `${literal} === ${of}`,
    `${of} == ${literal}`,
    `${of} !== ${literal}`,
    `String(${of}) === ${w.text(String(value))}`,
    `${list}.includes(${of})`,
    `${set}([${literal}, 7]).has(${of})`,
    `${list}.some((${w.any('n')}) => n === ${of})`,
    `${list}.indexOf(${of}) >= 0`,
    `${list}.find((${w.any('n')}) => n === ${of}) !== undefined`,
    `(${of} >= 400 && ${of} < 500)`,
    `Math.trunc(${of} / 100) === 4`,
    `Object.is(${of}, ${literal})`,
    `typeof ${of} === ${w.text('number')}`,
    `Number.isInteger(${of})`,
  );
}

/** A number, at times by way of a constant, a table, a getter or an enum. */
function constant(w: Writer, literal: string): string {
  const kind = w.pick('plain', 'plain', 'const', 'table', 'getter', w.style.typed ? 'enum' : 'plain');
  if (kind === 'plain') return literal;
  const name = w.name('MARK');
  switch (kind) {
    case 'const':
      w.declare(`const ${name} = ${literal}`);
      return name;
    case 'table':
      w.declare(`const ${name} = Object.freeze({ code: ${literal}, other: [${literal}] })`);
      return w.pick(`${name}.code`, `${name}.other[0]`);
    case 'getter':
      w.declare(`const ${name} = { get code() { return ${literal}; } }`);
      return `${name}.code`;
    default:
      w.declare(`enum ${name} { A = 1, Code = ${literal} }`);
      return `${name}.Code`;
  }
}

export function shapeTest(w: Writer, s: string): string {
  const key = w.text(w.pick('code', 'data', 'status', 'cause', 'message', 'sdkCode', 'name', 'foo'));
  const type = w.text(w.pick('number', 'string', 'undefined', 'object'));
  return w.pick(
    `${key} in Object(${s})`,
    `typeof ${s} === ${w.text('object')}`,
    `${s} !== null`,
    `Boolean(${s})`,
    `!${s}`,
    `${s} != null`,
    `typeof ${s}?.[${key}] === ${type}`,
    `${s}?.[${key}] === undefined`,
    `Object.hasOwn(Object(${s}), ${key})`,
    `Object.prototype.hasOwnProperty.call(Object(${s}), ${key})`,
    `Object.keys(Object(${s})).includes(${key})`,
    `Array.isArray(${s})`,
    `Object.prototype.toString.call(${s}) === ${w.text('[object Error]')}`,
    `Object.getOwnPropertyNames(Object(${s})).length > 2`,
  );
}

/** Asks the causes: the first one, or all of them by a loop, a generator or a recursion. */
export function causeTest(w: Writer, s: string): string {
  const code = w.pick('404', '500', w.text('ECONNREFUSED'));
  const kind = w.pick('first', 'first', 'loop', 'generator', 'recursion');
  const name = w.name('walk');
  const [any, answer] = [w.any('x'), w.type('boolean')];
  switch (kind) {
    case 'first':
      return w.pick(
        `${s}?.cause?.code === ${code}`,
        `${s}?.cause instanceof Error`,
        `(${s}?.cause ?? ${s})?.code === ${code}`,
        `String(${s}?.cause).includes(${w.text('ECONN')})`,
      );
    case 'loop':
      w.declare(
        `function ${name}(${any})${answer} { const seen = new Set(); for (let at = x; at && !seen.has(at); at = at.cause) { seen.add(at); if (at.code === ${code}) return true; } return false; }`,
      );
      break;
    case 'generator':
      w.declare(
        `function* ${name}All(${any})${w.type('Generator<any>')} { let at = x; while (at != null) { yield at; at = at.cause; } }`,
      );
      w.declare(`const ${name} = (${any}) => [...${name}All(x)].some((at) => at.code === ${code})`);
      break;
    default:
      w.declare(
        `const ${name} = (${any}, depth${w.type('number')} = 0)${answer} => depth < 5 && x != null && (x.code === ${code} || ${name}(x.cause, depth + 1))`,
      );
  }
  return `${name}(${s})`;
}

/** Looks the code up. */
export function tableTest(w: Writer, s: string): string {
  const name = w.name('KINDS');
  if (w.chance(50)) {
    w.declare(`const ${name} = new Map${w.style.typed ? '<any, string>' : ''}([[404, 'gone'], [-32001, 'slow']])`);
    return w.pick(
      `${name}.get(${s}?.code) === ${w.text('gone')}`,
      `${name}.has(${s}?.code)`,
      `[...${name}.keys()].includes(${s}?.code)`,
    );
  }
  w.declare(
    `const ${name}${w.type('Record<string, string>')} = { 404: 'gone', 401: 'login', REQUEST_TIMEOUT: 'slow', CLIENT_HTTP_NOT_IMPLEMENTED: 'http' }`,
  );
  return w.pick(
    `${name}[String(${s}?.code)] === ${w.text('gone')}`,
    `(${name}[${s}?.code] ?? ${w.text('other')}) !== ${w.text('other')}`,
    `(${w.text('404')} in ${name} && ${name}[${s}?.code] !== undefined)`,
  );
}
