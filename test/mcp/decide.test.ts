// Answers to asks, fixes left alone, and parts of a preview: what was decided is what is written, and nothing else.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../e2e/command.ts';
import { git, guess, repositoryOf, sample, tree } from '../cli/sample.ts';
import { type Agent, agent, command, type Content, type Start, type Step } from './agent.ts';

const open: Agent[] = [];

async function started(start: Start): Promise<Agent> {
  const one = await agent(start);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const asking = guess.replace('    await client.callTool', '    await client.connect(t);\n    await client.callTool');
const files = { ...sample, 'src/asking.ts': asking };
const kept = '.resession/decisions.json';

interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly codemod: string;
  readonly path: string;
  readonly messageId: string;
}

const findings = (content: Content): readonly Finding[] => content.report.findings;
const askOf = (content: Content): Finding | undefined => findings(content).find(({ kind }) => kind === 'ask');

describe('an ask', () => {
  it('is answered, previewed and written; the file says who said what', async () => {
    const folder = repositoryOf(files);
    const one = await started({ cwd: folder });
    const scanned = (await one.call('scan')).content;
    const ask = askOf(scanned);
    expect(scanned.nextSteps[0]).toMatchObject({ tool: 'explain', arguments: { file: 'src/asking.ts' } });
    const explained = (await one.call('explain', scanned.nextSteps[0].arguments)).content;
    const [take] = explained.nextSteps;
    expect(take).toMatchObject({ tool: 'decide', arguments: { decisions: [{ id: ask?.id, answer: 'choose' }] } });
    const before = tree(folder);
    const stale = (await one.call('preview')).content;
    const site = stale.sites.find(({ id }: { id: string }) => id === ask?.id);
    const { choice } = take.arguments.decisions[0];
    expect(site.choices.find(({ id }: { id: string }) => id === choice).diff).toContain('@@');

    const decided = (await one.call('decide', take.arguments)).content;
    expect(decided).toMatchObject({ decided: [{ id: ask?.id, choice }], withdrawn: [], kept: 1, file: kept });
    const { decisions } = JSON.parse(readFileSync(path.join(folder, kept), 'utf8'));
    expect(decisions).toEqual([expect.objectContaining({ id: ask?.id, choice, path: 'src/asking.ts' })]);
    const { [kept]: _kept, '.resession': _folder, ...rest } = tree(folder);
    expect(rest).toEqual(before);
    expect(decided.nextSteps[0]).toMatchObject({ tool: 'preview' });

    // What was shown before the answer is not what would be written now.
    expect((await one.call('apply', { preview: stale.preview })).content.error).toContain('moved since the preview');
    const shown = (await one.call('preview')).content;
    expect(findings(shown).find(({ id }) => id === ask?.id)).toMatchObject({ kind: 'fix', decided: { choice } });
    const { isError, text } = await one.call('apply', { preview: shown.preview });
    expect(isError, text).toBe(false);
    const checked = await run([process.execPath, command, '--check', '--no-cache'], folder);
    expect(checked.code, checked.stdout).toBe(0);
  });

  it('is left, or asked anew once the answer is withdrawn', async () => {
    const folder = repositoryOf(files);
    const one = await started({ cwd: folder });
    const id = askOf((await one.call('scan')).content)?.id;
    await one.call('decide', { decisions: [{ id, answer: 'leave', why: 'the server says so' }] });
    const left = (await one.call('scan')).content;
    expect(askOf(left)).toBeUndefined();
    expect(findings(left).find((finding) => finding.id === id)).toMatchObject({ kind: 'skip', messageId: 'decided' });
    const { content } = await one.call('decide', { decisions: [{ id, answer: 'withdraw' }] });
    expect(content).toMatchObject({ decided: [], withdrawn: [id], kept: 0 });
    expect(existsSync(path.join(folder, '.resession'))).toBe(false);
    expect(askOf((await one.call('scan')).content)?.id).toBe(id);
  });

  it('may be answered otherwise', async () => {
    const one = await started({ cwd: repositoryOf(files) });
    const id = askOf((await one.call('scan')).content)?.id;
    const { nextSteps } = (await one.call('explain', { file: 'src/asking.ts' })).content;
    const choices = nextSteps.flatMap(({ tool, arguments: args }: Step) =>
      tool === 'decide' ? ((args?.['decisions'] as { choice?: string }[])[0]?.choice ?? []) : [],
    );
    expect(choices.length).toBeGreaterThan(1);
    for (const choice of choices) {
      const { content } = await one.call('decide', { decisions: [{ id, answer: 'choose', choice }] });
      expect(content).toMatchObject({ decided: [{ choice }], kept: 1 });
    }
  });
});

