import { plainColors } from '@resession/assistant';
import { shellLine } from '@resession/bot';
import { toReport } from '@resession/engine';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { fromHere, stepsOf, type Asked } from '../next-steps.ts';
import { finding, samplePlan } from '../plan.test.kit.ts';
import { runSettings } from '../settings.ts';
import { diffText } from './diff-text.ts';
import { jsonText } from './json-text.ts';
import { nextText } from './next-text.ts';
import { reportText } from './report-text.ts';

const planned = toReport(samplePlan, 'planned');
const asked: Asked = { paths: [], settings: { ...runSettings({}, [], false), cwd: '/project' } };

describe('diffText', () => {
  it('is the diff itself without colour', () => {
    expect(diffText(planned, plainColors)).toBe(samplePlan.files.map(({ diff }) => diff).join(''));
  });

  it('names a file that has no lines', () => {
    const manifests = [{ path: 'vendor/t.tar.gz', diff: '' }];
    expect(diffText({ ...planned, rewrites: [], manifests }, plainColors)).toBe('binary file vendor/t.tar.gz\n');
  });

  it('colours lines whole', () => {
    expect(diffText(planned, picocolors.createColors(true)).split('\n').slice(2, 5)).toEqual([
      '\u001b[36m@@ -1 +1 @@\u001b[39m',
      '\u001b[31m-old\u001b[39m',
      '\u001b[32m+new\u001b[39m',
    ]);
  });

  it('keeps CRLF and tabs, and spells out the rest', () => {
    const diff = '@@ -1 +1 @@\n-\told\r\n+\tnew\u001b]0;x\u0007\r\n';
    expect(diffText({ ...planned, rewrites: [{ path: 'a', diff }], manifests: [] }, plainColors)).toBe(
      '@@ -1 +1 @@\n-\told\r\n+\tnew\\u{1b}]0;x\\u{7}\r\n',
    );
  });
});

describe('jsonText', () => {
  it('gives back what went in, with nothing in it that a terminal obeys', () => {
    const value = { a: 'x\u001b[0m\u009b\u202e\u007f é 🙂' };
    expect(JSON.parse(jsonText(value))).toEqual(value);
    expect(jsonText(value)).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]*\n$/);
  });
});

describe('stepsOf', () => {
  it('offers to write, with what was asked for', () => {
    const settings = {
      ...runSettings({ only: ['x'], ignore: ['a b'], install: false, checkStyle: 'guard', mark: true }, ['x'], false),
      cwd: '/project/sub',
    };
    const steps = stepsOf(planned, { paths: ['src'], settings, cwdAsTyped: 'sub' }, null);
    expect(steps.map(({ command }) => shellLine(command ?? []))).toEqual([
      "npx resession src --cwd sub --only x --ignore 'a b' --check-style guard --no-install --mark --write",
      "npx resession src --cwd sub --only x --ignore 'a b' --check-style guard --no-install --mark --interactive",
      'npx resession explain ../src/ask.ts:3 --cwd sub',
    ]);
  });

  it('offers the way back after a write, and nothing where nothing is left', () => {
    const clean = toReport({ ...samplePlan, findings: [finding('fix')] }, 'written');
    expect(stepsOf(clean, asked, 'r1').map(({ command }) => command)).toEqual([['npx', 'resession', 'undo', 'r1']]);
    const nothing = toReport({ ...samplePlan, findings: [], files: [] }, 'planned');
    expect(stepsOf(nothing, asked, null)).toEqual([]);
  });

  it('offers an undo that finds the run from where the user stands', () => {
    const clean = toReport({ ...samplePlan, findings: [finding('fix')] }, 'written');
    const undoFrom = (cwd: string, cwdAsTyped?: string): string | undefined =>
      stepsOf(
        clean,
        { ...asked, settings: { ...asked.settings, cwd }, ...(cwdAsTyped === undefined ? {} : { cwdAsTyped }) },
        'r1',
      )
        .map(({ command }) => shellLine(command ?? []))
        .at(-1);
    expect(undoFrom('/elsewhere')).toBe('npx resession undo r1 --cwd ../project');
    expect(undoFrom('/project/src')).toBe('npx resession undo r1 --cwd ..');
    expect(undoFrom('/project', '../project')).toBe('npx resession undo r1 --cwd ../project');
  });

  it('explains what a codemod said, not what the tool said of a file, and takes no name for a flag', () => {
    const own = { ...finding('todo', 'bad.ts'), codemod: 'resession' };
    const commands = (findings: typeof samplePlan.findings): string[] =>
      stepsOf(toReport({ ...samplePlan, findings, files: [] }, 'planned'), asked, null).map(({ command }) =>
        shellLine(command ?? []),
      );
    expect(commands([own])).toEqual([]);
    expect(commands([own, finding('todo', '-x.ts')])).toEqual(['npx resession explain ./-x.ts:3']);
    const [write] = stepsOf(planned, { ...asked, paths: ['-x.ts', 'a'] }, null);
    expect(shellLine(write?.command ?? [])).toBe('npx resession ./-x.ts a --write');
  });

  it('says where a command belongs', () => {
    const steps = [{ text: 'Install:', command: ['npm', 'ci'], in: 'packages/a' }, { text: 'Mind.' }];
    const at = (here: string): string => nextText(fromHere(steps, '/project', here), plainColors);
    expect(at('/project/src')).toBe('Next\n  Install:\n    cd ../packages/a && npm ci\n  Mind.\n');
    expect(at('/project/packages/a')).toContain('\n    npm ci\n');
  });

  it('tells nobody to fetch the migrate of somebody else', () => {
    expect(nextText(stepsOf(planned, asked, 'r1'), plainColors)).not.toMatch(/\bmigrate\b/);
  });
});

describe('nextText', () => {
  it('gives a command that neither a shell nor a terminal takes for more than it is', () => {
    const text = nextText([{ text: 'Look:', command: ['npx', 'resession', 'a b\u001b[2J'] }], plainColors);
    expect(text).toBe("Next\n  Look:\n    npx resession 'a b\\u{1b}[2J'\n");
  });
});

describe('reportText', () => {
  const text = (shown: 'nothing' | 'no-diff' | 'plan', run: string | null = null): string =>
    reportText({ report: planned, run, nextSteps: [{ text: 'Mind the Dockerfile.' }] }, asked, shown, plainColors);

  it('shows diff, buckets, count and next steps', () => {
    const order = [
      '--- a/src/fix.ts',
      'To fix (1)',
      'passed  parses',
      '1 to fix, 1 to decide',
      'Next\n',
      'Mind the Dockerfile.',
      'npx resession --write',
    ];
    const places = order.map((part) => text('nothing').indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('leaves the diff out of a check, and repeats nothing that was shown', () => {
    expect(text('no-diff')).toMatch(/^To fix/);
    expect(text('plan')).toMatch(/^Next/);
    expect(text('plan', 'r1')).toMatch(/^passed {2}parses/);
  });

  it('is one JSON document, or markdown', () => {
    const as = (format: 'json' | 'markdown'): string =>
      reportText(
        { report: planned, run: null, nextSteps: [] },
        { ...asked, settings: { ...asked.settings, format } },
        'plan',
        plainColors,
      );
    expect(JSON.parse(as('json'))).toEqual(planned);
    expect(as('markdown')).toMatch(/^## MCP session expiry: 1 to fix/);
  });
});
