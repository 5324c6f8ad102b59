// What the checker is told of a project. All read files alike, so that parsed files can be shared; of a tsconfig only what
// types depend on is heeded: its libraries and its conditions. Its paths are those of `Resolution`.

import type { Config } from '../modules/tsconfig.ts';
import { textsIn } from '../modules/json.ts';
import type { ts, Ts } from './compiler.ts';

/** What sets one project apart from another, as text: files with the same profile are of one program. */
export function profileOf(configs: readonly Config[] | 'broken'): string {
  const [config] = configs === 'broken' ? [] : configs;
  const lib = textsIn(config?.options['lib'])
    ?.map((name) => name.toLowerCase())
    .sort();
  return JSON.stringify({ lib: lib ?? null, conditions: config?.conditions ?? [] });
}

/** The options of a profile. */
export function optionsOf(ts: Ts, profile: string): ts.CompilerOptions {
  const { lib, conditions } = JSON.parse(profile) as { readonly lib: string[] | null; readonly conditions: string[] };
  const libraries = lib === null ? undefined : ts.convertCompilerOptionsFromJson({ lib }, '/').options.lib;
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    allowJs: true,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.Preserve,
    maxNodeModuleJsDepth: 0,
    noEmit: true,
    skipLibCheck: true,
    // Globals of other packages cost more than they tell.
    types: [],
    customConditions: conditions,
    ...(libraries !== undefined && libraries.length > 0 && { lib: libraries }),
  };
}
