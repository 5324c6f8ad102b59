// The licences of what a bundle holds of others: whoever passes code on passes them on too.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of all of them, by package; `modules` are the files that went in. Throws for a package that names no licence. */
export function licensesOf(modules: Iterable<string>): string {
  const folders = new Set([...modules].flatMap((file) => folderOf(file) ?? []));
  const entries = [...folders].map((folder) => {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const { name, version, license } = manifest as { name: string; version: string; license?: string };
    const texts = readdirSync(folder)
      .filter((file) => /^(?:licen[cs]e|notice|copying|thirdpartynotice)/i.test(file))
      .sort();
    if (texts.length === 0 && license === undefined) throw new Error(`${name} names no licence`);
    const words = texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    return { head: `${name} ${version} (${license ?? 'see below'})`, words };
  });
  const sorted = entries.sort((one, other) => (one.head < other.head ? -1 : 1));
  return sorted.map(({ head, words }) => `${head}\n${'='.repeat(head.length)}\n\n${words.join('\n\n')}\n`).join('\n\n');
}

/** The folder of the package in `node_modules` that a file belongs to. */
function folderOf(file: string): string | undefined {
  const [, folder] = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+)[\\/]/.exec(file) ?? [];
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}
