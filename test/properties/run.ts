// `npm run test:properties [-- --runs N] [--seed S]`: the generated tests, with so many cases each; new ones, unless a seed says which.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const wrong = Object.entries(values).filter(([, value]) => !/^[1-9]\d*$/.test(value));
if (wrong.length > 0) {
  console.error(
    `Usage: npm run test:properties -- [--runs N] [--seed S]; ${wrong.map(([name]) => `--${name}`).join(', ')} takes a number.`,
  );
  process.exit(2);
}
const { runs, seed } = values;
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [vitest, 'run', '--config', '.config/vitest.config.ts', 'test/properties'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    ...(runs !== undefined && { RESESSION_RUNS: runs }),
    RESESSION_SEED: seed ?? String(Date.now() % 2 ** 31),
  },
});
process.exitCode = run.status ?? 1;
