// Where a file names SDK v1: as its code takes it, which has to move, and in its texts, which may rest on it.

import {
  loadedModule,
  nameOf,
  type Node,
  scopesOf,
  sdkModule,
  type Source,
  startOf,
  walk,
} from '@resession/transforms/lib';

/** A place in a source that takes SDK v1. */
export interface V1Place {
  readonly start: number;
  /** `load` runs with the code (a require, an import in the middle); `import` stands at the top, or is a type. */
  readonly form: 'load' | 'import';
}

/** The places of a file's code, and of types in the documentation of a JavaScript file. A comment that shows an import is none. */
export function v1Places(source: Source): readonly V1Place[] {
  const found: V1Place[] = [];
  const scopes = scopesOf(source);
  walk(source.file.program, (node) => {
    const form = formOf(node, scopes);
    if (form !== undefined) found.push({ start: startOf(node), form });
    return undefined;
  });
  return [...found, ...documentedTypes(source)].sort((a, b) => a.start - b.start);
}

function formOf(node: Node, scopes: ReturnType<typeof scopesOf>): V1Place['form'] | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source != null && isV1(node.source.value) ? 'import' : undefined;
    case 'TSImportType':
      return isV1(node.argument.value) ? 'import' : undefined;
    case 'TSImportEqualsDeclaration': {
      const { moduleReference: of } = node;
      if (of.type !== 'TSExternalModuleReference' || !isV1(of.expression.value)) return undefined;
      return node.importKind === 'type' ? 'import' : 'load';
    }
    case 'CallExpression':
    case 'ImportExpression': {
      const loaded = loadedModule(node, scopes);
      if (loaded !== undefined) return isV1(loaded.literal.value) ? 'load' : undefined;
      return node.type === 'CallExpression' ? byName(node, scopes) : undefined;
    }
    default:
      return undefined;
  }
}

const loading =
  /^(?:require|resolve|(?:do|un|dont|doUn|deepUn)?[mM]ock|unstable_(?:un)?mockModule|setMock|(?:create|gen)MockFromModule|(?:import|require)(?:Actual|Mock))$/;

/** A `require` of the file's own making, `require.resolve`, a mock, its end, and the real module beside it. */
function byName(
  { callee, arguments: [given] }: Node & { type: 'CallExpression' },
  scopes: ReturnType<typeof scopesOf>,
): V1Place['form'] | undefined {
  const module = given && pathOf(given, scopes);
  if (module === undefined || !isV1(module)) return undefined;
  const name = nameOf(callee.type === 'MemberExpression' ? callee.property : callee) ?? '';
  if (callee.type === 'Identifier' && name === 'require') return 'load';
  return loading.test(name) ? 'import' : undefined;
}

/** The path that a call is given, written out or by the name of a variable that starts with it. */
function pathOf(given: Node, scopes: ReturnType<typeof scopesOf>): string | undefined {
  if (given.type === 'StringLiteral') return given.value;
  if (given.type === 'TemplateLiteral') return given.expressions.length === 0 ? given.quasis[0]?.value.raw : undefined;
  const declared = given.type === 'Identifier' ? scopes.bindingOf(given)?.declarations[0]?.node : undefined;
  const init = declared?.type === 'VariableDeclarator' ? declared.init : undefined;
  return init == null || init.type === 'Identifier' ? undefined : pathOf(init, scopes);
}

const typeInside = /\{[^}]*\bimport\(\s*(['"])(@modelcontextprotocol\/sdk(?:\/[^'"]*)?)\1/g;

/** `@type {import('…').Tool}`: the compiler reads it in JavaScript, and only there. */
function documentedTypes({ file, language }: Source): readonly V1Place[] {
  if (language !== 'js') return [];
  return (file.comments ?? []).flatMap(({ type, value, start }) =>
    type === 'CommentBlock' && value.startsWith('*')
      ? [...value.matchAll(typeInside)].map(({ index }): V1Place => ({
          start: (start ?? 0) + 2 + index,
          form: 'import',
        }))
      : [],
  );
}

/** Whether the text of a file names the module, or the code of one that parses does: what a comment says needs no SDK. */
export function namesModule(source: Source, isIt: (module: string) => boolean): boolean {
  let names = documentedTypes(source).length > 0;
  walk(source.file.program, (node) => {
    if (node.type === 'StringLiteral') names ||= isIt(node.value);
    if (node.type === 'TemplateElement') names ||= isIt(node.value.raw);
    return !names;
  });
  return names;
}

/** True of a module of SDK v1. */
export function isV1(module: string): boolean {
  const sdk = sdkModule(module);
  return sdk?.from === 'sdk' && sdk.generation === 'v1';
}
