// An installer must not outlive a run that was killed: it would write its lockfile after an undo. Nothing tells a process
// that its parent died but the end of a pipe, so a small one in between listens to that.

/** Exit code of the one in between when the program is not there. */
export const notThere = 213;

/**
 * Its stdin is a pipe from the run. When that ends, everything of its process group goes: start it `detached`, so that the
 * group is its own. An interrupt is handed on to the program alone, which then ends as it sees fit.
 */
const supervisor = `
const { spawn } = require('node:child_process');
const [program, ...args] = process.argv.slice(1);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
process.stdin.on('end', () => process.kill(0, 'SIGKILL')).resume();
process.on('SIGINT', () => child.kill('SIGINT'));
child.on('error', (error) => process.exit(error.code === 'ENOENT' ? ${String(notThere)} : 1));
child.on('exit', (code) => process.exit(code ?? 1));
`;

/** The command line that runs `argv` under supervision by this very Node. */
export function supervised(argv: readonly string[]): readonly string[] {
  return [process.execPath, '-e', supervisor, '--', ...argv];
}
