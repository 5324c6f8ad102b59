// A consumer of the corpus as it lies on disk: the tree before, what the migration should make of it, and what it does.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindingKind, Generation } from '../../transforms/lib/codemod.ts';

/** consumer.json. */
export interface Card {
  /** One sentence: what kind of application this is and how it tests for expiry. */
  readonly about: string;
  /** Letters of the shapes, `AH`; empty for a look-alike. */
  readonly shapes: string;
  /** How the formula is dressed: `switch`, `early return`, `type predicate`. */
  readonly dress: readonly string[];
  /** Where the check sits: `private helper`, `#private method`, `retry wrapper`. */
  readonly placed: readonly string[];
  /** Positives only: the transport is built in the repository and the arms are separable. */
  readonly clear?: boolean;
  /** Positives only: what its door answers when it has recovered. */
  readonly recovers?: string;
  /** Look-alikes only: the family. */
  readonly lookAlike?: string;
  /** Loaded by `require`; else as ES modules. */
  readonly commonjs?: true;
  /** It uses the old SSE transport too, whose errors it then has to go on treating alike. */
  readonly sse?: true;
  /** Its code does not type-check, as code at times does. */
  readonly complains?: true;
  /** Why the tool does not do yet what is right here, in one sentence. Goes when it does. */
  readonly deviates?: string;
}

/** A finding in short; `at` is path, line and column in the tree before. */
export interface ShortFinding {
  readonly kind: FindingKind;
  readonly codemod: string;
  readonly messageId: string;
  readonly at: string;
  /** Of a fix: how its meaning changes. */
  readonly changes?: readonly string[];
}

/** Path to text. */
export type Tree = Readonly<Record<string, string>>;

export interface Consumer {
  /** `<generation>/<family>/<name>`. */
  readonly id: string;
  readonly generation: Generation;
  readonly folder: string;
  readonly card: Card;
  readonly before: Tree;
  /** The files that change, as they should become. */
  readonly after: Tree;
  /** Packages that are installed beside it, by path below node_modules. */
  readonly installed: Tree;
  readonly findings: readonly ShortFinding[];
  /** The table of outcomes.txt; empty where there is none yet. */
  readonly outcomes: string;
  readonly hasDoor: boolean;
}

/** Where the consumers lie. */
export const consumersFolder = fileURLToPath(new URL('./consumers/', import.meta.url));

/** All consumers whose id holds `filter`, sorted by id. */
export function readConsumers(filter = ''): readonly Consumer[] {
  const ids = foldersBelow(consumersFolder, 3).filter((id) => id.includes(filter));
  return ids.map(readConsumer);
}

function readConsumer(id: string): Consumer {
  const folder = join(consumersFolder, id);
  const json = <T>(name: string, otherwise?: T): T => {
    if (otherwise !== undefined && !existsSync(join(folder, name))) return otherwise;
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  };
  const outcomes = join(folder, 'outcomes.txt');
  return {
    id,
    generation: id.startsWith('v1/') ? 'v1' : 'v2',
    folder,
    card: json<Card>('consumer.json'),
    before: readTree(join(folder, 'before')),
    after: readTree(join(folder, 'after')),
    installed: readTree(join(folder, 'installed')),
    findings: json<readonly ShortFinding[]>('findings.json', []),
    outcomes: existsSync(outcomes) ? readFileSync(outcomes, 'utf8') : '',
    hasDoor: existsSync(join(folder, 'door.ts')),
  };
}

/** Paths of the folders `depth` levels down, sorted. */
function foldersBelow(folder: string, depth: number): readonly string[] {
  const names = readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
  if (depth === 1) return names;
  return names.flatMap((name) => foldersBelow(join(folder, name), depth - 1).map((rest) => posix.join(name, rest)));
}

/** Every file below a folder; nothing where there is no such folder. */
export function readTree(folder: string, below = ''): Tree {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(join(folder, below))
      .sort()
      .flatMap((name) => {
        const path = posix.join(below, name);
        if (statSync(join(folder, path)).isDirectory()) return Object.entries(readTree(folder, path));
        return [[path, readFileSync(join(folder, path), 'utf8')]];
      }),
  );
}
