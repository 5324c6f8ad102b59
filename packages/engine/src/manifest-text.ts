// Adds one dependency to the text of a package.json. Every byte outside the inserted line stays: indent, line ends,
// order, inline objects, trailing spaces, a missing final newline.

import type { Node } from 'jsonc-parser';
import { late } from './late.ts';

/** The sections a dependency of ours goes into. */
export type Section = 'dependencies' | 'devDependencies';

/** Sections in which an existing entry is looked for. */
const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** Where the name is declared already. */
export interface Declared {
  readonly section: (typeof sections)[number];
  readonly spec: string;
}

/** The declaration that decides what is installed; null where there is none. A peer range installs nothing. */
export function declaredIn(text: string, name: string): Declared | null {
  const tree = late.jsonc().parseTree(text);
  for (const section of sections.filter((one) => one !== 'peerDependencies')) {
    const spec: unknown = tree && valueAt(tree, [section, name])?.value;
    if (typeof spec === 'string') return { section, spec };
  }
  return null;
}

/** The section a package lists a dependency in, the one for users first; null where it lists it nowhere. */
export function sectionOf(text: string, name: string): (typeof sections)[number] | null {
  const tree = late.jsonc().parseTree(text);
  const order = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const;
  return order.find((section) => tree !== undefined && valueAt(tree, [section, name]) !== undefined) ?? null;
}

/** The text with the spec of an existing entry replaced. */
export function withSpec(text: string, { section }: Declared, name: string, spec: string): string {
  const tree = late.jsonc().parseTree(text);
  const node = tree && valueAt(tree, [section, name]);
  return node === undefined ? text : splice(text, node.offset, node.length, JSON.stringify(spec));
}

/** The text with a new entry: in order where the section is in order, else last; the section is made when missing. */
export function withEntry(text: string, section: Section, name: string, spec: string): string {
  const tree = late.jsonc().parseTree(text);
  if (tree?.type !== 'object') throw new TypeError('not a JSON object');
  const node = valueAt(tree, [section]);
  if (node !== undefined && node.type !== 'object') throw new TypeError(`"${section}" is not an object`);
  const colon = colonOf(text, tree);
  const entry = `${JSON.stringify(name)}${colon}${JSON.stringify(spec)}`;
  if (node === undefined) return insertSection(text, tree, section, entry);
  const entries = node.children ?? [];
  if (entries.length === 0) return splice(text, node.offset, node.length, block(text, tree, entry));
  return insertBeside(text, node, sortedIndex(entries, name), entry);
}

/** The text without an entry, and without its line. */
export function withoutEntry(text: string, declared: Declared, name: string): string {
  const tree = late.jsonc().parseTree(text);
  const property = tree && valueAt(tree, [declared.section, name])?.parent;
  const siblings = property?.parent?.children ?? [];
  if (property === undefined) return text;
  const rest = withoutProperty(text, property, siblings);
  // The one before it counts now.
  return siblings.filter((one) => nameOf(one) === name).length > 1 ? withoutEntry(rest, declared, name) : rest;
}

function withoutProperty(text: string, property: Node, siblings: readonly Node[]): string {
  const index = siblings.indexOf(property);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  if (before !== undefined) return cut(text, endOf(before), endOf(property));
  if (after !== undefined) return cut(text, property.offset, after.offset);
  const block = property.parent;
  return block === undefined ? text : splice(text, block.offset, block.length, '{}');
}

function insertSection(text: string, tree: Node, section: Section, entry: string): string {
  const properties = tree.children ?? [];
  const property = `${JSON.stringify(section)}${colonOf(text, tree)}${block(text, tree, entry)}`;
  if (properties.length === 0) {
    const end = lineEnd(text);
    return splice(text, tree.offset, tree.length, `{${end}  ${property}${end}}`);
  }
  const neighbour = section === 'dependencies' ? 'devDependencies' : 'dependencies';
  const beside = properties.findIndex((one) => nameOf(one) === neighbour);
  const index = beside < 0 ? properties.length : section === 'dependencies' ? beside : beside + 1;
  return insertBeside(text, tree, index, property);
}

/** A section of one entry, in the dress of the file: spread over lines, or inline where the file is. */
function block(text: string, tree: Node, entry: string): string {
  const first = tree.children?.[0];
  const lead = first === undefined ? '\n  ' : text.slice(tree.offset + 1, first.offset);
  const indent = /\n([^\n]*)$/.exec(lead)?.[1];
  if (indent === undefined) return `{${lead}${entry}${lead}}`;
  const end = lineEnd(text);
  return `{${end}${indent}${indent}${entry}${end}${indent}}`;
}

/** Inserts a property at an index, parted from its neighbours as the first one is from its brace. */
function insertBeside(text: string, parent: Node, index: number, property: string): string {
  const siblings = parent.children ?? [];
  const first = siblings[0];
  const before = siblings[index - 1];
  if (first === undefined) throw new TypeError('no neighbour to stand beside');
  const lead = text.slice(parent.offset + 1, first.offset);
  // `{"a": 1, "b": 2}` has nothing after its brace, and a space after its commas.
  const second = siblings[1];
  const apart = lead === '' && second !== undefined ? / *$/.exec(text.slice(endOf(first), second.offset))?.[0] : lead;
  if (before === undefined) return splice(text, first.offset, 0, `${property},${apart || inlineSpace(lead, text)}`);
  return splice(text, endOf(before), 0, `,${apart || inlineSpace(lead, text)}${property}`);
}

function inlineSpace(lead: string, text: string): string {
  return lead === '' && text.includes('": ') ? ' ' : '';
}

/** Where the name belongs: by npm's order (or plain code order) where the entries follow it, else last. */
function sortedIndex(entries: readonly Node[], name: string): number {
  const names = entries.map(nameOf);
  const byLocale = (a: string, b: string): number => a.localeCompare(b, 'en');
  const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = (compare: typeof byCode): boolean =>
    names.every((one, index) => compare(names[index - 1] ?? one, one) <= 0);
  const order = [byLocale, byCode].find(sorted);
  const index = order === undefined ? -1 : names.findIndex((one) => order(name, one) < 0);
  return index < 0 ? names.length : index;
}

/** The value at a path of names; of two properties with one name the last one counts, as in JSON. */
function valueAt(tree: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = tree;
  for (const name of path) {
    const properties: readonly Node[] = node?.type === 'object' ? (node.children ?? []) : [];
    node = properties.findLast((one) => nameOf(one) === name)?.children?.[1];
  }
  return node;
}

function nameOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

/** What stands between a name and its value in this file. */
function colonOf(text: string, tree: Node): string {
  const [name, value] = tree.children?.[0]?.children ?? [];
  return name === undefined || value === undefined
    ? ': '
    : text.slice(endOf(name), value.offset).replace(/\s*\n\s*/, ' ');
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function cut(text: string, from: number, to: number): string {
  return splice(text, from, to - from, '');
}

function splice(text: string, offset: number, length: number, insert: string): string {
  return text.slice(0, offset) + insert + text.slice(offset + length);
}
