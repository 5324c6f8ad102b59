// The suspicious conditions of one file, each judged once, be it for the file itself or because another one calls a
// predicate that is defined here.

import type { Node } from '@babel/types';
import type { Context } from '../codemod.ts';
import type { Modules } from '../facts.ts';
import { scopesOf, sourceOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { surround } from '../surroundings.ts';
import { fullClosureOf } from './names/closure.ts';
import { casesOf, conditionsOf, formulaOf, leavesOf, type Formula } from './vector/condition.ts';
import { isFunction } from './language/functions.ts';
import { inspectionOf, type Inspection } from './inspection.ts';
import { judge, type Judged } from './verdict/judge.ts';
import { holdsNeedle } from './needles.ts';
import { isNewForm } from './vector/new-form.ts';
import { aliased, calledFunction } from './vector/site.ts';
import { needleOf } from './vector/suspicion.ts';

export interface Examination {
  /** Undefined where the file has nothing to do with an MCP client, or nothing in it is suspicious. */
  readonly inspection: Inspection | undefined;
  /** Everything that is found, in source order. */
  judged(): readonly Judged[];
  /** What is found inside a node, where a function stands between the two. */
  inside(part: Node): readonly Judged[];
  /** True where something inside the node has a finding of its own, or leaves it to another predicate. */
  settles(place: Node): boolean;
}

interface Suspected {
  readonly node: Node;
  readonly needle: string;
}

const made = new WeakMap<Modules, Map<string, WeakMap<Source, Examination>>>();

/** The examination of a file; where its surroundings are known it is made once. */
export function examinationOf(source: Source, context: Context): Examination {
  surround(source, context.facts);
  const { modules } = context.facts;
  if (modules === undefined) return examine(source, context);
  const styles = made.get(modules) ?? new Map<string, WeakMap<Source, Examination>>();
  made.set(modules, styles);
  const known = styles.get(context.checkStyle) ?? new WeakMap<Source, Examination>();
  styles.set(context.checkStyle, known);
  const examination = known.get(source) ?? examine(source, context);
  known.set(source, examination);
  return examination;
}

function examine(source: Source, context: Context): Examination {
  const suspects = suspectsIn(source);
  const inspection = suspects.length === 0 ? undefined : inspectionOf(source, context);
  const judged = new Map<Node, Judged | undefined>();
  const open = new Set<Node>();
  const settling = new Set<Node>();

  const judgeOnce = ({ node, needle }: Suspected): Judged | undefined => {
    if (inspection === undefined || judged.has(node) || open.has(node)) return judged.get(node);
    open.add(node);
    const done = isNewForm(fullClosureOf(source, node));
    judged.set(node, done ? undefined : judge(inspection, { node, needle, delegated, inner }));
    open.delete(node);
    return judged.get(node);
  };
  // A call of a predicate, or a constant, is settled where it is defined.
  const delegated = ({ node }: Formula): boolean => {
    const called = calledFunction(source, node);
    const places = called === undefined ? aliased(source, node) : [called];
    return places.some((place) => at(place)?.settles(place) === true);
  };
  // Conditions in the functions that a leaf leads to: a mapper to words of its own, a table of rules.
  const inner = ({ node }: Formula): readonly Judged[] => {
    const reached = fullClosureOf(source, node).filter((part) => part !== node);
    const found = new Set(reached.flatMap((part) => at(part)?.inside(part) ?? []));
    return [...found].filter(({ site }) => sourceOf(site.formula.node) !== source || !within(site.formula.node, node));
  };
  const inside = (part: Node): readonly Judged[] =>
    suspects.flatMap((suspect) => {
      const deeper = within(suspect.node, part) && standsInFunction(source, suspect.node, part);
      return deeper ? (judgeOnce(suspect) ?? []) : [];
    });
  const settles = (place: Node): boolean => suspects.some((suspect) => within(suspect.node, place) && settled(suspect));
  const settled = (suspect: Suspected): boolean => {
    if (judgeOnce(suspect) !== undefined) return true;
    if (settling.has(suspect.node)) return false;
    settling.add(suspect.node);
    const further = leavesOf(formulaOf(suspect.node)).some(delegated);
    settling.delete(suspect.node);
    return further;
  };
  const own: Pick<Examination, 'settles' | 'inside'> = { settles, inside };
  const at = (place: Node): Pick<Examination, 'settles' | 'inside'> | undefined => {
    const home = sourceOf(place) ?? source;
    return home === source ? own : elsewhere(home, context);
  };
  return { inspection, ...own, judged: () => suspects.flatMap((suspect) => judgeOnce(suspect) ?? []) };
}

function suspectsIn(source: Source): readonly Suspected[] {
  const conditions = [...conditionsOf(source.file.program), ...casesOf(source.file.program)];
  return conditions.flatMap((node) => {
    const needle = needleOf(source, node);
    return needle === undefined ? [] : [{ node, needle }];
  });
}

/** A file that nobody looks at by itself has no findings of its own: what it defines is then judged where it is used. */
function elsewhere(home: Source, context: Context): Examination | undefined {
  if (!holdsNeedle(home.text)) return undefined;
  const { facts } = context;
  const there = { ...facts, ask: ((kind, of = home.path) => facts.ask(kind, of)) satisfies Context['facts']['ask'] };
  return examinationOf(home, { ...context, facts: there });
}

/** True where a function between the two is what runs the inner one. */
function standsInFunction(source: Source, inner: Node, outer: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at: Node | undefined = inner; at !== undefined; at = parentOf(at)?.node) {
    if (isFunction(at)) return true;
    if (at === outer) return false;
  }
  return false;
}

function within(inner: Node, outer: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}
