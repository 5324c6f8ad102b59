import type { PlannedFinding } from '@resession/engine';
import { describe, expect, it } from 'vitest';
import { type Picture, pictureOf } from './picture-model.ts';
import { pictureSection } from './picture.ts';
import type { Part } from './sites.ts';

const codemods = [
  { id: 'swap', title: 'Swaps', swapsTransports: true },
  { id: 'check', title: 'Checks', findsChecks: true },
  { id: 'other', title: 'Others' },
] as const;

function finding(
  codemod: string,
  kind: PlannedFinding['kind'],
  path: string,
  way: readonly string[] = [],
): PlannedFinding {
  const steps = way.map((what, index) => ({ path, line: index + 1, what, by: 'text' as const }));
  const explanation = { needle: '404', origin: '', formula: '', rows: [], changes: [], way: steps };
  const place = { path, line: 9, column: 1, endLine: 9, endColumn: 2 };
  return {
    id: `${codemod}-${path}`,
    codemod,
    kind,
    ...place,
    messageId: 'x',
    message: 'X.',
    reason: 'So.',
    explanation,
  };
}

function part(name: string, findings: readonly PlannedFinding[]): Part {
  return { folder: name, name, sites: findings.map((one) => ({ finding: one, folder: name, diff: '', code: [] })) };
}

const drawn = (...parts: readonly Part[]): Picture => pictureOf(parts, codemods);

describe('pictureOf', () => {
  it('puts transports, calls and predicates in their columns, and what a call leads through on its line', () => {
    const way = ['thrown by the request callTool', 'let through by use', 'tested here'];
    const { frames, more } = drawn(
      part('app', [
        finding('swap', 'fix', 'app/open.ts'),
        finding('check', 'ask', 'app/gone.ts', way),
        finding('check', 'skip', 'app/alike.ts'),
        finding('check', 'fix', 'app/gone.test.ts', way),
        finding('other', 'fix', 'app/x.ts'),
      ]),
    );
    expect(more).toBe(0);
    expect(frames).toEqual([
      {
        name: 'app',
        transports: [
          {
            title: 'X.',
            place: 'open.ts:9',
            before: { text: 'stock transport', tone: 'old' },
            after: { text: 'patched transport', tone: 'new' },
            site: 'site-swap-app/open.ts',
          },
        ],
        callers: [expect.objectContaining({ place: 'gone.ts:1', after: { text: 'request callTool', tone: 'out' } })],
        predicates: [
          expect.objectContaining({
            before: { text: 'guesses by 404', tone: 'old' },
            after: { text: 'waits for your answer', tone: 'ask' },
          }),
        ],
        lines: [{ from: 0, to: 0, title: 'let through by use, tested here' }],
        more: 0,
      },
    ]);
  });

  it('leaves out packages in which nothing moves, and counts what has no room', () => {
    const many = Array.from({ length: 20 }, (_, index) => finding('check', 'fix', `big/${String(index)}.ts`));
    const small = Array.from({ length: 9 }, (_, index) => part(`p${String(index)}`, [finding('swap', 'fix', 'a.ts')]));
    const { frames, more } = drawn(part('still', [finding('swap', 'skip', 'still/a.ts')]), ...small, part('big', many));
    expect(frames.map(({ name }) => name)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'big']);
    expect(more).toBe(2);
    expect(frames.at(-1)).toMatchObject({ more: 14 });
    expect(frames.at(-1)?.predicates).toHaveLength(6);
  });
});

describe('pictureSection', () => {
  const svg = (picture: Picture): string => String(pictureSection(picture));

  it('draws nothing of nothing', () => {
    expect(svg({ frames: [], more: 0 })).toBe('');
  });

  it('joins a check whose calls are not known to the transports of its package', () => {
    const lines = (text: string): number => text.split('<path class="line').length - 1;
    const swap = finding('swap', 'fix', 'app/open.ts');
    expect(lines(svg(drawn(part('app', [swap, finding('check', 'fix', 'app/a.ts')]))))).toBe(4);
    expect(lines(svg(drawn(part('app', [swap, finding('check', 'ask', 'app/a.ts')]))))).toBe(0);
  });

  it('cuts long names and escapes them', () => {
    const text = svg(drawn(part('<script>'.repeat(20), [finding('check', 'fix', `${'<'.repeat(80)}.ts`)])));
    expect(text).not.toContain('<script');
    expect(text).toContain('…');
  });
});
