// The name an SDK thing goes by at one place of a file: the one it has, its own, or a free alias.

import type { Span } from './codemod.ts';
import { moduleImports, whole } from './module-imports.ts';
import { scopesOf } from './scopes.ts';
import type { Source } from './source.ts';

/** A module and a name it exports. */
export interface Export {
  readonly module: string;
  readonly name: string;
}

/**
 * What an edit at `span` must write to mean `name` of `module`: the local name of an import that reaches there
 * (`mcp.SdkError` for a namespace import), else `name`, else an alias that is free. An import of `replaces`, which will move,
 * lends its name; a namespace of the old module does not have what the new one has.
 */
export function localName(source: Source, module: string, name: string, span: Span, replaces?: Export): string {
  return (
    importedAs(source, { module, name }, span, true) ??
    (replaces && importedAs(source, replaces, span, false)) ??
    candidates(name).find((candidate) => isFree(source, candidate, span)) ??
    name
  );
}

function importedAs(
  source: Source,
  { module, name }: Export,
  { start }: Span,
  throughWhole: boolean,
): string | undefined {
  const reaches = moduleImports(source).filter(
    ({ binding, local }) => binding !== undefined && scopesOf(source).lookup(local, start) === binding,
  );
  const values = reaches.filter((entry) => entry.module === module && !entry.typeOnly);
  const named = values.find((entry) => entry.name === name);
  if (named !== undefined) return named.local;
  const namespace = throughWhole ? values.find((entry) => entry.name === whole) : undefined;
  return namespace && `${namespace.local}.${name}`;
}

/** Free at the place itself and at the top of the file, where the import goes. */
function isFree(source: Source, name: string, { start }: Span): boolean {
  const scopes = scopesOf(source);
  return scopes.lookup(name, start) === undefined && !scopes.root.bindings.has(name) && !scopes.free.has(name);
}

function candidates(name: string): readonly string[] {
  const first = name.charAt(0);
  const prefix = first === first.toUpperCase() ? 'Mcp' : 'mcp';
  const alias = prefix + first.toUpperCase() + name.slice(1);
  return [name, alias, ...Array.from({ length: 98 }, (_, index) => `${alias}${index + 2}`)];
}
