// The plain jscodeshift face of a codemod: no facts, certain fixes only, everything else reported.

import type { API, FileInfo, Options } from 'jscodeshift';
import type { Codemod } from './codemod.ts';
import { noFacts } from './facts.ts';
import { foldChanges } from './fold.ts';
import { makeSource } from './source.ts';

export type Transform = (file: FileInfo, api: Pick<API, 'report'>, options: Options) => string | undefined;

const bom = '\uFEFF';

/** What `jscodeshift -t` calls. Returns undefined where nothing changes. `--checkStyle=guard` picks the style. */
export function toTransform(codemod: Codemod): Transform {
  return (file, api, options) => {
    const mark = file.source.startsWith(bom) ? bom : '';
    const text = file.source.slice(mark.length);
    if (!codemod.needles.some((group) => group.every((needle) => text.includes(needle)))) return undefined;
    const source = makeSource(file.path, text);
    const checkStyle = options['checkStyle'] === 'guard' ? 'guard' : 'code';
    const findings = codemod.inspect(source, { facts: noFacts, checkStyle });
    for (const { kind, start, message, reason } of findings) {
      if (kind !== 'ask' && kind !== 'todo') continue;
      const { line, column } = source.position(start);
      api.report(`${line}:${column} ${kind}: ${message} ${reason}`);
    }
    const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
    if (changes.length === 0) return undefined;
    const folded = foldChanges(source, changes);
    return folded.text === text ? undefined : mark + folded.text;
  };
}
