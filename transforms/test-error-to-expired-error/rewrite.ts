// Writes the expired error in the place of the old one: as little of the expression changes as the classes allow.

import type { NewExpression, Node, StringLiteral } from '@babel/types';
import { withoutNumberCast } from '../lib/casts.ts';
import type { Change, Edit, Generation, ImportNeed, Span } from '../lib/codemod.ts';
import { fileStyle } from '../lib/file-style.ts';
import { localName } from '../lib/names.ts';
import type { ObjectValue } from '../lib/recogniser/language/value.ts';
import { codeNeed } from '../lib/recogniser/rewrite/rewrite.ts';
import { removeNodes } from '../lib/removal.ts';
import { scopesOf } from '../lib/scopes.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, spanOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { messageOf, stockClass } from './errors.ts';
import { standInsOf, takesCode } from './stand-ins.ts';

/** An expression to change. */
export interface Target {
  readonly node: Node;
  readonly value: ObjectValue;
  readonly generation: Generation;
  /** It builds other errors too: by its status it is to tell which. */
  readonly mixed: boolean;
  /** Assignments of a status behind it, which the expired error has of its own. */
  readonly assignments: readonly Node[];
  /** The SDK itself has the code. */
  readonly native: boolean;
}

interface Names {
  readonly text: string;
  readonly imports: readonly ImportNeed[];
}

/** The change; undefined where a person has to write it. */
export function expiredInstead(source: Source, target: Target): Change | undefined {
  const change = inPlace(source, target);
  if (change === undefined) return undefined;
  return { ...change, edits: [...change.edits, ...removeNodes(source, target.assignments)] };
}

function inPlace(source: Source, target: Target): Change | undefined {
  const { node, generation, mixed } = target;
  const stock = stockClass(node);
  if (node.type === 'NewExpression' && stock !== undefined) {
    const standIn = standInsOf(source).find(({ name }) => name === stock);
    if (standIn?.bare === true || (standIn && mixed)) return undefined;
    if (stock === 'SdkHttpError')
      return standIn && !takesCode(source, standIn) ? undefined : withCode(source, node, target);
    return standIn ? withSdkCode(source, node) : withClass(source, node, mixed);
  }
  if (mixed || standInsOf(source).length > 0) return undefined;
  return generation === 'v1' ? wholeV1(source, target) : wholeV2(source, target);
}

/** `new StreamableHTTPError(404, text)`: another class, the same text, what the server answered. */
function withClass(source: Source, node: NewExpression, mixed: boolean): Change | undefined {
  const [status, message] = node.arguments;
  if (status === undefined || node.arguments.some(({ type }) => type === 'SpreadElement')) return undefined;
  const said = message === undefined || isUndefined(message) ? undefined : message;
  const { text, imports } = named(source, node, 'v1', 'SessionExpiredError');
  if (mixed) {
    if (!isPlain(status)) return undefined;
    const words = said === undefined ? "''" : textOf(source, said);
    const made = `new ${text}(${words}, ${dataFor(words, said)})`;
    return { edits: inParentheses(source, node, `${textOf(source, status)} === 404 ? ${made} : `), imports };
  }
  const type = { ...spanOf(node.callee), text };
  if (said !== undefined) {
    const data = { start: endOf(said), end: endOf(said), text: `, ${dataFor(textOf(source, said), said)}` };
    return { edits: [type, { ...withComma(source, status, said), text: '' }, data], imports };
  }
  const all = { start: startOf(status), end: endOf(message ?? status), text: `'', ${dataFor("''", said)}` };
  return { edits: [type, all], imports };
}

/** What the server answered; a text that has to be worked out is not worked out twice. */
function dataFor(words: string, message: Node | undefined): string {
  return `{ status: 404, text: ${message === undefined || isPlain(message) ? words : 'undefined'} }`;
}

/** An argument up to the next one, or up to the comment that stands between the two. */
function withComma({ text }: Source, argument: Node, next: Node): Span {
  const between = text.slice(endOf(argument), startOf(next));
  const start = startOf(argument);
  if (/^\s*,\s*$/.test(between)) return { start, end: startOf(next) };
  const comma = /^\s*,[\t ]*/.exec(between)?.[0].length;
  return { start, end: comma === undefined ? startOf(next) : endOf(argument) + comma };
}

