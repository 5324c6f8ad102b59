// The holder becomes a session that recovers, and every wrapper one call of it.

import type { Node } from '@babel/types';
import type { Change, Edit, Generation } from '../lib/codemod.ts';
import { fileStyle } from '../lib/file-style.ts';
import { indentOf } from '../lib/lines.ts';
import { localName } from '../lib/names.ts';
import { memberName, propertyName } from '../lib/recogniser/names/class-line.ts';
import { sameCode } from '../lib/same-code.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, spanOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { connectText } from './connect.ts';
import { type Holder, usesOf } from './holder.ts';
import { connectCall, type Wrapper } from './wrapper.ts';

const helper = 'withSessionRecovery';

/** The whole rewrite of what shares a holder; undefined where something else rests on it. */
export function toSession(source: Source, wrappers: readonly Wrapper[], generation: Generation): Change | undefined {
  const [first] = wrappers;
  if (first === undefined) return undefined;
  const { holder } = first;
  const [connect] = first.connects;
  if (connect === undefined) return undefined;
  if (!wrappers.every(({ connects }) => connects.every((call) => sameCode(call, connect)))) return undefined;
  if (!usesOf(source, holder).every((use) => wrappers.some(({ owner }) => contains(owner.body, use)))) return undefined;
  const start = startOfSession(holder, connect);
  const made = connectText(source, first, holder);
  const name = freeName(source, holder);
  if (start === undefined || made === undefined || name === undefined) return undefined;
  if (start === 'lazy' && !wrappers.every(({ lazy }) => lazy)) return undefined;
  const { patched } = transportModules[generation];
  const local = localName(source, patched, helper, spanOf(holder.declaration));
  const declared = declaration(source, holder, { name, start, text: `${local}(${made})` });
  const edits = [declared, ...wrappers.map((wrapper) => body(source, wrapper, name))];
  return { edits, imports: [{ module: patched, name: helper, local }] };
}

/** When the first client is made: at the first call, or at once. */
function startOfSession({ init, kind }: Holder, connect: Node): 'lazy' | 'at once' | undefined {
  const value = init && unwrap(init);
  if (value === undefined || value.type === 'NullLiteral' || nameOf(value) === 'undefined') return 'lazy';
  const call = connectCall(value);
  return kind === 'variable' && call !== undefined && sameCode(call, connect) ? 'at once' : undefined;
}

function freeName(source: Source, holder: Holder): string | undefined {
  const scopes = scopesOf(source);
  const names = ['session', 'mcpSession', 'recoveringSession'];
  if (holder.kind === 'variable') {
    const taken = new Set(scopes.bindings.map((binding) => binding.name));
    return names.find((name) => !taken.has(name) && !scopes.free.has(name));
  }
  const mark = holder.name.startsWith('#') ? '#' : '';
  // A base class may have a member of that name.
  if (holder.owner.superClass && mark === '') return undefined;
  const taken = namesIn(holder.owner.body);
  return names.map((name) => mark + name).find((name) => !taken.has(name));
}

/** Members, parameter properties, and whatever is read of `this` or another object. */
function namesIn(body: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(body, (node) => {
    const name = memberName(node);
    if (name !== undefined) found.add(name);
    if (node.type === 'TSParameterProperty')
      found.add(nameOf(node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter) ?? '');
    if (node.type === 'MemberExpression') found.add(propertyName(node) ?? '');
    return undefined;
  });
  return found;
}

function declaration(
  source: Source,
  holder: Holder,
  { name, start, text }: { readonly name: string; readonly start: 'lazy' | 'at once'; readonly text: string },
): Edit {
  const style = fileStyle(source);
  const span = spanOf(holder.declaration);
  if (holder.kind === 'field') {
    const hidden = holder.name.startsWith('#') ? '' : 'private ';
    const readonly = source.language === 'js' ? '' : 'readonly ';
    return { ...span, text: `${hidden}${readonly}${name} = ${text}${style.semicolon}` };
  }
  const indent = indentOf(source.text, span.start);
  const now = start === 'at once' ? `${style.eol}${indent}await ${name}.client()${style.semicolon}` : '';
  return { ...span, text: `const ${name} = ${text}${style.semicolon}${now}` };
}

/** `return session.run((client) => client.callTool(…));` in the place of all that was there. */
function body(source: Source, wrapper: Wrapper, name: string): Edit {
  const { owner, call, job, holder, attempt } = wrapper;
  const style = fileStyle(source);
  const session = holder.kind === 'field' ? `this.${name}` : name;
  const block = owner.body;
  const first = block.type === 'BlockStatement' ? block.body[0] : undefined;
  const start = startOf(first ?? attempt);
  const run = job === undefined ? made(source, wrapper) : job.name;
  const text = `return ${session}.run(${run})${style.semicolon}`;
  const end = endOf(attempt);
  return { start, end, text: shifted(source, call, text, start) };
}

/** `(client) => client.callTool(…)`. */
function made(source: Source, { call, holder }: Wrapper): string {
  const scopes = scopesOf(source);
  const own = holder.kind === 'variable' ? holder.binding.name : holder.name.replace('#', '');
  const isFree = (name: string): boolean =>
    holder.kind === 'variable' || scopes.lookup(name, startOf(call)) === undefined;
  const client = [own, 'client', 'connected'].find(isFree) ?? 'mcpClient';
  const uses = usesOf(source, holder).filter((use) => contains(call, use));
  let text = '';
  let at = startOf(call);
  for (const use of uses) {
    const marked = scopes.parentOf(use)?.node;
    const whole = marked?.type === 'TSNonNullExpression' ? marked : use;
    text += source.text.slice(at, startOf(whole)) + client;
    at = endOf(whole);
  }
  return `(${client}) => ${text}${source.text.slice(at, endOf(call))}`;
}

/** The further lines of a call stand at the indent of the statement that holds it now. */
function shifted({ text: all }: Source, call: Wrapper['call'], text: string, start: number): string {
  const [from, to] = [indentOf(all, startOf(call)), indentOf(all, start)];
  return text
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}
