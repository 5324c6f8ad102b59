// The same file in another dress: line ends, a byte order mark, tabs, other names, comments. Each is a change of the text that
// can be made before the codemod or after it.

import ts from 'typescript';

/** Changes the text of a file. */
export type Dress = (text: string, path: string) => string;

const remark = 'a remark of somebody';

/** Comments on lines of their own and behind lines, at the top level. */
const commented: Dress = (text) =>
  text
    .replaceAll(/^(?=(?:export |async )?(?:const|function|class|enum)\b)/gm, `// ${remark}\n`)
    .replaceAll(/(?<=^(?:\}|const .*);?)$/gm, ` // ${remark}`);

/** Comments between the operands of a formula. */
const annotated: Dress = (text) => text.replaceAll(/(?<=&& |\|\| )(?=[(!])/g, `/* ${remark} */ `);

/** Takes all comments on lines of their own away again, all remarks, and empty lines. */
export const plain: Dress = (text) =>
  text.replaceAll(new RegExp(`// ${remark}|/\\* ${remark} \\*/ `, 'g'), '').replaceAll(/\s*\n/g, '\n');

/** What is a mere name, and another of the same length; names that speak of sessions are evidence, and stay. */
const otherNames: Readonly<Record<string, string>> = {
  error: 'fault',
  err: 'exn',
  er: 'ex',
  reason: 'thrown',
  caught: 'signal',
  exception: 'rejection',
  MARK: 'SIGN',
  WORDING: 'PATTERN',
  KINDS: 'TABLE',
  Checker: 'Listens',
  bodyCode: 'codeBody',
  walk: 'seek',
  is: 'at',
};

const renamed: Dress = (text, path) => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  let [result, at] = ['', 0];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isProperty(node)) {
      result += text.slice(at, node.getStart(file)) + otherName(node.text);
      at = node.end;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return result + text.slice(at);
};

function otherName(name: string): string {
  const [, stem = '', rest = ''] = /^(.*?)(\d*|\d+All)$/.exec(name) ?? [];
  return (otherNames[stem] ?? stem) + rest;
}

function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isPropertyDeclaration(parent)) return true;
  return (
    ts.isBindingElement(parent) &&
    (parent.propertyName ?? parent.name) === node &&
    ts.isObjectBindingPattern(parent.parent)
  );
}

/** By their names; a text in one of them gives the same findings, and the output in it. */
export const dresses: readonly (readonly [string, Dress])[] = [
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\uFEFF${text}`],
  ['tabs', (text) => text.replaceAll(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2))],
  ['other names', renamed],
];

/** Comments go along, or are lost with what they stand beside: compared without them. */
export const remarks: readonly (readonly [string, Dress])[] = [
  ['comments at the top', commented],
  ['comments in the formula', annotated],
];
