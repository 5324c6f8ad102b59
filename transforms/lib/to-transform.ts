// The plain jscodeshift face of a codemod: no facts, certain fixes only, everything else reported.

import type { API, FileInfo, Options } from 'jscodeshift';
import type { CheckStyle, Codemod } from './codemod.ts';
import { noFacts } from './facts.ts';
import { foldChanges } from './fold.ts';
import { makeSource, type Source, SyntaxProblem } from './source.ts';
import { suppressionMessages, suppressionsOf, withSuppressions } from './suppression.ts';

/** What `jscodeshift -t` calls for every file; undefined leaves the file as it is. */
export type Transform = (file: FileInfo, api: Pick<API, 'report'>, options: Options) => string | undefined;

const bom = '\uFEFF';

/**
 * The face of a codemod for plain jscodeshift. `--checkStyle=code|guard` says how v2 checks are written.
 * What a person has to decide or write goes to `api.report`; a file that does not parse counts as an error of the run.
 */
export function toTransform(codemod: Codemod): Transform {
  return (file, api, options) => {
    const mark = file.source.startsWith(bom) ? bom : '';
    const text = file.source.slice(mark.length);
    if (!codemod.needles.some((group) => group.every((needle) => text.includes(needle)))) return undefined;
    const source = parse(file.path, text);
    const inspected = codemod.inspect(source, { facts: noFacts, checkStyle: checkStyleOf(options) });
    const findings = withSuppressions(source, codemod.id, inspected);
    const report = (start: number, words: string): void => {
      const { line, column } = source.position(start);
      api.report(`${line}:${column} ${words}`);
    };
    for (const { kind, start, message, reason } of findings) {
      if (kind === 'ask' || kind === 'todo') report(start, `${kind}: ${message} ${reason}`);
    }
    for (const { start, need } of suppressionsOf(source).unclear) {
      report(start, `todo: ${suppressionMessages['suppression-unclear']} ${need}`);
    }
    const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
    if (changes.length === 0) return undefined;
    const folded = foldChanges(source, changes);
    return folded.text === text ? undefined : mark + folded.text;
  };
}

/** jscodeshift prints the message only, so the place goes into it. */
function parse(path: string, text: string): Source {
  try {
    return makeSource(path, text);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new Error(`${error.line}:${error.column} ${error.message}`, { cause: error });
  }
}

function checkStyleOf(options: Options): CheckStyle {
  const style: unknown = options['checkStyle'] ?? 'code';
  if (style === 'code' || style === 'guard') return style;
  throw new Error(`--checkStyle is code or guard, not ${String(style)}.`);
}
