// What a codemod says of itself at length, for the rules of a SARIF log: its page of the reference.

import { readFileSync } from 'node:fs';
import type { Described } from '@resession/bot';
import type { Codemod } from '@resession/transforms/lib';

/** Beside the built program, where the build lays them; in a checkout, where they are made. */
const folders = ['./docs/reference/codemods/', '../../../docs/reference/codemods/'].map(
  (path) => new URL(path, import.meta.url),
);

/** The codemods that are named, each with its page but for the messages, which the rules tell themselves. */
export function described(codemods: readonly Codemod[], named: ReadonlySet<string>): readonly Described[] {
  return codemods
    .filter(({ id }) => named.has(id))
    .map(({ id, title, messages }) => ({ id, title, messages, readme: pageOf(id).split('\n## Messages\n')[0] ?? '' }));
}

function pageOf(id: string): string {
  for (const folder of folders) {
    try {
      return readFileSync(new URL(`${id}.md`, folder), 'utf8');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return '';
}
