// A real terminal for the screenshots: tmux, driven by keys, and what stands on its screen as HTML.

import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import Convert from 'ansi-to-html';

/** Columns and rows, as wide as a guide can show and as high as a laptop has. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Terminal {
  /** Types keys by their tmux names, or a text as it is. */
  keys(...names: readonly string[]): void;
  type(text: string): void;
  /** Waits until the screen shows a text. Throws after a minute, with what it shows instead. */
  shows(text: string): Promise<void>;
  /** The screen as an HTML page of its own. */
  page(title: string): string;
  close(): void;
}

const minute = 60_000;

/** Opens a shell in a folder. */
export function openTerminal(name: string, folder: string, { columns, rows }: Size, env: NodeJS.ProcessEnv): Terminal {
  const socket = `resession-${name}-${String(process.pid)}`;
  const tmux = (...args: readonly string[]): string => {
    const run = spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8', env });
    if (run.error !== undefined) throw run.error;
    if (run.status !== 0) throw new Error(`tmux ${args.join(' ')}: ${run.stderr}`);
    return run.stdout;
  };
  const size = ['-x', String(columns), '-y', String(rows)];
  tmux('new-session', '-d', '-s', name, ...size, '-c', folder, 'env', 'PS1=$ ', 'bash', '--norc', '--noprofile');
  tmux('set-option', '-g', 'status', 'off');
  const screen = (): string => tmux('capture-pane', '-p', '-t', name);
  return {
    keys: (...names) => void tmux('send-keys', '-t', name, ...names),
    type: (text) => void tmux('send-keys', '-t', name, '-l', text),
    shows: async (text) => {
      const end = Date.now() + minute;
      while (!screen().includes(text)) {
        if (Date.now() > end) throw new Error(`'${text}' did not show up on:\n${screen()}`);
        await wait(100);
      }
      // A frame may still be on its way.
      await wait(300);
    },
    page: (title) => framed(title, tmux('capture-pane', '-e', '-p', '-t', name).trimEnd()),
    close: () => void spawnSync('tmux', ['-L', socket, 'kill-server']),
  };
}

const colours = {
  0: '#1b1f27',
  1: '#ff7b80',
  2: '#7ee2a1',
  3: '#f2cc60',
  4: '#7ab7ff',
  5: '#d2a8ff',
  6: '#76e3ea',
  7: '#d7dce4',
  8: '#8b949e',
};

function framed(title: string, screen: string): string {
  const convert = new Convert({ fg: '#d7dce4', bg: '#1b1f27', escapeXML: true, colors: colours });
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 20px; background: #eef1f5; display: inline-block }
figure { margin: 0; border-radius: 10px; overflow: hidden; background: #1b1f27; box-shadow: 0 6px 24px #0004 }
figcaption { padding: 9px 14px; font: 12px system-ui, sans-serif; color: #9aa4b2; background: #262b35; text-align: center }
pre { margin: 0; padding: 14px 18px 18px; font: 13px/1.45 "DejaVu Sans Mono", monospace; color: #d7dce4 }
</style><figure><figcaption>${title}</figcaption><pre>${convert.toHtml(screen)}</pre></figure>`;
}
