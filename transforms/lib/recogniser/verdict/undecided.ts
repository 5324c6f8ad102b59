// Why a condition, or a part of one, cannot be evaluated within the file.

import type { Node } from '@babel/types';
import { definitionOf } from '../../links.ts';
import { scopesOf } from '../../scopes.ts';
import { walk } from '../../tree.ts';
import { leavesOf, partsOf } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import { isClassTest, type Readings, type Step } from './steps.ts';
import type { Site } from '../vector/site.ts';
import { ask, skip, type Verdict } from './verdict.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** The reason in words; an import is named first, for it can be followed. */
export function whyUnknown(inspection: Inspection, site: Site): string {
  const imported = importedIn(inspection, site.formula.node);
  if (imported !== undefined) return described(imported);
  const whys = [...site.readings.values()].flatMap(({ why }) => (why === undefined ? [] : [why]));
  return whys.find((why) => why.includes('imported')) ?? whys[0] ?? 'what it reads is not known in this file';
}

/** A part that reads the error and cannot be evaluated, beside parts that can: asked, and never taken for granted. */
export function doubtfulPart(
  inspection: Inspection,
  site: Site,
  readings: Readings,
  steps: readonly Step[],
): Verdict | undefined {
  const gone = new Set(steps.flatMap((step) => partsOf(step.part).map(({ node }) => node)));
  for (const leaf of leavesOf(site.formula)) {
    if (gone.has(leaf.node) || readings.delegated(leaf) || readings.of(leaf).meaning !== 'free') continue;
    if (!readings.onSubject(leaf)) continue;
    const imported = importedIn(inspection, leaf.node);
    if (imported === undefined) continue;
    return ask('undecided', `A part cannot be evaluated: ${described(imported)}.`, 'a definition within reach');
  }
  return undefined;
}

/** A class of another package: its errors are none of ours. A path or an alias may still lead to the SDK's class. */
export function otherPackage(inspection: Inspection, site: Site): Verdict | undefined {
  for (const leaf of leavesOf(site.formula)) {
    if (!isClassTest(leaf)) continue;
    const imported = importedIn(inspection, leaf.node);
    if (imported === undefined || !/^[@\w]/.test(imported.module)) continue;
    // A package of the workspace is none of the others: the class can be followed.
    if (['binding', 'value'].includes(definitionOf(imported.node)?.kind ?? '')) continue;
    if (/^@\/|^@?(?:src|app|lib)\/|mcp|modelcontext/i.test(imported.module)) continue;
    return skip('other-package', `${described(imported)}, is not of the MCP SDK.`);
  }
  return undefined;
}

interface Imported {
  readonly node: Node;
  readonly name: string;
  readonly module: string;
}

function described({ name, module }: Imported): string {
  return `'${name}', imported from '${module}'`;
}

/** The first name in a node that comes from another module than the SDK. */
function importedIn({ source }: Inspection, node: Node): Imported | undefined {
  const scopes = scopesOf(source);
  let found: Imported | undefined;
  walk(node, (inner) => {
    if (inner.type !== 'Identifier' || found !== undefined) return found === undefined;
    const declared = scopes.bindingOf(inner)?.declarations[0];
    if (declared?.kind !== 'import' || sdkThing(inner) !== undefined) return undefined;
    const statement = scopes.parentOf(declared.node)?.node;
    if (statement?.type === 'ImportDeclaration')
      found = { node: inner, name: inner.name, module: statement.source.value };
    return undefined;
  });
  return found;
}
