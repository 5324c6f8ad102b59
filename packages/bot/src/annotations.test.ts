import type { Report, ReportFinding } from '@resession/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportAnnotations, shownOfEach } from './annotations.ts';

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

const unused = finding('skip', 'e.ts', { messageId: 'suppression-unused' });
const all = [finding('fix', 'a.ts'), finding('ask', 'b.ts'), finding('todo', 'c.ts'), finding('skip', 'd.ts'), unused];

const reportOf = (findings: readonly ReportFinding[], more: Partial<Report> = {}): Report => {
  const count = (kind: ReportFinding['kind']): number => findings.filter((one) => one.kind === kind).length;
  return {
    schema: 1,
    tool: { name: 'resession', version: '0.1.0' },
    root: '/project',
    status: 'work-left',
    project: { packageManager: 'npm', packages: [], files: { scanned: 20, candidates: 4 } },
    findings,
    rewrites: [],
    manifests: [],
    verdicts: [],
    totals: { fix: count('fix'), ask: count('ask'), todo: count('todo'), skip: count('skip'), written: 0 },
    ...more,
  };
};

const check = { failing: true, under: '' };

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What a runner makes of an output: a line that begins with `::` is a command, and a `##[` anywhere is one in the old style. */
function commandsIn(output: string): readonly Command[] {
  const lines = output.split(/\r\n|\r|\n/);
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const parsed = /^::([a-z-]+)(?: (.*?))?::(.*)$/s.exec(line);
    if (parsed === null) throw new Error(`not a command: ${JSON.stringify(line)}`);
    const [, level = '', list = '', message = ''] = parsed;
    const pairs = list.split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), decoded(pair.slice(at + 1), true)] as const;
    });
    return { level, properties: Object.fromEntries(pairs), message: decoded(message, false) };
  });
}

/** In the order in which the runner does it. */
function decoded(text: string, property: boolean): string {
  const lines = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const whole = property ? lines.replaceAll('%3A', ':').replaceAll('%2C', ',') : lines;
  return whole.replaceAll('%25', '%');
}

describe('reportAnnotations', () => {
  it('is a command for each place, what a person has to write first', () => {
    expect(reportAnnotations(reportOf(all), check)).toBe(
      [
        '::error file=c.ts,line=3,endLine=3,col=5,endColumn=30,title=to do by hand%3A expiry-guess-to-code::A guess.%0ABecause.',
        '::error file=b.ts,line=3,endLine=3,col=5,endColumn=30,title=to decide%3A expiry-guess-to-code::A guess.%0ABecause.',
        '::error file=a.ts,line=3,endLine=3,col=5,endColumn=30,title=to fix%3A expiry-guess-to-code::A guess.%0ABecause.%0Anpx resession --write makes the change.',
        '::notice file=e.ts,line=3,endLine=3,col=5,endColumn=30,title=suppression that nothing needs%3A expiry-guess-to-code::A guess.%0ABecause.',
        '',
      ].join('\n'),
    );
  });

  it('warns where the step is not there to fail', () => {
    const levels = commandsIn(reportAnnotations(reportOf(all), { ...check, failing: false })).map(({ level }) => level);
    expect(levels).toEqual(['warning', 'warning', 'warning', 'notice']);
  });

  it('says nothing where nothing is left', () => {
    expect(reportAnnotations(reportOf([finding('skip', 'd.ts')], { status: 'clean' }), check)).toBe('');
  });

  it('names files from the top of the repository, and no columns over several lines', () => {
    const text = reportAnnotations(reportOf([finding('fix', 'a.ts', { endLine: 5 })]), {
      ...check,
      under: 'packages/a',
    });
    expect(text).toMatch(/^::error file=packages\/a\/a\.ts,line=3,endLine=5,title=/);
  });

  it('shows as many as GitHub does, and says how many more there are', () => {
    const fixes = Array.from({ length: 25 }, (_, at) => finding('fix', `f${String(at)}.ts`));
    const notes = Array.from({ length: 12 }, () => unused);
    const commands = commandsIn(reportAnnotations(reportOf([...fixes, ...notes, finding('todo', 'last.ts')]), check));
    const count = (level: string): number => commands.filter((command) => command.level === level).length;
    expect([count('error'), count('notice')]).toEqual([shownOfEach, shownOfEach]);
    expect(commands[0]?.properties['file']).toBe('last.ts');
    expect(commands.at(-1)).toMatchObject({
      level: 'notice',
      message: '19 more places not shown here, since GitHub shows 10 of a kind; all of them: npx resession --dry-run',
    });
  });

  it('tells of a failed run first', () => {
    const verdicts = [{ check: 'install', outcome: 'failed', why: 'npm ended with 1' }] as const;
    const [first] = commandsIn(reportAnnotations(reportOf(all, { status: 'failed', verdicts }), check));
    expect(first).toEqual({
      level: 'error',
      properties: { title: 'resession: install failed' },
      message: 'npm ended with 1',
    });
  });

  it('tells of a manifest that is missing an entry, where no code is to be changed', () => {
    const lacking = reportOf([], { manifests: [{ path: 'package.json', diff: '' }] });
    expect(commandsIn(reportAnnotations(lacking, check))).toMatchObject([
      { level: 'error', properties: { file: 'package.json', line: '1' } },
    ]);
  });

  it('leaves out what was written, and finds the rest where it is now', () => {
    const diff = '--- a/b.ts\n+++ b/b.ts\n@@ -1 +1,3 @@\n-old\n+new\n+and\n+more\n';
    const written = reportOf(all, { rewrites: [{ path: 'b.ts', diff }] });
    const commands = commandsIn(reportAnnotations({ ...written, totals: { ...written.totals, written: 1 } }, check));
    expect(commands.map(({ properties }) => `${properties['file'] ?? ''}:${properties['line'] ?? ''}`)).toEqual([
      'c.ts:3',
      'b.ts:5',
      'e.ts:3',
    ]);
  });
});

describe('foreign words', () => {
  const attacks = [
    '\n::error::owned',
    '\r::add-mask::x',
    '::set-output name=a::b',
    'a::b,c=d:e%0A::debug::f',
    '##[error]owned',
    '%0A%0D%25%3A',
    '\u2028::warning::x',
    '\u001b[31m',
  ];
  const words = fc
    .oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' }), fc.string())
    .filter((text) => text !== '');

  it('start no command of their own, and come back as they were', () => {
    const paths = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(paths, words, words, words, (path, message, reason, codemod) => {
        const output = reportAnnotations(reportOf([finding('ask', path, { message, reason, codemod })]), check);
        const commands = commandsIn(output);
        expect(commands).toHaveLength(1);
        expect(Object.keys(commands[0]?.properties ?? {})).toEqual([
          'file',
          'line',
          'endLine',
          'col',
          'endColumn',
          'title',
        ]);
        const controls =
          /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
        expect(output).not.toMatch(controls);
        expect(commands[0]?.properties['file']).toBe(path.replace(controls, '\ufffd'));
        expect(commands[0]?.message.split('\n')).toHaveLength(2);
      }),
      { numRuns: 1000 },
    );
  });
});
