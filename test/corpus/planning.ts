// What the engine would do with the consumers: each in a workspace of all, each alone, and each again on its result.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost, plan, type Plan, type PlannedFinding, type Tarball } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import type { Consumer, ShortFinding, Tree } from './consumer.ts';
import { layConsumer, layWorkspace } from './lay-out.ts';

/** What came of one consumer. */
export interface Planned {
  readonly findings: readonly ShortFinding[];
  /** The source files that change, as they become. */
  readonly after: Tree;
  /** The folders of the packages whose manifest changes, sorted. */
  readonly manifests: readonly string[];
}

/** Plans all consumers as packages of one workspace below `folder`. */
export async function planWorkspace(folder: string, consumers: readonly Consumer[]): Promise<Map<string, Planned>> {
  const root = join(folder, 'workspace');
  layWorkspace(root, consumers);
  const made = await planAt(root, folder);
  return new Map(consumers.map(({ id }) => [id, plannedBelow(made, `${id}/`)]));
}

/** Plans one consumer in a repository of its own below `folder`. */
export async function planAlone(folder: string, consumer: Consumer, tree: Tree = consumer.before): Promise<Planned> {
  const root = join(folder, consumer.id);
  layConsumer(root, consumer, tree);
  return plannedBelow(await planAt(root, folder), '');
}

async function planAt(root: string, folder: string): Promise<Plan> {
  const options = { paths: [], cwd: root, rootOverride: root, only: null, ignore: [], checkStyle: 'code' } as const;
  const rest = { transport: 'vendor', tarball: tarballIn(folder), toolVersion: '0.1.0' } as const;
  return plan({ ...options, ...rest }, nodeHost, codemods);
}

/** Stands for the packed transport: what is in it does not matter to a plan. */
function tarballIn(folder: string): Tarball {
  const bytes = Buffer.from('the packed transport');
  const path = join(folder, 'transport.tgz');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, bytes);
  return { path, version: '0.1.0', integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
}

function plannedBelow({ findings, files }: Plan, prefix: string): Planned {
  const below = files.filter(({ path }) => path.startsWith(prefix));
  const inside = (path: string): string => path.slice(prefix.length);
  const sources = below.filter(({ kind }) => kind === 'source');
  return {
    findings: findings.filter(({ path }) => path.startsWith(prefix)).map((finding) => short(finding, inside)),
    after: Object.fromEntries(sources.map(({ path, after }) => [inside(path), after.data])),
    manifests: below.flatMap(({ path, kind }) => (kind === 'manifest' ? [inside(path)] : [])).sort(),
  };
}

function short(finding: PlannedFinding, inside: (path: string) => string): ShortFinding {
  const { kind, codemod, messageId, path, line, column, explanation } = finding;
  const changes = kind === 'fix' ? (explanation?.changes ?? []) : [];
  const at = `${inside(path)}:${line}:${column}`;
  return { kind, codemod, messageId, at, ...(changes.length > 0 && { changes }) };
}
