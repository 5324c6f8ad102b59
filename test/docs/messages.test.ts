// The skill says what to do about every message there is: a new one needs its line.

import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codemods } from '../../transforms/index.ts';

const skill = readFileSync(fileURLToPath(new URL('../../docs/migration-SKILL.md', import.meta.url)), 'utf8');
const [, left = ''] = skill.split('## What the tool leaves');

const ids = codemods.flatMap(({ id, messages }) => Object.keys(messages).map((messageId) => [id, messageId] as const));

it.each(ids)('%s: %s', (_codemod, messageId) => {
  expect(left).toContain(`\`${messageId}\``);
});
