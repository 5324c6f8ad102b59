// The guides as the agent reads them, and what of them says how a finding of each kind is settled.

/** A page of the docs that ships with the program. */
export interface Guide {
  /** Below `docs/`, with forward slashes: links between the pages hold in the addresses too. */
  readonly path: string;
  text(): string;
}

/** What to do about findings with a message id. */
export interface Advice {
  readonly kind: 'ask' | 'todo';
  readonly messageId: string;
  readonly do: string;
}

/** The page that holds the tables of what is left. */
const skill = 'migration-SKILL.md';

export const guideAddress = (path: string): string => `resession://docs/${path}`;

/** The first heading of a page, or its path. */
export function titleOf({ path }: Guide, text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? path;
}

/** The rows of the skill's tables "`ask` | Do" and "`todo` | Do". */
export function adviceOf(guides: readonly Guide[]): readonly Advice[] {
  const text = guides.find(({ path }) => path === skill)?.text() ?? '';
  let kind: Advice['kind'] | null = null;
  const found: Advice[] = [];
  for (const row of text.split('\n')) {
    const [, left, right] = /^\| (.+?) +\| (.+?) +\|$/.exec(row) ?? [];
    if (left === undefined || right === undefined) {
      if (row === '') kind = null;
      continue;
    }
    if (right === 'Do') kind = left === '`ask`' ? 'ask' : left === '`todo`' ? 'todo' : null;
    else if (kind !== null) found.push(...rowsOf(kind, left, right.replaceAll('\\|', '|')));
  }
  return found;
}

function rowsOf(kind: Advice['kind'], names: string, text: string): readonly Advice[] {
  return [...names.matchAll(/`([^`]+)`/g)].flatMap(([, messageId = '']) => ({ kind, messageId, do: text }));
}