function isUndefined(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** What can be written twice. */
function isPlain(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') return !inner.computed && isPlain(inner.object);
  if (inner.type === 'TemplateLiteral') return inner.expressions.every(isPlain);
  return /^(?:StringLiteral|Identifier|NumericLiteral|ThisExpression)$/.test(inner.type);
}

/** `new SdkHttpError(code, text, data)`: another code. */
function withCode(source: Source, node: NewExpression, { mixed, native }: Target): Change | undefined {
  const [code, , data] = node.arguments;
  if (code === undefined || code.type === 'SpreadElement') return undefined;
  const { text, imports } = expiredCode(source, { node: code, native });
  if (!mixed) return { edits: [{ ...spanOf(code), text }], imports };
  const status = statusIn(source, data);
  return status === undefined
    ? undefined
    : { edits: [{ start: startOf(code), end: startOf(code), text: `${status} === 404 ? ${text} : ` }], imports };
}

function statusIn(source: Source, data: Node | undefined): string | undefined {
  if (data?.type !== 'ObjectExpression') return undefined;
  const property = data.properties.find((each) => 'key' in each && nameOf(each.key) === 'status');
  return property?.type === 'ObjectProperty' && isPlain(property.value) ? textOf(source, property.value) : undefined;
}

/** A class that stands in for the SDK's: no other is an instance of it, so its error gets the code. */
function withSdkCode(source: Source, node: Node): Change {
  const { text, imports } = named(source, node, 'v1', 'SdkErrorCode');
  return {
    edits: [
      { start: startOf(node), end: startOf(node), text: 'Object.assign(' },
      { start: endOf(node), end: endOf(node), text: `, { sdkCode: ${text}.ClientHttpSessionExpired })` },
    ],
    imports,
  };
}

function wholeV1(source: Source, { node, value }: Target): Change | undefined {
  const said = saidBy(source, node, value);
  if (said === undefined) return undefined;
  const { text, imports } = named(source, node, 'v1', 'SessionExpiredError');
  return { edits: [{ ...spanOf(node), text: `new ${text}(${said}, { status: 404, text: ${said} })` }], imports };
}

function wholeV2(source: Source, target: Target): Change | undefined {
  const { node, value } = target;
  const said = saidBy(source, node, value);
  if (said === undefined) return undefined;
  const type = named(source, node, 'v2', 'SdkHttpError');
  const code = expiredCode(source, target);
  const text = `new ${type.text}(${code.text}, ${said}, { status: 404 })`;
  const edits = [{ ...spanOf(node), text }, ...withoutNumberCast(source, node)];
  return { edits, imports: [...type.imports, ...code.imports] };
}

/** The message as it is written, or as it came out. */
function saidBy(source: Source, node: Node, value: ObjectValue): string | undefined {
  const message = messageOf(value);
  if (message === undefined || message.includes('\n')) return undefined;
  const written = literalsIn(node).find((each) => each.value === message);
  if (written !== undefined) return textOf(source, written);
  const { quote } = fileStyle(source);
  const other = quote === "'" ? '"' : "'";
  const used = message.includes(quote) && !message.includes(other) ? other : quote;
  return used + message.replaceAll('\\', '\\\\').replaceAll(used, `\\${used}`) + used;
}

function literalsIn(node: Node): readonly StringLiteral[] {
  const found: StringLiteral[] = [];
  walk(node, (inner) => {
    if (inner.type === 'StringLiteral') found.push(inner);
    return undefined;
  });
  return found;
}

/** The code on v2, from us or from an SDK that has it. */
function expiredCode(source: Source, { node, native }: Pick<Target, 'node' | 'native'>): Names {
  const need = codeNeed(source, spanOf(node), native);
  return { text: `${need.local}.ClientHttpSessionExpired`, imports: [need] };
}

function named(source: Source, node: Node, generation: Generation, name: string): Names {
  const module = generation === 'v1' ? transportModules.v1.patched : transportModules.v2.stock;
  const local = localName(source, module, name, spanOf(node));
  return { text: local, imports: [{ module, name, local }] };
}

/** A text before an expression, with parentheses where the two would fall apart. */
function inParentheses(source: Source, node: Node, text: string): readonly Edit[] {
  const above = scopesOf(source).parentOf(node)?.node.type ?? '';
  const binds = /^(?:TS|Await|Member|OptionalMember|Unary|Binary|Logical)/.test(above);
  const [start, end] = [startOf(node), endOf(node)];
  const opened = { start, end: start, text: binds ? `(${text}` : text };
  return binds ? [opened, { start: end, end, text: ')' }] : [opened];
}

function textOf({ text }: Source, node: Node): string {
  return text.slice(startOf(node), endOf(node));
}
