// Findings as a plan tells them, for the tests of the review.

import type { PlannedFinding } from '@resession/engine';

/** A site of a kind; its id says which one. */
export function site(
  id: string,
  kind: 'fix' | 'ask' | 'todo' | 'skip',
  more: Partial<PlannedFinding> = {},
): PlannedFinding {
  const line = Number(/\d+$/.exec(id)?.[0] ?? 1);
  return {
    id,
    codemod: 'expiry-guess-to-code',
    kind,
    path: 'src/a.ts',
    line,
    column: 5,
    endLine: line,
    endColumn: 9,
    messageId: 'm',
    message: `Message of ${id}.`,
    reason: `Reason of ${id}.`,
    ...(kind === 'fix' && { diff: `@@ -${String(line)} +${String(line)} @@\n-old\n+new\n` }),
    ...(kind === 'ask' && {
      choices: [
        { id: 'one', label: 'Take one', diff: '@@ -1 +1 @@\n-old\n+one\n' },
        { id: 'none', label: 'Leave it' },
      ],
    }),
    ...more,
  };
}
