// What speaks for and against a condition being about an expired MCP session, beside its truth vector.

import type { Node } from '@babel/types';
import type { Truth } from '../../codemod.ts';
import { wordsAt, wordsOf } from '../../own-comments.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { walk } from '../../tree.ts';
import { arrivalsAt } from '../origin/arrival.ts';
import { toldBy } from './branch.ts';
import type { Row } from '../catalogue/catalogue.ts';
import { fullClosureOf } from '../names/closure.ts';
import { frameOf, leavesOf, type Formula } from '../vector/condition.ts';
import { countedCopies } from './copies.ts';
import { functionName, isFunction } from '../language/functions.ts';
import type { Inspection } from '../inspection.ts';
import { namingOf } from '../rewrite/naming.ts';
import { isNewForm } from '../vector/new-form.ts';
import { liveSession } from '../origin/live-session.ts';
import { placeOf, stepAt, type Origin } from '../origin/origin.ts';
import { isClassTest, type Readings } from './steps.ts';
import type { Place } from '../names/world.ts';
import type { Site } from '../vector/site.ts';
import { subjectTextOf } from '../rewrite/subject-text.ts';
import type { Evidence } from './verdict.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** What is said of sessions that end, and of what is done about it. */
const expiryNames =
  /session|stale|expired|lost|gone|re-?connect|re-?init|re-?open|re-?establish|re-?create|re-?new|recover|handshake|forg[oe]t|dead/i;

