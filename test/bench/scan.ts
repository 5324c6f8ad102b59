// `npm run bench:scan`: the built command over a large tree, beside what reading it costs, a search, and other tools; all in turn on the
// same tree. `npm run bench:scan -- 1000 5000` takes other sizes, `-- <folder>` a repository of yours.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from '../e2e/command.ts';
import { chartOf } from './chart.ts';
import { type Cost, measured } from './measured.ts';
import { type Candidates, putCandidates, writeTree } from './tree.ts';

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cli = [process.execPath, place('../../packages/cli/bin/migrate.js')];
const command = [...cli, '--dry-run', '--format', 'json'];

/** One row of the table. */
interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  readonly candidates: Candidates;
  /** Slow ones run once. */
  readonly rounds: number;
  /** Runs once before it is measured: what it left behind counts. */
  readonly again?: true;
}

const rounds = 5;

async function contendersIn(tools: string, own: boolean): Promise<readonly Contender[]> {
  await writeFile(join(tools, 'package.json'), '{ "private": true }\n');
  const packages = ['@vscode/ripgrep@1.18.0', '@modelcontextprotocol/codemod@2.3.1'];
  await mustRun(['npm', 'install', '--no-audit', '--no-fund', ...packages], tools);
  const rg = await mustRun([process.execPath, '-p', `require('@vscode/ripgrep').rgPath`], tools);
  const jscodeshift = place('../../node_modules/jscodeshift/bin/jscodeshift.js');
  const codemod = join(tools, 'node_modules/@modelcontextprotocol/codemod/dist/cli.mjs');
  const parse = ['--extensions=ts,tsx,js,jsx', '--parser=tsx', '--dry', '--silent'];
  const pattern = 'ClientHttpSessionExpired|StreamableHTTPError|SdkHttpError|-32001|ession not found';
  const types = ['-tts', '-tjs'];
  return [
    {
      name: 'floor: Node, `git ls-files`, every byte read',
      argv: [process.execPath, place('floor.mjs')],
      candidates: 'none',
      rounds,
    },
    { name: 'bare Node', argv: [process.execPath, '-e', '0'], candidates: 'none', rounds },
    { name: 'resession `--help`', argv: [...cli, '--help'], candidates: 'none', rounds },
    { name: 'ripgrep', argv: [rg.trim(), '--count', ...types, pattern, '.'], candidates: 'none', rounds },
    { name: own ? 'resession' : 'resession, no candidates', argv: command, candidates: 'none', rounds },
    ...(own
      ? []
      : [
          { name: 'resession, five candidates', argv: command, candidates: 'plain', rounds } as const,
          { name: 'resession, five that types tell', argv: command, candidates: 'typed', rounds } as const,
          {
            name: 'resession `--check` of the same once more',
            argv: [...cli, '--check', '--format', 'json'],
            candidates: 'typed',
            rounds,
            again: true,
          } as const,
        ]),
    {
      name: '`@modelcontextprotocol/codemod` 2.3.1 `--dry-run`',
      argv: [process.execPath, codemod, 'v1-to-v2', '--dry-run', '.'],
      candidates: 'none',
      rounds: 1,
    },
    {
      name: 'jscodeshift, parsing only',
      argv: [process.execPath, jscodeshift, '-t', place('parse-all.cjs'), ...parse, '.'],
      candidates: 'none',
      rounds: 1,
    },
  ];
}

/** The best of some rounds, all contenders in turn. */
async function race(root: string, contenders: readonly Contender[], own: boolean): Promise<ReadonlyMap<string, Cost>> {
  const best = new Map<string, Cost>();
  let there: Candidates | undefined;
  for (let round = 0; round < rounds; round++) {
    for (const { name, argv, candidates, rounds: most, again } of contenders) {
      if (round >= most) continue;
      if (!own && candidates !== there) await putCandidates(root, (there = candidates));
      if (again === true && round === 0) await measured(argv, root);
      const cost = await measured(argv, root);
      const before = best.get(name);
      const mebibytes = Math.max(cost.mebibytes ?? 0, before?.mebibytes ?? 0) || undefined;
      best.set(name, { seconds: Math.min(cost.seconds, before?.seconds ?? Infinity), mebibytes });
    }
  }
  return best;
}

export interface Result {
  readonly title: string;
  readonly costs: ReadonlyMap<string, Cost>;
}

function tableOf({ title, costs }: Result): string {
  const floor = [...costs.values()][0]?.seconds ?? NaN;
  const rows = [...costs].map(
    ([name, { seconds, mebibytes }]) =>
      `| ${name} | ${(seconds / floor).toFixed(2)} | ${seconds.toFixed(2)} s | ${mebibytes === undefined ? '' : `${mebibytes.toFixed(0)} MiB`} |`,
  );
  return [
    `### ${title}`,
    '',
    '| what | of the floor | time | peak memory |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const given = process.argv.slice(2);
const sizes = given.length === 0 ? [1_000, 5_000, 20_000] : given.map(Number);
const own = given.length === 1 && Number.isNaN(sizes[0]) ? given[0] : undefined;
const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  const contenders = await contendersIn(scratch, own !== undefined);
  const results: Result[] = [];
  if (own === undefined) {
    for (const size of sizes) {
      const root = join(scratch, 'tree');
      await writeTree(root, size);
      results.push({ title: `${size.toLocaleString('en')} files`, costs: await race(root, contenders, false) });
      await rm(root, { recursive: true });
      console.log(`${tableOf(results.at(-1) ?? { title: '', costs: new Map() })}\n`);
    }
  } else {
    results.push({ title: own, costs: await race(own, contenders, true) });
    console.log(results.map(tableOf).join('\n'));
  }
  if (given.length === 0) {
    await writeFile(place('../../docs/bench-scan.svg'), chartOf(results));
    await writeFile(place('../../docs/bench-scan.md'), page(results));
    await mustRun(['npx', 'prettier', '--write', place('../../docs/bench-scan.md')], place('../..'));
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

function page(results: readonly Result[]): string {
  return `# What a scan costs

Made by \`npm run bench:scan\` on two cores, with Node ${process.versions.node}: everything in turn on the same generated tree, the best of ${String(rounds)} rounds (of one
for the last two). Ratios carry over; seconds do not.

![Time by number of files](bench-scan.svg)

${results.map(tableOf).join('\n\n')}
`;
}
