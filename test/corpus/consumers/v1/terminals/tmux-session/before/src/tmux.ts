import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const noSuchSession = (error: unknown): boolean =>
  error instanceof Error && /can't find session|session not found|no server running/i.test(error.message);

export async function sendKeys(session: string, keys: string, exec: typeof run = run): Promise<string> {
  try {
    await exec('tmux', ['send-keys', '-t', session, keys]);
    return 'sent';
  } catch (error) {
    if (!noSuchSession(error)) throw error;
    await exec('tmux', ['new-session', '-d', '-s', session]);
    return 'started';
  }
}
