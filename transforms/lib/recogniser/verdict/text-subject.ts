// A condition on a mere text: the error did not survive as far as here, and with it the code is lost. Said, for a person
// has to hand the error itself over.

import type { Node } from '@babel/types';
import { wordsOf } from '../../own-comments.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { unwrap, spanOf } from '../../tree.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { readingOf, type Seen } from '../vector/classify.ts';
import { frameOf, partsOf, type Formula } from '../vector/condition.ts';
import { functionName, isFunction } from '../language/functions.ts';
import type { Inspection } from '../inspection.ts';
import type { Judged, Suspect } from './judge.ts';
import { observe } from '../vector/observe.ts';
import { originOf } from '../origin/provenance.ts';
import { toFinding } from './report.ts';
import type { Site } from '../vector/site.ts';
import { likeness, waysOf } from '../vector/subject.ts';
import { toText } from '../language/coerce.ts';
import { todo } from './verdict.ts';
import type { Place } from '../names/world.ts';

/** What a text, or the text of an error, is called. */
export const textNames =
  /^(msg|message|text|str|detail|details|body|output|stderr|lower|normali[sz]ed|s|m)$|(message|msg|text|detail|body)$/i;
const sessionNames = /session|stale|expired|reconnect/i;

/** The finding for a condition that recognises an expired session by a text it was given. */
export function textOnly(inspection: Inspection, suspect: Suspect, formula: Formula): Judged | undefined {
  const { source } = inspection;
  if (!inspection.imports && inspection.built !== true) return undefined;
  if (
    !sessionNames.test(
      `${wordsOf(source).slice(formula.node.start ?? 0, formula.node.end ?? 0)} ${nameAround(source, formula)}`,
    )
  )
    return undefined;
  const rows = catalogue(inspection).filter((row) => row.quick || row.kind === 'unsaid');
  for (const place of waysOf(source, formula)) {
    if (!isText(source, place)) continue;
    const experiment = { source, condition: formula, place };
    const seen = rows.flatMap((row): Seen[] => {
      const error = row.stock();
      const text =
        typeof error === 'object' && error !== null && error.kind === 'object'
          ? error.own.get('message')
          : toText(error);
      return typeof text === 'string' ? [{ row, stock: observe(experiment, text) }] : [];
    });
    const readings = new Map(partsOf(formula).map(({ node }) => [node, readingOf(node, seen)]));
    const told = [...readings.values()].some(
      ({ meaning, strays }) => meaning === 'expired' || (meaning === 'mixed' && strays.length <= 4),
    );
    if (!told) continue;
    const origin = originOf(source, place, formula.node, inspection.dependencies);
    if (origin.foreign && !origin.request) return undefined;
    const site: Site = { formula, place, likeness: 'plain', rows, seen, readings, ways: [place] };
    const verdict = todo(
      'text-only',
      'Hand the error itself over, and ask it for the code.',
      'the error as the parameter',
    );
    const finding = toFinding({
      inspection,
      span: spanOf(suspect.node),
      needle: suspect.needle,
      site,
      origin,
      verdict,
    });
    return { finding, site, steps: [] };
  }
  return undefined;
}

function isText(source: Source, { root, path }: Place): boolean {
  if (root.type !== 'Identifier' || path.length > 0) return false;
  const owner = frameOf(root, scopesOf(source));
  if (madeOfError(source, root)) return true;
  return owner !== undefined && isFunction(owner) && textNames.test(root.name);
}

/** `const text = messageOf(e)` with a function of elsewhere: what it makes of the error is most likely its text. */
function madeOfError(source: Source, root: Node): boolean {
  const declared = scopesOf(source).bindingOf(root)?.declarations[0]?.node;
  if (declared?.type !== 'VariableDeclarator' || declared.id !== root || !declared.init) return false;
  const made = unwrap(declared.init);
  if (made.type !== 'CallExpression') return false;
  return made.arguments.some((argument) => {
    const handed = unwrap(argument);
    const identifier = scopesOf(source).bindingOf(handed)?.declarations[0]?.identifier;
    return identifier !== undefined && likeness(source, { root: identifier, path: [] }) === 'caught';
  });
}

function nameAround(source: Source, { node }: Formula): string {
  const owner = frameOf(node, scopesOf(source));
  return owner !== undefined && isFunction(owner) ? (functionName(owner, scopesOf(source)) ?? '') : '';
}
