// What a line has to do with the findings of a run, where it holds none itself: what it calls, imports, builds or says.

import {
  type Codemod,
  endOf,
  namesAround,
  newFormChecks,
  sdkImports,
  type Source,
  startOf,
  suppressionsOf,
  walk,
} from '@resession/transforms/lib';
import { markersOf } from './mark/markers.ts';
import type { Look } from './pipeline/look.ts';
import type { PlannedFinding } from './plan.ts';

/** One sentence on a line, and the finding it speaks of. */
export interface Note {
  readonly kind:
    | 'suppression'
    | 'marker'
    | 'import'
    | 'transport'
    | 'checked'
    | 'settled-elsewhere'
    | 'condition'
    | 'inside'
    | 'nothing';
  readonly text: string;
  readonly finding?: Pick<PlannedFinding, 'id' | 'path' | 'line' | 'kind'>;
}

/** A line that is asked about, and all that was found in the run. */
interface Asked {
  readonly source: Source;
  readonly line: number;
  readonly all: readonly PlannedFinding[];
  readonly inFile: readonly PlannedFinding[];
  isHere(offset: number): boolean;
}

/** The notes on a line of a file, from 1. */
export function notesOn(
  seen: Pick<Look, 'analysis' | 'contextOf' | 'order'>,
  source: Source,
  line: number,
  run: readonly PlannedFinding[],
): readonly Note[] {
  const inFile = run.filter(({ path }) => path === source.path);
  const asked: Asked = { source, line, all: run, inFile, isHere: (offset) => source.position(offset).line === line };
  const notes = [
    ...ownComments(asked),
    ...imported(asked),
    ...built(asked, seen),
    ...checked(asked),
    ...seen.order.all.flatMap((codemod) => told(asked, codemod, seen)),
  ];
  const all = [...notes, ...around(asked)];
  return all.length > 0 ? all : [nothing(asked)];
}

function nothing({ source, isHere }: Asked): Note {
  let code = false;
  walk(source.file.program, (node) => {
    code ||= node.type !== 'Program' && isHere(startOf(node));
    return !code;
  });
  const text = code ? 'It tests nothing, and leads to nothing that does.' : 'No code begins on it.';
  return note('nothing', text);
}

const inWords: Readonly<Record<PlannedFinding['kind'], string>> = {
  fix: 'a fix',
  ask: 'to decide',
  todo: 'to do by hand',
  skip: 'left alone',
};

function placeOf(finding: PlannedFinding): string {
  return `${finding.path}:${finding.line} (${verdictOf(finding)})`;
}

function verdictOf({ kind, suppressed }: PlannedFinding): string {
  return suppressed === undefined ? inWords[kind] : 'suppressed';
}

function note(kind: Note['kind'], text: string, about?: PlannedFinding): Note {
  if (about === undefined) return { kind, text };
  const { id, path, line, kind: verdict } = about;
  return { kind, text, finding: { id, path, line, kind: verdict } };
}

function ownComments({ source, inFile, isHere }: Asked): readonly Note[] {
  const suppressions = suppressionsOf(source).all.filter(({ start }) => isHere(start));
  const markers = markersOf(source).filter(({ comment }) => isHere(comment));
  return [
    ...suppressions.map(({ start, reason }): Note => {
      const covered = inFile.find(({ suppressed }) => suppressed?.line === source.position(start).line);
      return covered === undefined
        ? note('suppression', `A suppression that covers nothing: ${reason}`)
        : note('suppression', `It suppresses the finding at ${placeOf(covered)}: ${reason}`, covered);
    }),
    ...markers.map(({ id }): Note => {
      const marked = inFile.find((finding) => finding.id === id && (finding.kind === 'ask' || finding.kind === 'todo'));
      return marked === undefined
        ? note('marker', 'A marker whose finding is settled; the next run that writes takes it out.')
        : note('marker', `It marks the finding at ${placeOf(marked)}.`, marked);
    }),
  ];
}

function imported({ source, isHere }: Asked): readonly Note[] {
  const here = sdkImports(source).all.filter(({ specifier }) => isHere(startOf(specifier)));
  const origins = new Set(here.map(({ sdk }) => originOf(sdk)));
  return [...origins].map((origin) => {
    const names = here.filter(({ sdk }) => originOf(sdk) === origin).map(({ name }) => name);
    return note('import', `It imports ${[...new Set(names)].join(', ')} of ${origin}.`);
  });
}

function originOf({ from, generation }: { readonly from: string; readonly generation: string }): string {
  return from === 'transport' ? `the patched transport (${generation})` : `the MCP SDK (${generation})`;
}

function built({ source: { path }, line, inFile }: Asked, { analysis }: Pick<Look, 'analysis'>): readonly Note[] {
  const sites = analysis.answer('transport-origin', path, () => []).built;
  const site = sites.find((each) => each.path === path && each.line === line);
  if (site === undefined) return [];
  if (site.patched) return [note('transport', 'It builds, extends or hands on the patched transport.')];
  const swap = inFile.find(({ messageId }) => messageId === 'swap' || messageId === 'reexport');
  const text = 'It builds, extends or hands on the stock transport';
  return swap === undefined
    ? [note('transport', `${text}.`)]
    : [note('transport', `${text}; what changes is where that is imported: ${placeOf(swap)}.`, swap)];
}

function checked({ source, isHere }: Asked): readonly Note[] {
  const here = newFormChecks(source).some(({ start }) => isHere(start));
  return here ? [note('checked', 'It asks for the session-expired code already: there is nothing to guess.')] : [];
}

/** What a codemod says of a line: names that are settled elsewhere, conditions that are none of its own. */
function told({ source, line, all }: Asked, codemod: Codemod, { contextOf }: Pick<Look, 'contextOf'>): readonly Note[] {
  const story = codemod.storyOf?.(source, contextOf(codemod, source), line);
  if (story === undefined) return [];
  const settled = story.leads.flatMap(({ name, path, line: from, endLine: to }): readonly Note[] => {
    const found = all.find((each) => each.path === path && from <= each.line && each.endLine <= to);
    return found === undefined
      ? []
      : [note('settled-elsewhere', `${name} is settled where it is defined: ${placeOf(found)}.`, found)];
  });
  return settled.length > 0 ? settled : story.conditions.map((text) => note('condition', text));
}

/** The innermost function around the line that holds a finding. */
function around({ source, line, inFile }: Asked): readonly Note[] {
  for (const { name, from, to } of functionsAround(source, line)) {
    const held = inFile.filter((each) => from <= each.line && each.endLine <= to);
    const [first] = held;
    if (first === undefined) continue;
    const places = held.map((each) => `line ${each.line} (${verdictOf(each)})`).join(', ');
    return [note('inside', `It lies in ${name}, lines ${from} to ${to}, with a finding on ${places}.`, first)];
  }
  return [];
}

interface Around {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The functions around a line, innermost first. */
function functionsAround(source: Source, line: number): readonly Around[] {
  const found: Around[] = [];
  const lineOf = (offset: number): number => source.position(offset).line;
  walk(source.file.program, (node) => {
    const [from, to] = [lineOf(startOf(node)), lineOf(endOf(node))];
    if (line < from || to < line) return false;
    if (!('params' in node && 'body' in node)) return undefined;
    const { body } = node;
    const inside = Array.isArray(body) || typeof body !== 'object' ? node : body;
    const name = namesAround(source, { start: startOf(inside ?? node), end: endOf(inside ?? node) });
    found.unshift({ name: name === '' ? 'a function' : name, from, to });
    return undefined;
  });
  return found;
}
