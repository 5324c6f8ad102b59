// The engine does not take the recogniser's word: what a fix makes of its condition is asked again of the finished text.
// Here the real recogniser finds and proves, and a broken hand writes.

import { describe, expect, it } from 'vitest';
import { nodeHost, plan, type Plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import type { Codemod, Edit } from '../../transforms/lib/codemod.ts';
import { folderOf } from '../cli/sample.ts';

const manifest = JSON.stringify({
  name: 'app',
  private: true,
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', '@resession/transport': 'file:./x.tgz' },
});

const head = `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const open = () => new StreamableHTTPClientTransport(new URL('https://example.com/mcp'));
`;

const plain = `${head}
export async function call(client: Client, reopen: () => Promise<Client>): Promise<unknown> {
  try {
    return await client.callTool({ name: 'a' });
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) return reopen();
    throw error;
  }
}
`;

const negated = plain.replace(
  'if (error instanceof StreamableHTTPError && error.code === 404) return reopen();\n    throw error;',
  'if (!(error instanceof StreamableHTTPError) || error.code !== 404) throw error;\n    return reopen();',
);

const arms = plain.replace(
  'error instanceof StreamableHTTPError && error.code === 404',
  "error instanceof Error && (error.message.includes('Session not found') || error.message.includes('ECONNRESET'))",
);

const predicate = `${head}
export function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const text = error.message.toLowerCase();
  return text.includes('session not found') || text.includes('"code":-32001');
}

export async function ping(client: Client, reopen: () => Promise<void>): Promise<void> {
  try {
    await client.ping();
  } catch (error) {
    if (!isGone(error)) throw error;
    await reopen();
  }
}
`;

/** The codemods, with a hand of our own between what the recogniser has proven and what is written. */
function writing(hand: (text: string) => string): readonly Codemod[] {
  return codemods.map((codemod) => {
    if (codemod.prove === undefined) return codemod;
    const spoil = (edit: Edit): Edit => ({ ...edit, text: hand(edit.text) });
    return {
      ...codemod,
      inspect: (source, context) =>
        codemod.inspect(source, context).map((finding) => {
          if (finding.kind !== 'fix') return finding;
          const edits = finding.change.edits.map(spoil);
          return { ...finding, change: { ...finding.change, edits } };
        }),
    };
  });
}

async function planned(text: string, hand: (text: string) => string): Promise<Plan> {
  const cwd = folderOf({ 'package.json': manifest, 'client.ts': text });
  const options = { paths: [], cwd, rootOverride: cwd, only: null, ignore: [], checkStyle: 'code' } as const;
  const tarball = { path: '/nowhere', version: '0.1.0', integrity: 'sha512-' };
  return plan({ ...options, transport: 'vendor', tarball, toolVersion: '0.1.0' }, nodeHost, writing(hand));
}

const check = 'expiry-guess-to-code';

describe.each([
  ['a class and a number', plain],
  ['a negated guard', negated],
  ['an arm that stays', arms],
  ['a whole predicate', predicate],
])('%s', (_shape, text) => {
  it('is fixed by a steady hand', async () => {
    const made = await planned(text, (edit) => edit);
    expect(made.findings.filter(({ kind }) => kind !== 'fix')).toEqual([]);
    expect(made.verdicts.find((verdict) => verdict.check === 'meaning')).toMatchObject({
      outcome: 'passed',
      why: 'One condition says of every error but expired sessions what was said before.',
    });
  });

  it.each<[string, (text: string) => string, string]>([
    ['turns it round', (edit) => edit.replace('isSessionExpired(', '!isSessionExpired('), 'asked again of the changed file'],
    ['takes everything', (edit) => edit.replace(/isSessionExpired\((\w+)\)/, '($1 !== undefined)'), 'would change'],
    ['takes a server error along', (edit) => edit.replace(/isSessionExpired\((\w+)\)/, '(isSessionExpired($1) || ($1 as any).code === 500)'), 'the answer on "HTTP 500" would change'],
    ['sees nothing', (edit) => edit.replace(/isSessionExpired\((\w+)\)/, '($1 === undefined && isSessionExpired($1))'), 'would'],
    ['asks something else', (edit) => edit.replace(/isSessionExpired\((\w+)\)/, 'isSessionExpired(undefined)'), 'would'],
  ])('is taken back from a hand that %s', async (_what, hand, objection) => {
    const { findings, files } = await planned(text, hand);
    const [found, ...more] = findings.filter(({ codemod }) => codemod === check);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'todo', reason: expect.stringContaining(objection) as string });
    expect(found?.reason).toMatch(/^The change could not be made: asked again of the changed file, /);
    expect(files).toEqual([]);
  }); // prettier-ignore
});
