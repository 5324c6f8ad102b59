// npm has a package `migrate` of somebody else: no text of ours tells anybody to fetch it.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const passedOver = new Set(['node_modules', 'dist', 'vendor', 'fixtures', '.git', 'decisions']);

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesBelow(file);
    return /\.(md|ts|js|json|ya?ml)$/.test(entry.name) && !/\.test\.(kit\.)?ts$/.test(entry.name) ? [file] : [];
  });
}

const texts = [...['docs', 'packages', 'transforms', '.github'].flatMap(filesBelow), 'package.json', 'README.md'];

/** Runs or installs the package `migrate` by its name. */
const fetches =
  /\b(?:npx|bunx|pnpx|(?:pnpm|yarn) dlx|npm (?:exec|x)(?: --)?|npm (?:i|install|add)(?: -\S+)*) migrate\b/;
const installsOurs = /\bnpm (?:i|install|add)\b.*\bresession\b/;

/** Lines that name it without having installed ours first, in the block they stand in, or warning of it. */
function offences(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((line, index) => {
    if (!fetches.test(line) || /\b[Nn]ever\b/.test(line)) return false;
    const before = lines.slice(0, index);
    const block = before.slice(before.findLastIndex((earlier) => earlier.startsWith('```')) + 1);
    return !block.some((earlier) => installsOurs.test(earlier));
  });
}

describe('the name of somebody else', () => {
  it('is seen where it stands', () => {
    expect(offences('Run `npx migrate --write`.')).toHaveLength(1);
    expect(offences('```sh\npnpm dlx migrate\n```')).toHaveLength(1);
    expect(offences('npm install -D migrate')).toHaveLength(1);
    expect(offences('```sh\nnpm install --save-dev resession\nnpx migrate --write\n```')).toEqual([]);
    expect(offences('Never run `npx migrate` where it is not installed.')).toEqual([]);
    expect(offences('npx resession')).toEqual([]);
  });

  it.each(texts)('is not in %s', (file) => {
    expect(offences(readFileSync(path.join(root, file), 'utf8'))).toEqual([]);
  });
});
