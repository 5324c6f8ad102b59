// Runs a real process the way a person would: argv, no shell, and nothing of this process's npm or vitest in its environment.

import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a fresh terminal: npm and vitest leave variables behind that steer a nested npm or node. */
export function freshEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$|FORCE_COLOR$|TEST$|DEV$|PROD$|MODE$)/i.test(name),
  );
  // Somebody's own git settings (signing, hooks, line endings) are not what is under test.
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: '1',
    CI: '',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

/** Runs argv to its end. Rejects only when the program cannot be started. */
export function run(argv: readonly string[], cwd: string, variables: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const [program = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...freshEnvironment(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** As `run`, for what has to succeed: throws with everything that was printed. */
export async function mustRun(argv: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(argv, cwd);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}
