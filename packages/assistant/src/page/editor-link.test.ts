import { expect, test } from 'vitest';
import { editorLink } from './editor-link.ts';

test.each([
  ['/home/me/app', { path: 'src/a.ts', line: 3, column: 7 }, 'vscode://file/home/me/app/src/a.ts:3:7'],
  ['C:/me/app', { path: 'a.ts', line: 1 }, 'vscode://file/C:/me/app/a.ts:1'],
  ['/a b', { path: 'src/[id]/x:y#z?q%.ts', line: 1 }, 'vscode://file/a%20b/src/%5Bid%5D/x%3Ay%23z%3Fq%25.ts:1'],
  ['/', { path: '\ud800.ts', line: 1 }, 'vscode://file//%EF%BF%BD.ts:1'],
])('%s, %j', (root, spot, link) => {
  expect(editorLink(root, spot)).toBe(link);
});
