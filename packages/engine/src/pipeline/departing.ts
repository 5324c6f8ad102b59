// Which packages lose their last import of the transport through a run. What else names it there is searched for only then.

import { sdkImports, type Source, SyntaxProblem, walk } from '@resession/transforms/lib';
import { type Departure, departures } from '../departures.ts';
import type { Host } from '../host.ts';
import { prefilter } from '../prefilter.ts';
import { transportName } from '../transport-package.ts';
import type { Look } from './look.ts';

/** What a package can be named in beside its sources: configuration, and files with code in them. */
const mayName = /\.(?:json[c5]?|ya?ml|toml|vue|svelte|astro|html?|[cm]?[jt]sx?)$/;
/** Manifests and lockfiles follow from the rest. */
const follows = /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;

/** The packages, with the file that names the transport all the same. */
export function departing({ root, project, listing, drafts, parse }: Look, host: Host): readonly Departure[] {
  const imports = (path: string, text: string): boolean => {
    const source = text.includes(transportName) ? parse(path, text) : undefined;
    return source !== undefined && (source instanceof SyntaxProblem || names(source));
  };
  const leavers = [...drafts.values()].filter(
    ({ path, before, text }) => before !== text && imports(path, before) && !imports(path, text),
  );
  if (leavers.length === 0) return [];
  const others = listing.paths.filter((path) => !drafts.has(path) && mayName.test(path) && !follows.test(path));
  const found = prefilter(root.path, others, [[transportName]], host);
  const texts = new Map([
    ...[...drafts.values()].map(({ path, text }) => [path, text] as const),
    ...found.candidates.map(({ path, text }) => [path, text] as const),
  ]);
  const sources = new Set(listing.sources);
  const naming = [...texts].filter(([path, text]) =>
    sources.has(path) ? imports(path, text) : text.includes(transportName),
  );
  const unread = found.unread.map(({ path }) => path);
  return departures(
    project,
    leavers.map(({ path }) => path),
    [...naming.map(([path]) => path), ...unread],
    (path) => sources.has(path) && importsIt(texts.get(path), path, parse),
  );
}

function importsIt(text: string | undefined, path: string, parse: Look['parse']): boolean {
  const source = text === undefined ? undefined : parse(path, text);
  if (source === undefined || source instanceof SyntaxProblem) return false;
  return sdkImports(source).all.some(({ sdk }) => sdk.from === 'transport');
}

/** True where a text of the code names it: an import, a mock, a list of packages. Comments name nothing. */
function names(source: Source): boolean {
  let found = false;
  walk(source.file.program, (node) => {
    if (node.type === 'StringLiteral') found ||= node.value.includes(transportName);
    if (node.type === 'TemplateElement') found ||= node.value.raw.includes(transportName);
    return !found;
  });
  return found;
}
