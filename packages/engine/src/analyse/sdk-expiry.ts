// What makes an SDK throw the code of an expired session: the member in its table of codes, in types and in code, and a
// transport that throws it. Read off the syntax, bundled or not.

import { type Node, type Source, walk } from '@resession/transforms/lib';

/** The member of `SdkErrorCode`. */
export const member = 'ClientHttpSessionExpired';
const code = 'CLIENT_HTTP_SESSION_EXPIRED';
const table = 'SdkErrorCode';
/** A member that every release has: what holds both is the table. */
const sibling = 'ClientHttpNotImplemented';
const transport = 'StreamableHTTPClientTransport';

/** What a part of an SDK lacks, in words; `all` where it knows nothing of the member. */
export interface Lack {
  readonly why: string;
  readonly all?: true;
}

/** What the declarations lack; undefined where they have the member. */
export function lackOfTypes(sources: readonly Source[]): Lack | undefined {
  const declared = sources.flatMap((source) => (source.text.includes(member) ? [...declaredMembers(source)] : []));
  return declared.length === 0 ? { why: `declares no ${table}.${member}`, all: true } : wrongCode(declared);
}

/** What the code lacks; undefined where it has the member and its transport throws it. */
export function lackOfCode(sources: readonly Source[]): Lack | undefined {
  const holding = sources.filter(({ text }) => text.includes(member));
  const set = holding.flatMap((source) => (assigned(source, sibling).length > 0 ? assigned(source, member) : []));
  if (set.length === 0) return { why: `has no ${table}.${member}`, all: true };
  const thrown = holding.some(isThrown);
  return wrongCode(set) ?? (thrown ? undefined : { why: `has ${table}.${member}, but no ${transport} that throws it` });
}

/** Checks that name the code itself, and `isSessionExpired`, know this string only. */
function wrongCode(values: readonly (string | undefined)[]): Lack | undefined {
  return values.includes(code) ? undefined : { why: `has ${String(values[0])} for its code, not ${code}` };
}

/** The values of the member in `enum SdkErrorCode` and in `const SdkErrorCode: { … }`. */
function declaredMembers(source: Source): readonly (string | undefined)[] {
  const values: (string | undefined)[] = [];
  walk(source.file.program, (node) => {
    if (node.type === 'TSEnumDeclaration' && isTable(node.id.name)) {
      for (const { id, initializer } of node.members)
        if (nameOf(id) === member) values.push(initializer == null ? undefined : textOf(initializer));
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isTable(node.id.name)) {
      walk(node.id, (part) => {
        if (part.type !== 'TSPropertySignature' || nameOf(part.key) !== member) return undefined;
        const type = part.typeAnnotation?.typeAnnotation;
        values.push(type?.type === 'TSLiteralType' ? textOf(type.literal) : undefined);
        return undefined;
      });
    }
    return undefined;
  });
  return values;
}

/** Bundlers number names that would meet: `SdkErrorCode$1`. */
function isTable(name: string): boolean {
  return name === table || name.startsWith(`${table}$`);
}

/** The texts that a name is given, as a member of something or a property. */
function assigned(source: Source, name: string): readonly string[] {
  const texts: string[] = [];
  const add = (value: string | undefined): void => {
    if (value !== undefined) texts.push(value);
  };
  walk(source.file.program, (node) => {
    if (node.type === 'ObjectProperty' && nameOf(node.key) === name) add(textOf(node.value));
    const sets = node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' ? node : undefined;
    if (sets !== undefined && 'property' in sets.left && nameOf(sets.left.property) === name) add(textOf(sets.right));
    return undefined;
  });
  return texts;
}

/** `new SomeError(SdkErrorCode.ClientHttpSessionExpired, …)` within the class of the transport. */
function isThrown(source: Source): boolean {
  let thrown = false;
  const inTransport = (body: Node): void =>
    walk(body, (node) => {
      if (node.type === 'NewExpression' && node.arguments.some(readsMember)) thrown = true;
      return undefined;
    });
  walk(source.file.program, (node) => {
    const made = node.type === 'VariableDeclarator' && node.init?.type === 'ClassExpression' ? node.init : undefined;
    const name = node.type === 'ClassDeclaration' || made !== undefined ? nameOf(idOf(node)) : undefined;
    if (name === transport || name?.startsWith(`${transport}$`) === true) inTransport(made ?? node);
    return undefined;
  });
  return thrown;
}

function readsMember(node: Node): boolean {
  return node.type === 'MemberExpression' && nameOf(node.property) === member;
}

function idOf(node: Node): Node | undefined {
  return 'id' in node && node.id != null ? node.id : undefined;
}

function nameOf(node: Node | undefined): string | undefined {
  return node?.type === 'Identifier' ? node.name : node === undefined ? undefined : textOf(node);
}

function textOf(node: Node): string | undefined {
  return node.type === 'StringLiteral' ? node.value : undefined;
}
