// CommonJS, which the SDK's own codemod passes by: what a file requires of SDK v1 travels through it as imports, and comes
// back as requires.

import { endOf, nameOf, type Node, type Source, startOf, SyntaxProblem } from '@resession/transforms/lib';
import { isV1 } from './v1-places.ts';

/** Reads a text as a source, or says why it cannot. */
export type Read = (text: string) => Source | SyntaxProblem;

/** A text as the tool is shown it, and the way back from what it makes of it. */
export interface Shown {
  readonly text: string;
  back(after: string): string;
}

/** Stands where the first require stood: the tool puts imports where it likes. */
const place = "'resession: requires';";

/** A file whose requires of SDK v1 are shown as imports; as it is where it has none that could be, or imports of its own. */
export function requiresShown(text: string, read: Read): Shown {
  const asItIs = { text, back: (after: string): string => after };
  const source = read(text);
  if (source instanceof SyntaxProblem || source.file.program.body.some(({ type }) => /^(?:Im|Ex)port/.test(type)))
    return asItIs;
  const requires = source.file.program.body.flatMap((node) => importFor(source, node) ?? []);
  const [first] = requires;
  if (first === undefined) return asItIs;
  let shown = text;
  for (const { start, end, text: written } of [...requires].reverse()) {
    shown = shown.slice(0, start) + (start === first.start ? `${place} ` : '') + written + shown.slice(end);
  }
  const { keyword, semicolon } = first;
  const style = { keyword, semicolon, gap: gapBelow(text, requires) };
  const back = (after: string): string => (after === shown ? text : asRequires(after, style, read));
  return { text: shown, back };
}

interface Shift {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly keyword: string;
  readonly semicolon: string;
}

/** How the file writes its requires, and what stands between the first of them and the rest of it. */
interface Style {
  readonly keyword: string;
  readonly semicolon: string;
  readonly gap: string;
}

function gapBelow(text: string, requires: readonly Shift[]): string {
  let end = requires[0]?.end ?? 0;
  for (const each of requires) if (text.slice(end, each.start).trim() === '') end = Math.max(end, each.end);
  const gap = /^\s*/.exec(text.slice(end))?.[0] ?? '';
  // A comment behind a require belongs to no line below it; the tool drops some of them.
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return gap.includes('\n') || end + gap.length === text.length ? gap : eol;
}

/** `const { A, B: C } = require('…')` of SDK v1 as an import; undefined for every other statement. */
function importFor({ text }: Source, node: Node): Shift | undefined {
  if (node.type !== 'VariableDeclaration' || node.declarations.length !== 1) return undefined;
  const [declared] = node.declarations;
  const { id, init } = declared ?? {};
  if (id == null || init?.type !== 'CallExpression' || nameOf(init.callee) !== 'require') return undefined;
  const [module] = init.arguments;
  if (module?.type !== 'StringLiteral' || !isV1(module.value) || init.arguments.length !== 1) return undefined;
  const names = id.type === 'Identifier' ? `* as ${id.name}` : id.type === 'ObjectPattern' ? namesIn(id) : undefined;
  const from = text.slice(startOf(module), endOf(module));
  const semicolon = text.slice(startOf(node), endOf(node)).endsWith(';') ? ';' : '';
  if (names === undefined) return undefined;
  const written = `import ${names} from ${from}${semicolon}`;
  return { start: startOf(node), end: endOf(node), text: written, keyword: node.kind, semicolon };
}

function namesIn({ properties }: Node & { type: 'ObjectPattern' }): string | undefined {
  const names = properties.map((each) => {
    if (each.type !== 'ObjectProperty' || each.computed || each.value.type !== 'Identifier') return undefined;
    const name = nameOf(each.key);
    return name === each.value.name ? name : `${name ?? ''} as ${each.value.name}`;
  });
  return names.includes(undefined) ? undefined : `{ ${names.join(', ')} }`;
}

/** Every import of the text as a require, where the first one stood. */
function asRequires(text: string, { keyword, semicolon, gap }: Style, read: Read): string {
  const source = read(text);
  if (source instanceof SyntaxProblem) return text;
  const imports = source.file.program.body.filter((node) => node.type === 'ImportDeclaration');
  const written = imports.map((node) => {
    const from = text.slice(startOf(node.source), endOf(node.source));
    return `${node.specifiers.length === 0 ? '' : `${keyword} ${patternOf(node)} = `}require(${from})${semicolon}`;
  });
  let rest = text;
  for (const node of [...imports].reverse()) {
    const [above, below] = [rest.slice(0, startOf(node)), rest.slice(endOf(node))];
    // The tool sets a blank line under what it puts at the very top.
    const apart = startOf(node) < text.indexOf(place) || /\n[ \t]*\r?\n$/.test(above);
    rest = above + below.replace(apart ? /^\s*/ : /^[ \t]*\r?\n/, '');
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return rest.replace(/'resession: requires';\s*/, () => written.join(eol) + gap);
}

function patternOf({ specifiers }: Node & { type: 'ImportDeclaration' }): string {
  const [first] = specifiers;
  if (first?.type === 'ImportNamespaceSpecifier') return first.local.name;
  const names = specifiers.map((each) => {
    const name = each.type === 'ImportSpecifier' ? nameOf(each.imported) : 'default';
    return name === each.local.name ? name : `${name ?? ''}: ${each.local.name}`;
  });
  return `{ ${names.join(', ')} }`;
}
