import type { Codemod, LineStory } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import { nodeHost } from './host.ts';
import { folder, lay } from './sandbox.test.kit.ts';
import { optionsAt, renaming } from './toy.test.kit.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');

const files = {
  'package.json': '{ "private": true }',
  'a.ts': `import { Client, type Tool } from '@modelcontextprotocol/client';
import { StreamableHTTPClientTransport } from '@resession/transport';
// resession-ignore-next-line -- not yet
oldName();
// TODO(resession): By hand. [0123456789abcdef]
const isGone = () => manual(1);
export class Session {
  call() {
    const a = 1;
    return isGone() || maybe(2);
  }
}
new StreamableHTTPClientTransport(url);
// resession-ignore-next-line -- nothing
other(); // plain

if (e.code === 'CLIENT_HTTP_SESSION_EXPIRED') other();
`,
  'b.ts': 'export const gone = () => manual(3); // oldName(',
};

/** What the notes on a line of `a.ts` say. */
async function notes(line: number, story?: LineStory): Promise<readonly string[]> {
  const root = folder();
  lay(root, files);
  const codemod: Codemod = story === undefined ? toy : { ...toy, storyOf: () => story };
  const explained = await explain(optionsAt(root), nodeHost, [codemod], 'a.ts', line);
  return explained.notes.map(({ kind, text }) => `${kind}: ${text}`);
}

test.each([
  [1, ['import: It imports Client, Tool of the MCP SDK (v2).']],
  [2, ['import: It imports StreamableHTTPClientTransport of the patched transport (v2).']],
  [3, ['suppression: It suppresses the finding at a.ts:4 (suppressed): not yet']],
  [4, []],
  [5, ['marker: A marker whose finding is settled; the next run that writes takes it out.']],
  [9, ['inside: It lies in Session.call, lines 8 to 11, with a finding on line 10 (to decide).']],
  [13, ['transport: It builds, extends or hands on the patched transport.']],
  [14, []],
  [15, ['nothing: It tests nothing, and leads to nothing that does.']],
  [16, ['nothing: No code begins on it.']],
  [17, ['checked: It asks for the session-expired code already: there is nothing to guess.']],
])('line %i', async (line, expected) => {
  expect(await notes(line)).toEqual(expected);
});

test('a name is settled where it is defined, in this file or another one; else its conditions are told', async () => {
  const here = { name: 'isGone', path: 'a.ts', line: 6, endLine: 6 };
  const there = { name: 'gone', path: 'b.ts', line: 1, endLine: 1 };
  const conditions = ['`a > b` tells nothing.'];
  expect(await notes(15, { leads: [here, there], conditions })).toEqual([
    'settled-elsewhere: isGone is settled where it is defined: a.ts:6 (to do by hand).',
    'settled-elsewhere: gone is settled where it is defined: b.ts:1 (to do by hand).',
  ]);
  const apart = { name: 'other', path: 'b.ts', line: 2, endLine: 9 };
  expect(await notes(15, { leads: [apart], conditions })).toEqual(['condition: `a > b` tells nothing.']);
});

test('the line itself is shown, and one that is not there is an error', async () => {
  const root = folder();
  lay(root, files);
  const { code } = await explain(optionsAt(root), nodeHost, [toy], 'a.ts', 9);
  expect(code).toEqual([{ line: 9, text: '    const a = 1;' }]);
  await expect(explain(optionsAt(root), nodeHost, [toy], 'a.ts', 99)).rejects.toMatchObject({
    what: 'There is no such line',
    next: 'The last line of the file is 18.',
  });
});
