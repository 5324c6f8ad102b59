// Runs the command line as a process of its own, from its sources or in a terminal.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Finished, freshEnvironment, run } from '../e2e/command.ts';

export type { Finished };

const source = fileURLToPath(new URL('from-source.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** The argv of a process of its own. */
export function commandLine(args: readonly string[]): readonly string[] {
  return [process.execPath, '--conditions=@resession/source', '--import', loader, source, ...args];
}

/** Starts it with its streams on pipes, as a script does, and waits for its end. */
export function migrate(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return run(commandLine(args), cwd, variables);
}

/** What a terminal session does when a text shows up on the screen. */
export interface Cue {
  readonly on: string;
  readonly type: string;
}

/** What was on the screen, streams mixed as on any terminal, and how it ended. */
export interface Session {
  readonly code: number | null;
  readonly screen: string;
}

/** Starts it on a terminal of its own (`script` of util-linux) and types when the cues come. */
export function atTerminal(
  cwd: string,
  args: readonly string[],
  cues: readonly Cue[],
  variables: NodeJS.ProcessEnv = {},
): Promise<Session> {
  const line = commandLine(args)
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ');
  const { NO_COLOR: _plain, ...environment } = freshEnvironment();
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd,
    env: { ...environment, TERM: 'xterm', ...variables },
    stdio: 'pipe',
  });
  return new Promise((resolve, reject) => {
    let screen = '';
    const waiting = [...cues];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      const [next] = waiting;
      if (next !== undefined && screen.includes(next.on)) {
        waiting.shift();
        child.stdin.write(next.type);
      }
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, screen }));
  });
}
