// What runs for a run ends with it, however the run ends. Real processes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from './host.ts';
import { folder, lay } from './sandbox.test.kit.ts';
import { supervised } from './supervised.ts';

/** Starts another process that writes on and on, then waits: as installers have children of their own. */
const installer = `
const { spawn } = require('node:child_process');
const writes = "setInterval(() => require('node:fs').appendFileSync('out', '.'), 10)";
spawn(process.execPath, ['-e', writes], { stdio: 'ignore' });
setInterval(() => {}, 1000);
`;

const sizeOf = (file: string): number => (fs.existsSync(file) ? fs.statSync(file).size : 0);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a supervised program', () => {
  it('goes with its children when the run is killed', async () => {
    const root = folder();
    const [program = '', ...args] = supervised([process.execPath, '-e', installer]);
    const run = `const { spawn } = require('node:child_process');
      spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: ['pipe', 2, 2], detached: true });`;
    const killed = spawn(process.execPath, ['-e', run], { cwd: root, stdio: 'ignore' });
    const out = path.join(root, 'out');
    for (let waited = 0; sizeOf(out) === 0 && waited < 500; waited += 1) await pause(20);
    expect(sizeOf(out)).toBeGreaterThan(0);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    // Quiet for half a second, which a busy machine may take its time to come to.
    let size = -1;
    for (let waited = 0; size !== sizeOf(out) && waited < 20; waited += 1) {
      size = sizeOf(out);
      await pause(500);
    }
    expect(sizeOf(out)).toBe(size);
  });

  it('gives its exit code, and is missed when it is not there', async () => {
    const root = folder();
    lay(root, { 'seven.js': 'process.exit(7)' });
    const options = { cwd: root, inherit: true };
    expect((await nodeHost.run([process.execPath, 'seven.js'], options)).code).toBe(7);
    await expect(nodeHost.run(['no-such-program', '--'], options)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
