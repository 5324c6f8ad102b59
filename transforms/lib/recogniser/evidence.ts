// What speaks for and against a condition being about an expired MCP session, beside its truth vector.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import { walk } from '../tree.ts';
import { closureOf } from './closure.ts';
import { frameOf, leavesOf } from './condition.ts';
import { functionName, isFunction } from './functions.ts';
import type { Inspection } from './inspection.ts';
import { liveSession } from './live-session.ts';
import type { Origin } from './provenance.ts';
import { isClassTest, type Readings } from './rewrite.ts';
import type { Site } from './site.ts';
import { textOf, walkerOf } from './subject.ts';
import type { Evidence } from './verdict.ts';

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
  return {
    origin,
    classTest:
      closureOf(source, formula.node).some((node) => testsSdkClass(inspection, node)) ||
      guardsBefore(inspection, handler),
    names: /session|stale|expired|reconnect|reinit|lost|gone/i.test(surroundings(inspection, formula.node)),
    imports: inspection.imports,
    built: inspection.built,
    dependencies: inspection.imports && inspection.built === undefined ? [] : inspection.dependencies,
    fallback: (yes('http-405') || yes('http-406') || yes('http-415')) && !yes('http-401'),
    timeoutArm: leaves.some(
      (leaf) =>
        ['timeout'].includes(readings.of(leaf).meaning) ||
        (readings.of(leaf).timeout && readings.of(leaf).meaning === 'mixed'),
    ),
    liveUnproven: leaves.some((leaf) => liveSession(source, leaf.node, handler) === 'likely'),
    direct: place.path.length === 0 || ['reason', 'cause'].includes(place.path.join()),
    subjectText: walkerOf(source, formula.node, place) ?? textOf(source, place, formula.node.start ?? 0),
  };
}

function testsSdkClass({ source }: Inspection, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    // A class told by its name, as code that crosses copies of a package does it.
    if (inner.type === 'StringLiteral') found ||= /^(?:StreamableHTTPError|SdkHttpError|SdkError)$/.test(inner.value);
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression') {
      const thing = sdkImports(source).resolve(inner);
      found ||= thing !== undefined && /Error$|ErrorCode$/.test(thing.name);
    }
    return !found;
  });
  return found;
}

/** A class test earlier in the same function or catch. */
function guardsBefore(inspection: Inspection, handler: Node): boolean {
  return handler.type !== 'Program' && testsSdkClass(inspection, handler);
}

/** The condition, the name of its function and what it is called or leads to. */
function surroundings({ source }: Inspection, node: Node): string {
  const scopes = scopesOf(source);
  let text = closureOf(source, node)
    .map((part) => source.text.slice(part.start ?? 0, part.end ?? 0))
    .join('\n');
  for (let at = scopes.parentOf(node)?.node; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') text += `\n${at.id.name}`;
    if (at.type === 'IfStatement')
      text += `\n${source.text.slice(at.consequent.start ?? 0, Math.min(at.consequent.end ?? 0, (at.consequent.start ?? 0) + 400))}`;
    if (isFunction(at)) return `${text}\n${functionName(at, scopes) ?? ''}`;
  }
  return text;
}
