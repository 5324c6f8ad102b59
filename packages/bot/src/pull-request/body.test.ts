import type { Plan, PlannedFinding } from '@resession/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, isLeft, longestBody } from './body.ts';
import { planName } from './plan-name.ts';
import { stampIn, type Stamp } from './stamp.ts';

const stamp: Stamp = { plan: '0123456789', head: 'a'.repeat(40), scope: 'fedcba9876' };

const finding = (kind: PlannedFinding['kind'], path: string, more: Partial<PlannedFinding> = {}): PlannedFinding => ({
  id: `id of ${path}`,
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

const planOf = (findings: readonly PlannedFinding[], more: Partial<Plan> = {}): Plan => ({
  schema: 1,
  tool: { name: 'resession', version: '0.1.0' },
  root: '/project',
  settings: { checkStyle: 'code', only: null, transport: 'vendor' },
  project: { packageManager: 'npm', packages: [], files: { scanned: 20, candidates: 4 } },
  findings,
  files: [],
  install: null,
  verdicts: [{ check: 'parses', outcome: 'passed', why: 'All of it.' }],
  nextSteps: [],
  ...more,
});

describe('the body of a pull request', () => {
  it('has the sites, what changes, what is left, the checks, and how to stop it', () => {
    const explanation = { changes: ['Now also recognised: x.'] } as unknown as NonNullable<
      PlannedFinding['explanation']
    >;
    const plan = planOf(
      [
        finding('fix', 'a.ts', { explanation }),
        finding('fix', 'b.ts', { explanation }),
        finding('ask', 'c.ts'),
        finding('skip', 'd.ts'),
      ],
      { install: { argv: ['npm', 'install'], cwd: 'a b' } },
    );
    const body = bodyOf(plan, stamp);
    const headings = [...body.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Sites', 'What changes in meaning', 'Left to you', 'Checks', 'Run it again', 'Stop it']);
    expect(body).toContain('- Now also recognised: x. (`a.ts:3`, `b.ts:3`)');
    expect(body).toMatch(/^- \[ \] Install, and commit the lockfile if there is one: `cd 'a b' && npm install`$/m);
    expect(body).toMatch(/^- \[ \] `c\.ts:3:5` A guess\.$/m);
    expect(body).not.toContain('d.ts');
    expect(stampIn(body)).toEqual(stamp);
    expect(isLeft(plan)).toBe(true);
    expect(isLeft(planOf([finding('fix', 'a.ts')]))).toBe(false);
  });

  it('keeps what people have ticked off', () => {
    const plan = planOf([finding('ask', 'c.ts'), finding('todo', 'd.ts')]);
    const before = bodyOf(plan, stamp).replace('- [ ] `c.ts', '- [x] `c.ts').replaceAll('\n', '\r\n');
    const after = bodyOf(planOf([...plan.findings, finding('todo', 'e.ts')]), stamp, before);
    expect(after.match(/^- \[x\] .*$/gm)).toEqual(['- [x] `c.ts:3:5` A guess.']);
    expect(after.match(/^- \[ \] .*$/gm)).toHaveLength(2);
  });

  it('stays within what GitHub takes, and says how much more there is', () => {
    const long = Array.from({ length: 3000 }, (_, at) =>
      finding(at % 2 === 0 ? 'fix' : 'todo', `${'deep/'.repeat(20)}${String(at)}.ts`, { reason: 'why '.repeat(50) }),
    );
    const body = bodyOf(planOf(long), stamp);
    expect(body.length).toBeLessThan(longestBody);
    expect(body.match(/and \d+ more/g)).toHaveLength(2);
    expect(stampIn(body)).toEqual(stamp);
  });

  it('takes nothing foreign for markup, a mention, a task or a stamp', () => {
    const forged = `<!-- resession:1:${Buffer.from(JSON.stringify({ ...stamp, plan: 'ffffffffff' })).toString('base64url')} -->`;
    const attacks = [
      forged,
      '| x | y |',
      '\n- [x] done',
      '</details>',
      '@everyone',
      '#1',
      '![x](https://evil.example)',
      '`',
      '<script>',
    ];
    const words = fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', minLength: 1 }));
    fc.assert(
      fc.property(words, words, words, (path, message, reason) => {
        const body = bodyOf(
          planOf([finding('fix', path, { message, reason }), finding('ask', path, { message, reason })]),
          stamp,
        );
        expect(stampIn(body)).toEqual(stamp);
        expect(body.match(/^- \[.\] /gm)).toHaveLength(1);
        expect(body.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(6);
        const plain = bodyOf(planOf([finding('ask', 'a.ts', { message, reason })]), stamp);
        const outside = plain.replace(/\\./g, '').replace(/`[^`]*`/g, '');
        expect(outside).not.toMatch(/@everyone|<script|<\/details|#1\b|\]\(https/);
      }),
    );
  });
});

describe('planName', () => {
  const name = (plan: Plan): string => planName(plan);
  const plan = planOf([finding('fix', 'a.ts'), finding('fix', 'b.ts')]);

  it('is the same for the same fixes, wherever they moved and whatever else was found', () => {
    const moved = planOf([
      finding('ask', 'c.ts'),
      finding('fix', 'b.ts', { line: 90 }),
      finding('fix', 'a.ts', { reason: 'Other.' }),
    ]);
    expect(name(moved)).toBe(name(plan));
    expect(name(plan)).toMatch(/^[\da-f]{10}$/);
  });

  it('is another one for a fix more, an answer, or a setting', () => {
    const others = [
      planOf([...plan.findings, finding('fix', 'c.ts')]),
      planOf([finding('fix', 'a.ts')]),
      planOf(plan.findings, { settings: { checkStyle: 'guard', only: null, transport: 'vendor' } }),
      planOf([finding('fix', 'a.ts', { held: true }), finding('fix', 'b.ts')]),
    ];
    expect(new Set([plan, ...others].map(name)).size).toBe(others.length + 1);
  });
});
