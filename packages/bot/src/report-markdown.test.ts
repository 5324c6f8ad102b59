import type { Report, ReportFinding } from '@resession/engine';
import { describe, expect, it } from 'vitest';
import { reportMarkdown } from './report-markdown.ts';

const finding = (kind: ReportFinding['kind'], path: string, more: Partial<ReportFinding> = {}): ReportFinding => ({
  id: path,
  codemod: 'expiry-guess-to-code',
  kind,
  path,
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 30,
  messageId: 'guess',
  message: 'A guess.',
  reason: 'Because.',
  ...more,
});

const report: Report = {
  schema: 1,
  tool: { name: 'resession', version: '0.1.0' },
  root: '/project',
  status: 'work-left',
  project: { packageManager: 'npm', packages: [], files: { scanned: 20, candidates: 4 } },
  findings: [finding('fix', 'a.ts'), finding('ask', 'b.ts'), finding('todo', 'c.ts'), finding('skip', 'd.ts')],
  rewrites: [{ path: 'a.ts', diff: '--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-old\n+new\n' }],
  manifests: [{ path: 'vendor/t.tar.gz', diff: '' }],
  verdicts: [{ check: 'types', outcome: 'skipped', why: 'no tsconfig' }],
  totals: { fix: 1, ask: 1, todo: 1, skip: 1, written: 0 },
};

describe('reportMarkdown', () => {
  it('is a body that reads from top to bottom', () => {
    expect(reportMarkdown(report, [{ text: 'Write the changes', command: ['npx', 'resession', '--write'] }]))
      .toBe(`## MCP session expiry: 1 to fix, 1 to decide, 1 to do by hand

20 files searched, 4 candidates; resession 0.1.0.

### To fix

| Where | What | Why |
| --- | --- | --- |
| \`a.ts:3:5\` | A guess. | Because. |

### To decide

Decide with \`npx resession -i\`; \`npx resession explain <file:line>\` shows the choices.

- [ ] \`b.ts:3:5\` A guess.
      Because.

### To do by hand

- [ ] \`c.ts:3:5\` A guess.
      Because.

<details>
<summary>Looked alike and stays as it is (1)</summary>

| Where | What | Why |
| --- | --- | --- |
| \`d.ts:3:5\` | A guess. | Because. |

</details>

### Checks

| Check | Outcome | Why |
| --- | --- | --- |
| types | skipped | no tsconfig |

### Files

- \`a.ts\`
- \`vendor/t.tar.gz\`

<details>
<summary>Diff</summary>

\`\`\`diff
--- a/a.ts
+++ b/a.ts
@@ -1 +1 @@
-old
+new
\`\`\`

</details>

### Next

- Write the changes \`npx resession --write\`
`);
  });

  it('says of a fix what it changes, and tells what is suppressed from what looked alike', () => {
    const findings = [
      finding('fix', 'a.ts', { changes: ['Now also recognised: x.'] }),
      finding('skip', 'd.ts', { messageId: 'suppressed', reason: 'Suppressed on line 2: later' }),
      finding('skip', 'e.ts', { messageId: 'suppression-unused' }),
    ];
    const body = reportMarkdown({ ...report, findings });
    expect(body).toContain('| `a.ts:3:5` | A guess. | Because.<br>Now also recognised: x. |');
    expect(body).toContain('<summary>Suppressed (1)</summary>');
    expect(body).toContain('<summary>Suppressions that nothing needs (1)</summary>');
    expect(body).not.toContain('Looked alike');
  });

  it('says in its headline what was done, and what there was not', () => {
    const done = { ...report, status: 'clean' as const, totals: { fix: 2, ask: 0, todo: 0, skip: 0, written: 3 } };
    expect(reportMarkdown(done)).toContain('## MCP session expiry: 2 fixed\n');
    expect(reportMarkdown(done)).toContain('### Fixed\n');
    const none = { ...report, findings: [], totals: { fix: 0, ask: 0, todo: 0, skip: 0, written: 0 } };
    expect(reportMarkdown(none)).toContain('## MCP session expiry: nothing to do\n');
    expect(reportMarkdown(none)).not.toContain('###  ');
    expect(reportMarkdown({ ...none, status: 'failed' })).toContain('## MCP session expiry: the run failed\n');
  });

  it('takes no markup from the consumer', () => {
    const hostile = finding('todo', 'x`|</details>.ts', {
      message: '</details><script>',
      reason: '| a |\n# Owned @octocat',
    });
    const body = reportMarkdown({ ...report, findings: [hostile] });
    expect(body).toContain(
      '- [ ] ``x`\\|</details>.ts:3:5`` &lt;/details&gt;&lt;script&gt;\n      \\| a \\| # Owned @&#8203;octocat',
    );
    expect(body).not.toContain('\n# Owned');
    const escape = reportMarkdown({ ...report, rewrites: [{ path: 'a', diff: '+```\n+</details>\n' }] });
    expect(escape).toContain('````diff\n+```\n+</details>\n````');
  });

  it('gives commands in which a path stays a word', () => {
    const step = { text: 'Look', command: ['npx', 'resession', 'explain', '$(reboot).ts:1'] };
    expect(reportMarkdown(report, [step])).toContain("- Look `npx resession explain '$(reboot).ts:1'`");
  });

  it('fits a pull request, and names the diffs it leaves out', () => {
    const long = { path: 'long.ts', diff: `+${'x'.repeat(40_000)}\n` };
    const body = reportMarkdown({ ...report, rewrites: [...report.rewrites, long] });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('+new');
    expect(body).toContain('1 more are too long for this page; `--patch <file>` writes all of them.');
    expect(reportMarkdown({ ...report, rewrites: [long] })).not.toContain('```diff');
  });
});
