// What there is to say of a line on which nothing was found: where its names lead, and why its conditions are none of ours.

import type { Node } from '@babel/types';
import type { Context, LineStory } from '../codemod.ts';
import { scopesOf, sourceOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { surround } from '../surroundings.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';
import { standsFor } from './names/callee.ts';
import type { Meaning } from './vector/classify.ts';
import { casesOf, conditionsOf, formulaOf } from './vector/condition.ts';
import { propertyName } from './names/class-line.ts';
import { inspectionOf, type Inspection } from './inspection.ts';
import { asksForCode } from './vector/new-form.ts';
import { siteOf } from './vector/site.ts';
import { needleOf } from './vector/suspicion.ts';

/** Tells of a line of a file, from 1. */
export function storyOf(source: Source, context: Context, line: number): LineStory {
  surround(source, context.facts);
  scopesOf(source);
  const inspection = inspectionOf(source, context);
  const conditions = [...conditionsOf(source.file.program), ...casesOf(source.file.program)].filter((node) =>
    isOn(source, node, line),
  );
  return {
    leads: leadsOn(source, line),
    conditions: conditions.map((node) => `${excerpt(source, node)} ${saysNothing(source, inspection, node)}.`),
  };
}

function isOn(source: Source, node: Node, line: number): boolean {
  return source.position(startOf(node)).line <= line && line <= source.position(endOf(node)).line;
}

const longest = 60;

function excerpt({ text }: Source, node: Node): string {
  const written = text.slice(startOf(node), endOf(node)).replace(/\s+/g, ' ');
  return `\`${written.length > longest ? `${written.slice(0, longest - 3)}...` : written}\``;
}

/** Why a condition is no finding, as the rest of a sentence. */
function saysNothing(source: Source, inspection: Inspection | undefined, node: Node): string {
  if (asksForCode(source, node)) return 'asks for the code already';
  if (needleOf(source, node) === undefined)
    return 'names no status, code or wording of an expired session, and neither does what it leads to';
  if (inspection === undefined) return 'stands in a file that has to do with no MCP client';
  const site = siteOf(source, formulaOf(node), inspection);
  if (site === undefined) return 'reads nothing that could be the error of a request';
  return meanings[site.readings.get(node)?.meaning ?? 'free'];
}

const meanings: Readonly<Record<Meaning, string>> = {
  expired: 'tells an expired session, as a part of what is settled elsewhere',
  living: 'tells an expired session, as a part of what is settled elsewhere',
  mixed: 'is true on an expired session and on too many other errors to be about it',
  guard: 'tells one kind of error from another, not a reason',
  timeout: 'is true on a request that timed out, and on no expired session',
  keep: 'is true on no expired session',
  free: 'reads nothing of an error that could be worked out',
  always: 'says the same of every error',
  never: 'is true on no error that an SDK throws',
};

/** The names on a line that stand for code elsewhere. */
function leadsOn(source: Source, line: number): LineStory['leads'] {
  const leads = new Map<string, LineStory['leads'][number]>();
  walk(source.file.program, (node) => {
    if (!isOn(source, node, line)) return false;
    if (source.position(startOf(node)).line !== line) return undefined;
    const name = nameWritten(node);
    const found = name === undefined ? undefined : standsFor(node);
    const home = found && found !== node ? sourceOf(found) : undefined;
    if (name === undefined || found === undefined || home === undefined) return undefined;
    // What is defined on the line itself is no other place.
    if (home === source && isOn(source, found, line)) return undefined;
    const lines = { line: home.position(startOf(found)).line, endLine: home.position(endOf(found)).line };
    leads.set(`${home.path}:${startOf(found)}`, { name, path: home.path, ...lines });
    return undefined;
  });
  return [...leads.values()];
}

function nameWritten(node: Node): string | undefined {
  if (node.type === 'Identifier') return nameOf(node);
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression' ? propertyName(node) : undefined;
}