describe('bad answers', () => {
  it('keep nothing, and say what is taken', async () => {
    const folder = repositoryOf(files);
    const one = await started({ cwd: folder });
    const scanned = (await one.call('scan')).content;
    const ask = askOf(scanned)?.id;
    const fix = findings(scanned).find(({ kind }) => kind === 'fix')?.id;
    const wrong: readonly [object, RegExp][] = [
      [{ id: 'none', answer: 'leave', why: 'so' }, /no such finding/],
      [{ id: ask, answer: 'leave' }, /takes a reason/],
      [{ id: ask, answer: 'make' }, /choose with one of its choices: \w/],
      [{ id: ask, answer: 'choose' }, /choose with one of its choices: \w/],
      [{ id: ask, answer: 'choose', choice: 'none' }, /choose with one of its choices: \w/],
      [{ id: ask, answer: 'leave', choice: 'none', why: 'so' }, /only the answer choose/],
      [{ id: fix, answer: 'choose', choice: 'none' }, /make and leave/],
      [{ id: fix, answer: 'withdraw' }, /nothing was decided/],
      [{ id: ask, answer: 'maybe' }, /answer/],
    ];
    for (const [decision, words] of wrong) {
      const { isError, text } = await one.call('decide', {
        decisions: [{ id: fix, answer: 'make' }, decision].slice(-1),
      });
      expect(isError, JSON.stringify(decision)).toBe(true);
      expect(text).toMatch(words);
    }
    const both = await one.call('decide', {
      decisions: [
        { id: fix, answer: 'make' },
        { id: fix, answer: 'leave', why: 'x' },
      ],
    });
    expect(both.isError).toBe(true);
    const half = await one.call('decide', {
      decisions: [
        { id: fix, answer: 'make' },
        { id: 'none', answer: 'make' },
      ],
    });
    expect(half.isError).toBe(true);
    expect(existsSync(path.join(folder, '.resession'))).toBe(false);
  });
});

describe('ids', () => {
  const two = { ...sample, 'src/other.ts': guess };

  it('make these fixes and no others', async () => {
    const folder = repositoryOf(two);
    const one = await started({ cwd: folder });
    const { preview, report } = (await one.call('preview')).content;
    const own = report.findings
      .filter((finding: Finding) => finding.path === 'src/client.ts')
      .map(({ id }: Finding) => id);
    const { content, text, isError } = await one.call('apply', { preview, ids: own });
    expect(isError, text).toBe(false);
    expect(content.written).not.toContain('src/other.ts');
    expect(git(folder, 'diff', '--name-only').trim().split('\n')).toEqual(['package.json', 'src/client.ts']);
    expect(content.report.status).toBe('work-left');
    const rest = (await one.call('scan')).content;
    expect(findings(rest).map((finding) => finding.path)).toEqual(expect.arrayContaining(['src/other.ts']));
    expect(existsSync(path.join(folder, '.resession'))).toBe(false);
  });

  it('show these fixes and no others', async () => {
    const one = await started({ cwd: repositoryOf(two) });
    const whole = (await one.call('preview')).content;
    const ids = findings(whole).flatMap(({ path: found, id }) => (found === 'src/other.ts' ? [id] : []));
    const { content } = await one.call('preview', { ids });
    expect(content.preview).not.toBe(whole.preview);
    expect(content.report.rewrites.map(({ path: found }: Finding) => found)).toEqual(['src/other.ts']);
    const { content: applied } = await one.call('apply', { preview: content.preview });
    expect(applied.written).not.toContain('src/client.ts');
  });

  it('are refused where a fix rests on another, or is none', async () => {
    const folder = repositoryOf(two);
    const before = tree(folder);
    const one = await started({ cwd: folder });
    const { preview, report } = (await one.call('preview')).content;
    const check = report.findings.find(({ codemod }: Finding) => codemod === 'expiry-guess-to-code').id;
    for (const ids of [[check], ['none']]) {
      expect((await one.call('preview', { ids })).isError).toBe(true);
      const { isError, text } = await one.call('apply', { preview, ids });
      expect(isError, text).toBe(true);
    }
    expect(tree(folder)).toEqual(before);
  });
});
