// A process with all that descends from it, as the system tells it: /proc on Linux, which needs no `ps`, and that elsewhere.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Relative {
  readonly pid: number;
  readonly parent: number;
  /** Bytes that are resident. */
  readonly memory: number;
}

/** The process and its descendants; nothing where the system does not tell. */
export async function familyOf(pid: number): Promise<readonly Relative[]> {
  const all = process.platform === 'linux' ? fromProc() : process.platform === 'win32' ? [] : await fromPs();
  const children = byParent(all);
  const family: Relative[] = all.filter((each) => each.pid === pid);
  for (const each of family) family.push(...(children.get(each.pid) ?? []));
  return family;
}

function byParent(all: readonly Relative[]): ReadonlyMap<number, readonly Relative[]> {
  const groups = new Map<number, Relative[]>();
  for (const each of all) groups.set(each.parent, [...(groups.get(each.parent) ?? []), each]);
  return groups;
}

function fromProc(): readonly Relative[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0);
      const memory = Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
      return [{ pid: Number(name), parent, memory }];
    } catch {
      // Gone meanwhile.
      return [];
    }
  });
}

function fromPs(): Promise<readonly Relative[]> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,rss='], (_error, stdout) => {
      const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
      resolve(rows.flatMap(([pid = 0, parent = 0, rss = 0]) => (pid > 0 ? [{ pid, parent, memory: rss * 1024 }] : [])));
    });
  });
}
