// A person at a real terminal: tmux holds it, keys are sent, and what stands on the screen is read back.

import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freshEnvironment } from '../e2e/command.ts';

/** The command as it is built. */
export const program = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));

export interface Terminal {
  /** Waits for a text among what was printed since the last keys. Returns that. */
  shows(text: string): Promise<string>;
  /** Sends keys, as tmux names them (`y`, `Enter`, `C-c`), and waits for a text that they bring. */
  type(keys: string | readonly string[], text: string): Promise<string>;
  /** The exit code, once the command has ended. */
  ended(): Promise<number>;
  /** Everything that was printed. */
  transcript(): string;
  resize(columns: number, rows: number): void;
  /** As when somebody closes the window. */
  close(): void;
}

export interface Wish {
  readonly columns?: number;
  readonly rows?: number;
  readonly variables?: Readonly<Record<string, string>>;
  /** Colours are read by people, not by these tests. */
  readonly colors?: true;
}

let started = 0;

/** Starts the command in a folder, on a terminal of its own. */
export function terminalWith(cwd: string, args: readonly string[], wish: Wish = {}): Terminal {
  const { NO_COLOR, ...inherited } = freshEnvironment();
  const env = { ...inherited, ...(wish.colors !== true && { NO_COLOR }), TERM: 'screen-256color', ...wish.variables };
  started += 1;
  const socket = `resession-${String(process.pid)}-${String(started)}`;
  const tmux = (...rest: readonly string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...rest], { cwd, env, encoding: 'utf8' });
  const line = [process.execPath, program, ...args].map(quoted).join(' ');
  const [columns, rows] = [String(wish.columns ?? 100), String(wish.rows ?? 50)];
  tmux('new-session', '-d', '-x', columns, '-y', rows, `${line}; echo "EXIT=$?"; exec sleep 600`);
  let earlier = '';
  const screen = (): string => tmux('capture-pane', '-p', '-S', '-', ...(wish.colors === true ? ['-e'] : []));
  const shows = async (text: string): Promise<string> => {
    for (let turn = 0; turn < 500; turn += 1) {
      const now = screen();
      if (now.includes(text)) return now;
      if (/EXIT=\d+/.test(now) && turn > 2) break;
      await wait(100);
    }
    throw new Error(`no '${text}' on the screen:\n${screen().replace(/\n+$/, '\n')}`);
  };
  return {
    shows,
    async type(keys, text) {
      earlier += screen();
      tmux('send-keys', '-R');
      tmux('clear-history');
      tmux('send-keys', ...(typeof keys === 'string' ? [keys] : keys));
      return shows(text);
    },
    async ended() {
      const said = await shows('EXIT=');
      return Number(/EXIT=(\d+)/.exec(said)?.[1]);
    },
    transcript: () => earlier + screen(),
    resize: (wide, high) => void tmux('resize-window', '-x', String(wide), '-y', String(high)),
    close: () => {
      try {
        execFileSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
      } catch {
        // It has gone already.
      }
    },
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
