// What one file says of transports and of checks in the new form, read off its syntax alone.

import {
  type Generation,
  type Node,
  sdkImports,
  type SdkThing,
  type Source,
  startOf,
  walk,
} from '@resession/transforms/lib';

export interface Survey {
  /** Lines on which the Streamable HTTP client transport is constructed, extended, handed on or re-exported. */
  readonly transports: readonly { readonly line: number; readonly generation: Generation; readonly patched: boolean }[];
  /** Lines that check for expiry in the new form. */
  readonly checks: readonly { readonly line: number; readonly generation: Generation | 'either' }[];
  readonly generations: ReadonlySet<Generation>;
  /** Those of the SDK's own packages: an entry of the patched transport may be left behind. */
  readonly ofSdk: ReadonlySet<Generation>;
  /** Lines that name the option of the patched transport. */
  readonly options: readonly number[];
  /** The client transport of the old SSE protocol is constructed, extended or handed on. */
  readonly sse: boolean;
}

/** A file without one of these says nothing that a survey looks for. */
export const surveyNeedles: readonly (readonly string[])[] = [
  ['StreamableHTTPClientTransport'],
  ['SSEClientTransport'],
  ['export *', '@modelcontextprotocol/'],
  ['@resession/transport'],
  ['ClientHttpSessionExpired'],
  ['sessionExpiry'],
  ['CLIENT_HTTP_SESSION_EXPIRED'],
];

const transportName = 'StreamableHTTPClientTransport';
const optionName = 'sessionExpiry';
const sseName = 'SSEClientTransport';
const expiryNames = new Set(['isSessionExpired', 'withSessionRecovery', 'SessionExpiredError']);

/** What is below them is a type, or the import itself. */
const noValues = new Set([
  'TSTypeReference',
  'TSTypeQuery',
  'TSImportType',
  'TSExpressionWithTypeArguments',
  'ImportDeclaration',
  'TSImportEqualsDeclaration',
]);

/** Surveys one file. */
export function survey(source: Source): Survey {
  const imports = sdkImports(source);
  const transports = new Map<number, Survey['transports'][number]>();
  const checks = new Map<number, Survey['checks'][number]>();
  let sse = false;
  const lineOf = (node: Node): number => source.position(startOf(node)).line;
  const built = (node: Node, { generation, from }: Pick<SdkThing, 'generation' | 'from'>): void => {
    const line = lineOf(node);
    transports.set(line, { line, generation, patched: from === 'transport' });
  };
  const checked = (node: Node, generation: Generation | 'either'): void => {
    const line = lineOf(node);
    if ((checks.get(line)?.generation ?? 'either') === 'either') checks.set(line, { line, generation });
  };

  for (const { form, name, typeOnly, sdk, specifier } of imports.all) {
    const goesOut = form === 'export' && !typeOnly;
    if (goesOut && name === sseName) sse = true;
    if (goesOut && (name === transportName || (name === '*' && exportsTransport(sdk)))) built(specifier, sdk);
  }
  eachValue(source.file, (node, role) => {
    if (node.type === 'StringLiteral' && node.value === 'CLIENT_HTTP_SESSION_EXPIRED') checked(node, 'either');
    const codes = node.type === 'MemberExpression' && isNamed(node.property, 'ClientHttpSessionExpired');
    if (codes) {
      const enumeration = imports.resolve(node.object);
      if (enumeration?.name === 'SdkErrorCode') checked(node, enumeration.generation);
    }
    const thing = imports.resolve(node);
    if (thing?.name === transportName && role === 'value') built(node, thing);
    if (thing?.name === sseName && role === 'value') sse = true;
    if (thing?.from === 'transport' && expiryNames.has(thing.name)) checked(node, thing.generation);
  });
  return {
    transports: [...transports.values()].sort((a, b) => a.line - b.line),
    checks: [...checks.values()].sort((a, b) => a.line - b.line),
    generations: imports.generations,
    ofSdk: new Set(imports.all.flatMap(({ sdk }) => (sdk.from === 'sdk' ? [sdk.generation] : []))),
    sse,
    options: optionLines(source),
  };
}

/** The option by its name: as a key, a member or a part of a type. What it belongs to is not asked. */
function optionLines(source: Source): readonly number[] {
  if (!source.text.includes(optionName)) return [];
  const lines = new Set<number>();
  walk(source.file.program, (node) => {
    const name = 'key' in node ? node.key : 'property' in node ? node.property : undefined;
    if (name != null && isNamed(name, optionName)) lines.add(source.position(startOf(name)).line);
    return undefined;
  });
  return [...lines];
}

/** Visits what may stand for a value; `class` is the right side of `instanceof`, which builds nothing. */
function eachValue(root: Node, visit: (node: Node, role: 'value' | 'class') => void): void {
  walk(root, (node) => {
    if (noValues.has(node.type)) return false;
    if (node.type === 'ExportNamedDeclaration' && node.source != null) return false;
    if (node.type === 'BinaryExpression' && node.operator === 'instanceof') {
      eachValue(node.left, visit);
      visit(node.right, 'class');
      return false;
    }
    if (node.type === 'VariableDeclarator') {
      if (node.init != null) eachValue(node.init, visit);
      return false;
    }
    visit(node, 'value');
    return undefined;
  });
}

function exportsTransport({
  generation,
  package: name,
  entry,
}: Pick<SdkThing, 'generation' | 'package' | 'entry'>): boolean {
  if (name === '@modelcontextprotocol/sdk') return entry === 'client/streamableHttp';
  return (
    name === '@modelcontextprotocol/client' ||
    (name === '@resession/transport' && (generation === 'v1' || entry === ''))
  );
}

function isNamed(node: Node, name: string): boolean {
  return (node.type === 'Identifier' && node.name === name) || (node.type === 'StringLiteral' && node.value === name);
}
