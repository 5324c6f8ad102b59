// All codemods in their order, over every fixture of every codemod: one run is enough, and a second finds nothing certain.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codemods } from './index.ts';
import type { Codemod } from './lib/codemod.ts';
import type { Questions } from './lib/facts.ts';
import { factsOf } from './lib/fixtures.ts';
import { foldChanges } from './lib/fold.ts';
import { makeSource } from './lib/source.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** As `after` says. */
function inOrder(): readonly Codemod[] {
  const sorted = new Set<Codemod>();
  const visit = (codemod: Codemod): void => {
    for (const id of codemod.after) for (const each of codemods) if (each.id === id) visit(each);
    sorted.add(codemod);
  };
  codemods.forEach(visit);
  return [...sorted];
}

interface Pass {
  readonly text: string;
  readonly fixes: readonly string[];
}

function pass(path: string, input: string, answers: Partial<Questions>): Pass {
  const fixes: string[] = [];
  let text = input;
  for (const codemod of inOrder()) {
    if (!codemod.needles.some((group) => group.every((needle) => text.includes(needle)))) continue;
    const source = makeSource(path, text);
    const findings = codemod.inspect(source, { facts: factsOf(answers), checkStyle: 'code' });
    const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
    fixes.push(...changes.map(() => codemod.id));
    text = foldChanges(source, changes).text;
  }
  return { text, fixes };
}

describe.each(codemods.map(({ id }) => id))('%s', (id) => {
  const root = join(here, id, 'fixtures');
  test.each(readdirSync(root))('%s', (name) => {
    const folder = join(root, name);
    const path = readdirSync(folder).find((file) => file.startsWith('input.')) ?? '';
    const input = readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '');
    const facts = join(folder, 'facts.json');
    const answers = existsSync(facts) ? (JSON.parse(readFileSync(facts, 'utf8')) as Partial<Questions>) : {};
    const first = pass(path, input, answers);
    const second = pass(path, first.text, answers);
    expect(second.fixes).toEqual([]);
    expect(second.text).toBe(first.text);
  });
});
