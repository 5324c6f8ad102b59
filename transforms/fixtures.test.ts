// Every fixture of every codemod: bytes compared, run twice, findings compared where the case names them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codemods } from './index.ts';
import type { CheckStyle, Codemod } from './lib/codemod.ts';
import type { Questions } from './lib/facts.ts';
import { factsOf, type FixtureFinding, runFixture } from './lib/fixtures.ts';
import { makeSource } from './lib/source.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

function json<T>(folder: string, name: string): T | undefined {
  const path = join(folder, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

/** What `facts.json` holds: answers by question, and how specifiers are mapped. */
type FactsFile = Partial<Questions> & { readonly paths?: Readonly<Record<string, string>> };

/** The other files of a case, by their path from the folder of the input. */
function filesBeside(folder: string): Readonly<Record<string, string>> | undefined {
  const root = join(folder, 'beside');
  if (!existsSync(root)) return undefined;
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

/** True where a file that others import from lends them what the codemod looks for. */
function isLed(codemod: Codemod, beside: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(beside).some(([path, text]) => {
    const holds = codemod.leadNeedles?.some((group) => group.every((needle) => text.includes(needle)));
    return holds === true && (codemod.leads?.(makeSource(path, text)) ?? []).length > 0;
  });
}

describe.each(codemods)('$id', (codemod) => {
  const root = join(here, codemod.id, 'fixtures');
  const cases = existsSync(root) ? readdirSync(root) : [];

  test('has cases that change, and at least as many that stay', () => {
    const changed = cases.filter((name) => readdirSync(join(root, name)).some((file) => file.startsWith('output.')));
    expect(changed.length).toBeGreaterThan(0);
    expect(cases.length - changed.length).toBeGreaterThanOrEqual(changed.length);
  });

  test('has a README', () => {
    expect(readFileSync(join(here, codemod.id, 'README.md'), 'utf8')).toContain(`# ${codemod.id}\n`);
  });

  test.each(cases)('%s', (name) => {
    const folder = join(root, name);
    const files = readdirSync(folder);
    const inputs = files.filter((file) => file.startsWith('input.'));
    expect(inputs).toHaveLength(1);
    const [path = ''] = inputs;
    const outputPath = join(folder, path.replace('input.', 'output.'));
    const stray = files.filter(
      (file) => !/^(?:input|output)\.\w+$|^(?:facts|findings|options)\.json$|^beside$/.test(file),
    );
    expect(stray).toEqual([]);

    const input = readFileSync(join(folder, path), 'utf8');
    const expected = existsSync(outputPath) ? readFileSync(outputPath, 'utf8') : input;
    const { paths, ...answers } = json<FactsFile>(folder, 'facts.json') ?? {};
    const beside = filesBeside(folder);
    const options = json<{ checkStyle?: CheckStyle; choice?: string; path?: string }>(folder, 'options.json') ?? {};
    const { checkStyle = 'code', choice } = options;

    const result = runFixture(codemod, {
      path: options.path ?? path,
      input,
      facts: factsOf(answers),
      checkStyle,
      ...(choice !== undefined && { choice }),
      ...(beside && { beside }),
      ...(paths && { paths }),
    });
    expect(result.output).toBe(expected);
    expect(existsSync(outputPath)).toBe(result.output !== input);
    expect(result.again).toBe(result.output);
    expect(result.unsettled).toEqual([]);
    const findings = json<readonly FixtureFinding[]>(folder, 'findings.json');
    if (findings !== undefined) expect(result.findings).toEqual(findings);
    const hasNeedle = codemod.needles.some((group) => group.every((needle) => input.includes(needle)));
    expect(hasNeedle || isLed(codemod, beside) || result.findings.length === 0).toBe(true);
  });
});
