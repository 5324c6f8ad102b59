// Which modules a text loads, and which of them it hands on, read with regular expressions: enough to know which files
// are worth parsing. What stands in comments or strings counts too, and so does what is exported under any name.

/** What a file loads. */
export interface Loads {
  readonly all: readonly string[];
  /** Those of which something goes out again: re-exports, barrels, what is imported and exported. */
  readonly handedOn: readonly string[];
}

const quoted = String.raw`(?<quote>['"\`])(?<specifier>(?:(?!\k<quote>)[^\\\n]){1,400})\k<quote>`;
/** A list between braces, and what stands between `import` and `from`: bounded, or a strange text would take for ever. */
const list = String.raw`\{[^}]{0,8000}\}`;
const clause = String.raw`(?<names>[^'"\`;()]{0,8000}?)`;

const loading = new RegExp(String.raw`\b(?:from|import|require)\s*\(?\s*(?:/\*[^*]*\*/\s*)?${quoted}`, 'g');
const reexporting = new RegExp(
  String.raw`\bexport\s*(?:type\s*)?(?:\*(?:\s*as\s+[\w$]+)?|${list}|[\w$]+(?:\s*,\s*${list})?)\s*from\s*${quoted}`,
  'g',
);
const importing = new RegExp(
  String.raw`\bimport\s+(?:type\s+)?${clause}\s*(?:from\s*|=\s*require\s*\(\s*)${quoted}`,
  'g',
);
const taking = new RegExp(
  String.raw`\b(?:const|let|var)\s+(?<names>[^=;]{1,2000}?)\s*=\s*(?:await\s+)?(?:import|require)\s*\(\s*${quoted}`,
  'g',
);
/** Where names go out: lists, the default export, values that are made of others, and what CommonJS assigns. */
const outgoing = [
  /\bexport\s*(?:type\s*)?\{([^}]{0,8000})\}/g,
  /\bexport\s+default\s+([^;\n]{0,300})/g,
  /\bexport\s*=\s*([^;\n]{0,300})/g,
  /\bexport\s+import\s+([^;\n]{0,300})/g,
  /\bexport\s+(?:const|let|var)\s+[^=\n]{1,300}=\s*([^;]{0,1000})/g,
  /\bexports\b([^;]{0,2000})/g,
  /\b__exportStar\s*\(([^;\n]{0,400})/g,
];

/** Reads a text. */
export function loadsOf(text: string): Loads {
  const all = specifiersIn(text, loading);
  if (all.size === 0) return { all: [], handedOn: [] };
  const handedOn = specifiersIn(text, reexporting);
  if (/\bexport/.test(text)) {
    const regions = outgoing.flatMap((region) => [...text.matchAll(region)].map((match) => match[1] ?? ''));
    const words = new Set(regions.flatMap((region) => region.match(/[\w$]+/g) ?? []));
    for (const { groups } of [...text.matchAll(importing), ...text.matchAll(taking)]) {
      const names = (groups?.['names'] ?? '').match(/[\w$]+/g) ?? [];
      if (names.some((name) => words.has(name) && !keywords.has(name))) handedOn.add(groups?.['specifier'] ?? '');
    }
    for (const region of regions) for (const specifier of specifiersIn(region, loading)) handedOn.add(specifier);
  }
  return { all: [...all], handedOn: [...handedOn] };
}

const keywords = new Set(['as', 'type', 'default', 'from', 'import', 'typeof']);

function specifiersIn(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(({ groups }) => groups?.['specifier'] ?? ''));
}

export interface ImportedName {
  readonly name: string;
  readonly local: string;
}

/** The names that a text imports or takes out of what it requires, by specifier; `default` for the default import. */
export function importedNames(text: string): ReadonlyMap<string, readonly ImportedName[]> {
  const found = new Map<string, ImportedName[]>();
  for (const { groups } of [...text.matchAll(importing), ...text.matchAll(taking)]) {
    const [, alone = '', list = ''] = /^([\w$]*)\s*,?\s*(?:\{([^}]*)\})?/.exec(groups?.['names'] ?? '') ?? [];
    const listed = list.split(',').flatMap((each): ImportedName[] => {
      const [name = '', local = name] = each
        .trim()
        .replace(/^type\s+(?!as\b)/, '')
        .split(/\s+as\s+|\s*:\s*/);
      return /^[\w$]+$/.test(name) ? [{ name, local }] : [];
    });
    const own = alone === '' ? [] : [{ name: 'default', local: alone }];
    const specifier = groups?.['specifier'] ?? '';
    found.set(specifier, [...(found.get(specifier) ?? []), ...own, ...listed]);
  }
  return found;
}
