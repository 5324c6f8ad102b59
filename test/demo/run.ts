// `npm run demo`: sample clients lose their sessions, are migrated, and lose them again. With a path: plans that path.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, run } from '../e2e/command.ts';
import { build, type Consumer, consumerNames, setUpConsumer } from '../e2e/consumer.ts';
import { observe, type Outcome } from '../e2e/conversation.ts';
import { expiryAnswers } from '../e2e/servers/answers.ts';
import { bold, colouredDiff, dim, table } from './print.ts';

const migrate = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));
const shown = 'v2-typescript';

type Outcomes = Readonly<Record<string, Outcome>>;

async function main(args: readonly string[]): Promise<number> {
  if (!existsSync(migrate) || !existsSync(resolve(migrate, '../../vendor/transport.json'))) {
    console.error('Nothing is built yet: npm ci && npm run build && npm run demo');
    return 2;
  }
  return args.length > 0 ? planPath(args) : showSamples();
}

/** `npm run demo -- <path> [flags]`: a dry run of the CLI, unless the flags say otherwise. */
function planPath(args: readonly string[]): Promise<number> {
  const mode = args.some((arg) => ['--write', '--dry-run', '--check'].includes(arg)) ? [] : ['--dry-run'];
  // npm changes to the root of the workspace; paths are meant from where the command was typed.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [migrate, ...mode, ...args], { cwd, stdio: 'inherit' });
    child.once('error', reject);
    // 1 says that work is left, which is what a plan is for; npm would print it as a failure.
    child.once('close', (code) => done(code === 1 && mode.length > 0 ? 0 : (code ?? 2)));
  });
}

async function showSamples(): Promise<number> {
  const started = Date.now();
  const parent = await mkdtemp(join(tmpdir(), 'resession-demo-'));
  try {
    console.log(
      `${bold('Three sample clients')}, installed from the registry ${dim(`(test/consumers, copied to ${parent})`)}`,
    );
    const consumers = await Promise.all(consumerNames.map((name) => setUpConsumer(name, parent)));

    console.log('Each keeps one client, guesses when its session is gone, and then connects anew.');
    console.log(`Five servers forget their sessions and say so by 404, each with another body.\n`);
    const before = await observeAll(consumers);
    console.log(`${bold('Before')}: what the calls after that come to\n\n${table(rows(consumers, before))}\n`);

    console.log(bold('Now: resession --write'));
    await Promise.all(consumers.map(migrateConsumer));

    const diff = await mustRun(['git', 'diff', '--', 'src', 'package.json'], join(parent, shown));
    console.log(`\nWhat changed in ${bold(shown)}:\n\n${colouredDiff(diff)}`);

    const after = await observeAll(consumers);
    console.log(`${bold('After')}: the same servers, the same calls\n\n${table(rows(consumers, before, after))}\n`);
    console.log(`Recovered with ${recoveries(before)} before, with ${recoveries(after)} after.`);
    console.log(
      dim(`${((Date.now() - started) / 1000).toFixed(0)} seconds. Your own: npm run demo -- <path> (writes nothing)`),
    );
    return after.every((outcomes) => Object.values(outcomes).every((outcome) => outcome === 'recovered')) ? 0 : 1;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** How many of the pairs of client and server ended well, in words. */
function recoveries(observed: readonly Outcomes[]): string {
  const outcomes = observed.flatMap((outcomesOfOne) => Object.values(outcomesOfOne));
  return `${outcomes.filter((outcome) => outcome === 'recovered').length} of ${outcomes.length}`;
}

/** Outcomes by the server's answer, for each consumer in turn. */
function observeAll(consumers: readonly Consumer[]): Promise<readonly Outcomes[]> {
  return Promise.all(
    consumers.map(async (consumer) => {
      await build(consumer);
      const seen = expiryAnswers.map(
        async (answer) => [answer.name, (await observe(consumer, answer)).outcome] as const,
      );
      return Object.fromEntries(await Promise.all(seen));
    }),
  );
}

async function migrateConsumer(consumer: Consumer): Promise<void> {
  const { code, stdout, stderr } = await run([process.execPath, migrate, '--write', consumer.folder], consumer.folder);
  if (code !== 0) throw new Error(`migrate --write ${consumer.name} ended with ${code}\n${stdout}\n${stderr}`);
  console.log(`  ${consumer.name}: exit ${code}`);
}

function rows(consumers: readonly Consumer[], before: readonly Outcomes[], after?: readonly Outcomes[]): string[][] {
  const cell = (answer: string, index: number): string => {
    const [was, is] = [before[index]?.[answer] ?? '', after?.[index]?.[answer]];
    return is === undefined ? was : `${was} -> ${is}`;
  };
  return [
    ['404 with', ...consumers.map(({ name }) => name)],
    ...expiryAnswers.map(({ name }) => [name, ...consumers.map((_, index) => cell(name, index))]),
  ];
}

process.exitCode = await main(process.argv.slice(2));
