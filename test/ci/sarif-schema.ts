// The schema of SARIF 2.1.0 (the fifth release to manufacturing, as `@microsoft/jest-sarif` ships it), and what is beyond it:
// the prose of the standard, and what its Errata 01 made narrower.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import type { Log } from '../../packages/bot/src/index.ts';

const shipped = path.dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));

// Of draft 4 it uses nothing that later drafts read otherwise, but for the name of `$id`.
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(path.join(shipped, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<
  string,
  unknown
>;

/** RFC 3986: the characters there may be, and no `%` that encodes nothing. */
const reference = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
ajv.addFormat('uri-reference', reference);
ajv.addFormat('uri', (text: string) => reference.test(text) && URL.canParse(text));
ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
const validate = ajv.compile(schema);

/** What is wrong with a log; empty where it is what the schema and the prose of the standard say. */
export function violations(log: Log): readonly string[] {
  const said = validate(log) ? [] : (validate.errors ?? []);
  return [...said.map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`), ...prose(log)];
}

/** Indices lead where the names do, regions do not run backwards, URIs are relative and stay below their base. */
function prose({ runs: [run] }: Log): readonly string[] {
  const wrong: string[] = [];
  const { rules } = run.tool.driver;
  for (const { ruleId, ruleIndex } of run.results) {
    if (rules[ruleIndex]?.id !== ruleId) wrong.push(`rule ${String(ruleIndex)} is not ${ruleId}`);
  }
  if (new Set(rules.map(({ id }) => id)).size !== rules.length) wrong.push('a rule stands there twice');
  visit(run, (node) => {
    // Errata 01: every region says where it begins.
    for (const [name, region] of Object.entries(node))
      if (/region$/i.test(name) && !hasStart(region)) wrong.push(`${name} begins nowhere`);
    if ('startLine' in node && typeof node['endLine'] === 'number' && runsBackwards(node))
      wrong.push(`${JSON.stringify(node)} runs backwards`);
    if (typeof node['uri'] !== 'string') return;
    if (/^(?:\/|[a-z][a-z\d+.-]*:)|(?:^|\/)\.\.?(?:\/|$)/i.test(node['uri']))
      wrong.push(`${node['uri']} leads elsewhere`);
    const { index } = node;
    if (typeof index === 'number' && run.artifacts[index]?.location.uri !== node['uri'])
      wrong.push(`artifact ${String(index)} is not ${node['uri']}`);
  });
  return wrong;
}

type Node = Readonly<Record<string, unknown>>;

function hasStart(region: unknown): boolean {
  return typeof region === 'object' && region !== null && 'startLine' in region;
}

function runsBackwards({ startLine, startColumn, endLine, endColumn }: Node): boolean {
  return Number(endLine) < Number(startLine) || (endLine === startLine && Number(endColumn) < Number(startColumn));
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) look(value as Node);
  for (const child of Object.values(value)) visit(child, look);
}
