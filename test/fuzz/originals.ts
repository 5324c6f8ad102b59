// Real sources to start from: what the fixtures put in, and the files of the corpus.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../../transforms/lib/codemod.ts';
import { readConsumers, type Tree } from '../corpus/consumer.ts';

/** A package as its author has it, and the one file of it that is to be mutated. */
export interface Original {
  readonly name: string;
  readonly generation: Generation;
  readonly tree: Tree;
  readonly file: string;
}

const transforms = fileURLToPath(new URL('../../transforms/', import.meta.url));
const source = /\.[cm]?[jt]sx?$/;

/** All of them, in the same order every time. */
export function originals(): readonly Original[] {
  return [...fromFixtures(), ...fromCorpus()];
}

function fromFixtures(): readonly Original[] {
  const inputs = readdirSync(transforms, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && /[\\/]fixtures[\\/][^\\/]+[\\/]input\.\w+$/.test(path))
    .sort();
  return inputs.map((path): Original => {
    const text = readFileSync(join(transforms, path), 'utf8');
    const file = `src/${path.slice(path.search(/input\.\w+$/))}`;
    return { name: path, generation: generationOf(text), tree: { [file]: text }, file };
  });
}

function fromCorpus(): readonly Original[] {
  return readConsumers().flatMap(({ id, generation, before }) =>
    Object.keys(before)
      .filter((path) => source.test(path))
      .map((file) => ({ name: `${id}/${file}`, generation, tree: before, file })),
  );
}

function generationOf(text: string): Generation {
  return text.includes('@modelcontextprotocol/sdk') || text.includes('transport/v1') ? 'v1' : 'v2';
}
