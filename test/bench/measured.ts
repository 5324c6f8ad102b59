// Runs a command and measures it: seconds from start to end, and the most memory that it and its children held.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { freshEnvironment } from '../e2e/command.ts';

export interface Cost {
  readonly seconds: number;
  /** The peak of each process, added up; undefined where the system does not tell. */
  readonly mebibytes: number | undefined;
}

/** Throws where the command ends with another code than 0 or 1. */
export async function measured(argv: readonly string[], cwd: string): Promise<Cost> {
  const [program = '', ...args] = argv;
  const peaks = new Map<number, number>();
  const begun = performance.now();
  const child = spawn(program, args, { cwd, env: freshEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
  const { pid } = child;
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2_000)));
  const watch = setInterval(() => pid !== undefined && look(pid, peaks), 5);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  if (code !== 0 && code !== 1) throw new Error(`${argv.join(' ')} ended with ${String(code)}: ${stderr}`);
  const all = [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
  return { seconds, mebibytes: all === 0 ? undefined : all / 1024 };
}

function look(pid: number, peaks: Map<number, number>): void {
  try {
    const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    if (peak !== undefined) peaks.set(pid, Number(peak));
    for (const task of readdirSync(`/proc/${String(pid)}/task`)) {
      const children = readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8');
      for (const each of children.split(' ')) if (each !== '') look(Number(each), peaks);
    }
  } catch {
    // It has ended, or the system has no such folder.
  }
}
