// What is said of comments that the move loses, whoever of those that work on a text took them.

import { expect, it } from 'vitest';
import { parsing } from '../pipeline/parsing.ts';
import { upgradeFindings } from './findings.ts';

const before = `import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'; // why
import { Client } from '@modelcontextprotocol/sdk/client/index.js'; // the client

/** Goes with its function. */
const isGone = (error) => error instanceof StreamableHTTPError && error.code === 404;
export const made = [Client, isGone /* twice */]; // twice
`;
const moved = `import { SdkHttpError } from '@modelcontextprotocol/client'; // why
import { Client } from '@modelcontextprotocol/client'; // the client

/** Goes with its function. */
const isGone = (error) => error instanceof SdkHttpError && error.status === 404;
export const made = [Client, isGone]; // twice
`;
const end = `import { isSessionExpired } from '@resession/transport';
import { Client } from '@modelcontextprotocol/client'; // the client

export const made = [Client, isSessionExpired]; // twice
`;

function told(after: string): readonly string[] {
  const source = { path: 'made.mjs', text: before, mark: '', selected: true, parses: true };
  const upgrade = {
    version: '2.3.1',
    texts: new Map([['made.mjs', moved]]),
    manifests: [],
    remarks: [],
    unusable: new Map<string, string>(),
    keeping: new Set<string>(),
    kept: new Set<string>(),
    unmoved: new Map<string, string>(),
    undeclared: new Map<string, readonly string[]>(),
  };
  return upgradeFindings(source, after, upgrade, parsing().parse)
    .filter(({ messageId }) => messageId === 'dropped-comment')
    .map(({ line, message }) => `${String(line)} ${message}`);
}

it('tells what the codemod of the SDK drops', () => {
  expect(told(moved)).toEqual(["6 The SDK's codemod dropped a comment: /* twice */"]);
});

it('tells what goes with an import later, and not what goes with a function', () => {
  expect(told(end)).toEqual([
    "6 The SDK's codemod dropped a comment: /* twice */",
    '1 The move dropped a comment: // why',
  ]);
});

it('says nothing of what came back', () => {
  expect(told(moved.replace('isGone]', 'isGone /* twice */]'))).toEqual([]);
});
