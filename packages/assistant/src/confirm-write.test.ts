import { PassThrough } from 'node:stream';
import type { Report } from '@resession/engine';
import { describe, expect, it } from 'vitest';
import { confirmWrite, writeQuestion } from './confirm-write.ts';

const report: Report = {
  schema: 1,
  tool: { name: 'resession', version: '0.1.0' },
  root: '/project',
  status: 'work-left',
  project: { packageManager: 'npm', packages: [], files: { scanned: 1, candidates: 1 } },
  findings: [],
  rewrites: [{ path: 'a.ts', diff: '' }],
  manifests: [],
  verdicts: [],
  totals: { fix: 1, ask: 0, todo: 0, skip: 0, written: 0 },
};

async function answerTo(keys: string, columns = 80): Promise<{ answer: string; shown: string }> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns });
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const answer = confirmWrite(report, { input, output });
  setTimeout(() => input.write(keys), 300);
  return { answer: await answer, shown };
}

describe('confirmWrite', () => {
  it('counts the files of both lists', () => {
    expect(writeQuestion(report)).toBe('Write 1 file? (resession undo takes it back)');
    expect(writeQuestion({ ...report, manifests: report.rewrites })).toContain('Write 2 files?');
  });

  it.each([
    ['y', 'yes'],
    ['n', 'no'],
    ['\r', 'no'],
    ['\u0003', 'interrupted'],
  ])('takes %j for %s', async (keys, expected) => {
    const { answer, shown } = await answerTo(keys);
    expect(answer).toBe(expected);
    expect(shown).toContain('Write 1 file?');
  });

  it('asks on a terminal that does not know its size', async () => {
    expect((await answerTo('y', 0)).shown).toContain('Write 1 file?');
  });
});