/** A word, or a name, for what is to be done next. */
const deeds =
  /(['"`])(?:again|re-?try|restart|start (?:over|again)|connect|reset|refresh|reload)\1|(?:needs|should|must)_?(?:re)?_?(?:connect|try|start|open|new)/i;

/** `useQuery`, `trpc.server.get.useQuery`; one of a client of MCP says so. */
const hook = /(?:^|\.)use(?!M[Cc][Pp])[A-Z]\w*$/;

/** Collects it for one condition. */
export function evidenceFor(inspection: Inspection, site: Site, origin: Origin, readings: Readings): Evidence {
  const { source } = inspection;
  const { formula, place } = site;
  const leaves = leavesOf(formula);
  const yes = (id: string): boolean =>
    leaves.some(
      (leaf) =>
        !isClassTest(leaf) &&
        readings.of(leaf).strays.some((row) => row.id === id) &&
        !['guard', 'living', 'always'].includes(readings.of(leaf).meaning),
    );
  const handler = frameOf(place.root, scopesOf(source)) ?? source.file.program;
  const arrivals = arrivalsAt(source, place);
  const around = surroundings(inspection, formula.node);
  const told = toldBy(formula.node, holdsOnExpiry(formula, readings) ?? true);
  const byText = goesByText(site, readings);
  const copies = countedCopies(inspection, site, arrivals);
  return {
    origin,
    classTest: fullClosureOf(source, formula.node).some((node) => testsSdkClass(node)) || guardsBefore(handler),
    names: expiryNames.test(around),
    byText,
    vague: byText && !/3200[12]|Error POSTing to endpoint/.test(around),
    onlyTells: told.only,
    saysSo: saysSo(`${told.words}\n${namedFor(source, formula.node, place)}`),
    imports: inspection.imports,
    built: inspection.built,
    stranger:
      !inspection.imports &&
      !inspection.mentions &&
      !origin.spoken &&
      !(inspection.requests && inspection.built === true),
    certain: readings.of(formula).hits.length > 0,
    dependencies: inspection.imports && inspection.built === undefined ? [] : inspection.dependencies,
    fallback: (yes('http-405') || yes('http-406') || yes('http-415')) && !yes('http-401'),
    timeoutArm: takesTimeouts(site, readings),
    liveUnproven: leaves.some((leaf) => liveSession(source, leaf.node, handler) === 'likely'),
    copies: [...new Set(copies.map(({ by, at }) => `${by} (${placeOf(source, at)})`))],
    texts: copies.length > 0 && copies.every(({ text }) => text === true),
    hooks: copies.length > 0 && copies.every(({ by }) => hook.test(by)),
    survives: arrivals.some(({ kind }) => kind !== 'copied'),
    data: arrivals.length > 0 && arrivals.every(({ at }) => isData(at)),
    wrapped: arrivals.some(({ kind }) => kind === 'wrapped'),
    wrappers: arrivals
      .filter(({ kind }) => kind === 'wrapped')
      .map(({ by, at }) => stepAt(source, at, `wrapped by ${by}`)),
    direct: place.path.length === 0 || ['reason', 'cause'].includes(place.path.join()),
    subjectText: subjectTextOf(source, formula, place) ?? namingOf(source, place)?.name,
  };
}

function saysSo(words: string): boolean {
  return expiryNames.test(words) || deeds.test(words);
}

/** What a condition says of an expired session: yes, or no where it is turned round. */
function holdsOnExpiry(formula: Formula, readings: Readings): boolean | undefined {
  const { meaning, turned } = readings.of(formula);
  if (meaning === 'expired' || meaning === 'living') return meaning === 'expired';
  switch (formula.kind) {
    case 'leaf':
      return meaning === 'mixed' ? !turned : undefined;
    case 'not': {
      const inner = holdsOnExpiry(formula.part, readings);
      return inner === undefined ? undefined : !inner;
    }
    case 'choice':
      return undefined;
    default:
      return formula.parts.map((part) => holdsOnExpiry(part, readings)).find((holds) => holds !== undefined);
  }
}

/** The words of a condition and of what it leads to, and the name of the function that is about its error alone. */
function namedFor(source: Source, node: Node, { root }: Place): string {
  const scopes = scopesOf(source);
  const owner = frameOf(root, scopes);
  const about = owner !== undefined && isFunction(owner) ? functionName(owner, scopes) : undefined;
  return [about ?? '', ...fullClosureOf(source, node).map((part) => wordsAt(part, source))].join('\n');
}

/** An arm takes timeouts, and the condition as a whole does not set them apart from expired sessions again. */
function takesTimeouts({ formula, seen }: Site, readings: Readings): boolean {
  const leaves = leavesOf(formula);
  const taken = leaves.some((leaf) => {
    const { meaning, timeout } = readings.of(leaf);
    return meaning === 'timeout' || (timeout && meaning === 'mixed');
  });
  if (!taken) return false;
  // What it says of a timeout is what it says of any other error.
  const truthsOn = (is: (row: Row) => boolean): readonly (Truth | undefined)[] =>
    seen.filter(({ row, stock }) => stock.reached && is(row)).map(({ stock }) => stock.truths.get(formula.node));
  const [any] = truthsOn(({ id }) => id === 'own');
  return (
    any === undefined || any === 'unknown' || truthsOn(({ kind }) => kind === 'timeout').some((truth) => truth !== any)
  );
}

/** A literal that nothing goes into: a row of a table, never an error. */
function isData(node: Node): boolean {
  if (!/^(?:Object|Array)Expression$|Literal$/.test(node.type)) return false;
  let found = true;
  walk(node, (inner) => {
    if (inner.type === 'ObjectProperty' && !inner.computed) {
      found &&= isData(inner.value) || isConstant(inner.value);
      return false;
    }
    found &&= inner === node || isConstant(inner);
    return found;
  });
  return found;
}

function isConstant(node: Node): boolean {
  return /Literal$|^TemplateElement$/.test(node.type) || (node.type === 'UnaryExpression' && isConstant(node.argument));
}

/** An expired session without a body is like any other error to it: what it knows it reads off the text. */
function goesByText({ formula, seen }: Site, readings: Readings): boolean {
  const truthOn = (id: string, leaf: Formula): readonly (Truth | undefined)[] =>
    seen.filter(({ row, stock }) => stock.reached && row.id === id).map(({ stock }) => stock.truths.get(leaf.node));
  const telling = leavesOf(formula).filter((leaf) =>
    ['expired', 'living', 'mixed'].includes(readings.of(leaf).meaning),
  );
  return telling.every((leaf) => {
    const [other] = truthOn('own', leaf);
    return truthOn('empty', leaf).every((truth) => truth === other);
  });
}

function testsSdkClass(node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (isStanding(inner)) return false;
    // A class told by its name, as code that crosses copies of a package does it.
    if (inner.type === 'StringLiteral') found ||= /^(?:StreamableHTTPError|SdkHttpError|SdkError)$/.test(inner.value);
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const thing = sdkThing(inner);
      found ||= thing !== undefined && /Error$|ErrorCode$/.test(thing.name);
    }
    return !found;
  });
  return found;
}

/** A standing check with its class: what an earlier run wrote is no evidence of what it asked about. */
function isStanding(node: Node): boolean {
  return node.type === 'LogicalExpression' && node.right.type === 'BinaryExpression' && isNewForm([node.right]);
}

/** A class test earlier in the same function or catch. */
function guardsBefore(handler: Node): boolean {
  return handler.type !== 'Program' && testsSdkClass(handler);
}

/** The condition, the name of its function and what it is called or leads to. */
function surroundings({ source }: Inspection, node: Node): string {
  const scopes = scopesOf(source);
  const words = wordsOf(source);
  let text = fullClosureOf(source, node)
    .map((part) => wordsAt(part, source))
    .join('\n');
  for (let at = scopes.parentOf(node)?.node; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') text += `\n${at.id.name}`;
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
      const { start, end } = at.consequent;
      text += `\n${words
        .slice(start ?? 0, end ?? 0)
        .replace(/\s+/g, ' ')
        .slice(0, 400)}`;
    }
    if (isFunction(at)) return `${text}\n${functionName(at, scopes) ?? ''}`;
  }
  return text;
}
