// Logs of real runs: what the schema says of them, where they point, and what their fixes make of the files.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Log, reportSarif } from '../../packages/bot/src/index.ts';
import { described } from '../../packages/cli/src/codemod-help.ts';
import { samplePlan } from '../../packages/cli/src/plan.test.kit.ts';
import { apply, decisionOn, nodeHost, type Plan, toReport } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { plannedIn } from '../cli/planned.ts';
import { folderOf, guess, sample } from '../cli/sample.ts';
import { readConsumers } from '../corpus/consumer.ts';
import { layWorkspace } from '../corpus/lay-out.ts';
import { applyFixes } from './apply-fixes.ts';
import { violations } from './sarif-schema.ts';

const help = described(codemods, new Set(codemods.map(({ id }) => id)));

const logOf = (plan: Plan, outcome: 'planned' | 'written' = 'planned', under = ''): Log =>
  JSON.parse(JSON.stringify(reportSarif({ plan, report: toReport(plan, outcome), codemods: help, under }))) as Log;

const resultsOf = (log: Log): Log['runs'][0]['results'] => log.runs[0].results;
const kindsOf = (log: Log): unknown[] => resultsOf(log).map(({ properties }) => properties['kind']);

/** The text files of a plan, as they are below a root. */
function textsIn(root: string, { files }: Plan): Readonly<Record<string, string>> {
  const texts = files.filter(({ kind, before }) => kind !== 'vendor' && before !== null);
  return Object.fromEntries(texts.map((file) => [file.path, readFileSync(path.join(root, file.path), 'utf8')]));
}

/** What `--write` makes of the files, and what the log does. */
async function bothWays(root: string, plan: Plan): Promise<[Record<string, string>, Record<string, string>]> {
  const before = textsIn(root, plan);
  applyFixes(logOf(plan), root);
  const fixed = textsIn(root, plan);
  for (const [name, text] of Object.entries(before)) writeFileSync(path.join(root, name), text);
  await apply(plan, nodeHost);
  return [fixed, textsIn(root, plan)];
}

/** Where the region of a location says it is, in the file as it is. */
function textAt(root: string, { physicalLocation: { artifactLocation, region } }: ReturnType<typeof siteOf>): string {
  const text = readFileSync(path.join(root, decodeURIComponent(artifactLocation.uri)), 'utf8').replace(/^\uFEFF/, '');
  const lines = text.split('\n').slice(region.startLine - 1, region.endLine);
  const last = lines.length - 1;
  return lines
    .map((line, at) => (at === last ? line.slice(0, (region.endColumn ?? 1) - 1) : line))
    .map((line, at) => (at === 0 ? line.slice((region.startColumn ?? 1) - 1) : line))
    .join('\n');
}

/** The name of our fingerprint. */
const fingerprint = 'resessionFinding/v1';

const siteOf = (result: Log['runs'][0]['results'][number]): (typeof result)['locations'][0] => result.locations[0];

describe('the log of a workspace of many', () => {
  let root: string;
  let plan: Plan;
  beforeAll(async () => {
    root = folderOf({});
    // Every sixth consumer of the corpus: about thirty-five.
    layWorkspace(
      root,
      readConsumers().filter((_, at) => at % 6 === 0),
    );
    plan = await plannedIn(root);
  });

  it('is what the standard says', () => {
    expect(violations(logOf(plan))).toEqual([]);
    expect(violations(logOf(plan, 'written'))).toEqual([]);
    expect(new Set(kindsOf(logOf(plan)))).toEqual(new Set(['fix', 'ask', 'todo']));
  });

  it('has a result for all that is work, and none for what looked alike', () => {
    const work = plan.findings.filter(({ kind }) => kind !== 'skip');
    expect(resultsOf(logOf(plan)).map(({ partialFingerprints }) => partialFingerprints)).toEqual(
      work.map(({ id }) => ({ 'resessionFinding/v1': id })),
    );
    expect(kindsOf(logOf(plan, 'written'))).not.toContain('fix');
  });

  it('has help for every rule, from the pages of the codemods', () => {
    const { rules } = logOf(plan).runs[0].tool.driver;
    expect(rules.length).toBeGreaterThan(5);
    for (const { id, shortDescription, help: told } of rules) {
      const { messages } = codemods.find((codemod) => id.startsWith(`${codemod.id}/`)) ?? { messages: {} };
      expect(Object.values(messages)).toContain(shortDescription.text);
      expect(told.text.length, id).toBeGreaterThan(400);
      expect(told.markdown, id).not.toMatch(/\]\((?!https?:)/);
    }
  });

  it('tells the way of an error', () => {
    const flows = resultsOf(logOf(plan)).filter(({ codeFlows }) => codeFlows !== undefined);
    expect(flows.length).toBeGreaterThan(0);
    for (const { codeFlows = [], locations } of flows) {
      const last = codeFlows[0]?.threadFlows[0]?.locations.at(-1)?.location;
      expect(last?.physicalLocation).toEqual(locations[0].physicalLocation);
    }
  });

  it('has the hashes of the files as they are', () => {
    const hashed = logOf(plan).runs[0].artifacts.filter(({ hashes }) => hashes !== undefined);
    expect(hashed.length).toBeGreaterThan(10);
    for (const { location, hashes } of hashed) {
      const bytes = readFileSync(path.join(root, decodeURIComponent(location.uri)));
      expect(hashes?.['sha-256']).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('names no place of this machine', () => {
    expect(JSON.stringify(logOf(plan))).not.toContain(root);
  });

  it('makes of the files what --write makes of them', async () => {
    const [fixed, written] = await bothWays(root, plan);
    expect(Object.keys(fixed).length).toBeGreaterThan(20);
    expect(fixed).toEqual(written);
  });
});

// Byte order mark, CRLF, tabs, characters of two units before the site, no line break at the end.
const dressed = `\uFEFF${guess.replaceAll('  ', '\t').replace('if (error', '/* 😀é */ if (error').trimEnd().replaceAll('\n', '\r\n')}`;
const names = [
  'src/a b.ts',
  'src/100%.ts',
  'src/%41.ts',
  'src/#?&=+;@!$()*,\'".ts',
  'src/ü😀\u202e.ts',
  'src/line\nbreak\r.ts',
  'c:/x.ts',
  'src/[id]/{all}`|^~.ts',
  'src/back\\slash.ts',
  '.a/..b/-.ts',
];

describe('odd files', () => {
  it('are named, pointed into and changed as they are', async () => {
    const files = Object.fromEntries(names.map((name) => [name, dressed]));
    const root = folderOf({ 'package.json': sample['package.json'].replaceAll('\n', '\r\n'), ...files });
    const plan = await plannedIn(root);
    const log = logOf(plan);
    expect(violations(log)).toEqual([]);
    const sites = resultsOf(log).map((result) => [
      decodeURIComponent(siteOf(result).physicalLocation.artifactLocation.uri),
      textAt(root, siteOf(result)),
    ]);
    expect(new Set(sites.map(([name]) => name))).toEqual(new Set(names));
    for (const name of names)
      expect(sites).toContainEqual([name, 'error instanceof SdkHttpError && error.status === 404']);
    const [fixed, written] = await bothWays(root, plan);
    expect(Object.keys(fixed)).toHaveLength(names.length + 1);
    expect(fixed).toEqual(written);
  });

  it('of any name and any words make a log', () => {
    const [finding] = samplePlan.findings;
    if (finding === undefined) throw new Error('the sample has findings');
    const word = fc.oneof(
      fc.constantFrom('half \ud83d of a pair', 'a [b](c) {0}'),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    const segment = word.filter((text) => !text.includes('/') && text !== '.' && text !== '..');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), word, word, (segments, message, why) => {
        const name = segments.join('/');
        const suppressed = { kind: 'ask', messageId: 'm', line: 2, why } as const;
        const findings = [
          { ...finding, path: name, message, reason: why },
          { ...finding, kind: 'skip', messageId: 'suppressed', path: name, suppressed } as const,
        ];
        const log = logOf({ ...samplePlan, findings }, 'planned', 'packages/a');
        expect(violations(log)).toEqual([]);
        const uri = resultsOf(log)[0]?.locations[0].physicalLocation.artifactLocation.uri ?? '';
        expect(decodeURIComponent(uri)).toBe(`packages/a/${name.replace(/\p{Surrogate}/gu, '\ufffd')}`);
        expect(resultsOf(log)[0]?.message.text).not.toMatch(/[\n\r\u202e]|\]\(/);
      }),
    );
  });
});

describe('what is told', () => {
  it('of a run that was written: what is left, where it is now', async () => {
    const both = `
export async function greet(url: URL): Promise<string> {
  const client = new Client({ name: 'sample', version: '1.0.0' });
  try {
    await client.connect(new StreamableHTTPClientTransport(url));
    await client.ping();
    return 'there';
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'gone or never there';
    throw error;
  }
}
`;
    const root = folderOf({ ...sample, 'src/client.ts': guess + both });
    const plan = await plannedIn(root);
    const open = resultsOf(logOf(plan)).filter(({ properties }) => properties['kind'] === 'ask');
    expect(open).toHaveLength(1);
    const [line] = open.map((result) => siteOf(result).physicalLocation.region.startLine);
    const texts = open.map((result) => textAt(root, siteOf(result)));
    await apply(plan, nodeHost);
    const left = resultsOf(logOf(plan, 'written'));
    expect(left.map((result) => textAt(root, siteOf(result)))).toEqual(texts);
    expect(left.map((result) => siteOf(result).physicalLocation.region.startLine)).not.toEqual([line]);
    expect(left.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  });

  it('of a suppression: what it would be, accepted, with its reason', async () => {
    const suppression = '    // resession-ignore-next-line -- our gateway answers 404\n    if (error';
    const root = folderOf({ ...sample, 'src/client.ts': guess.replace('    if (error', suppression) });
    const log = logOf(await plannedIn(root));
    expect(violations(log)).toEqual([]);
    const [result, ...others] = resultsOf(log);
    expect(others).toEqual([]);
    expect(result?.ruleId).toMatch(/^expiry-guess-to-code\/(?!suppressed)/);
    expect(result?.suppressions).toMatchObject([
      { kind: 'inSource', status: 'accepted', justification: 'our gateway answers 404' },
    ]);
    expect(log.runs[0].invocations[0]?.exitCode).toBe(0);
  });

  it('of what was left by decision: what it is without, accepted, with its reason', async () => {
    const root = folderOf(sample);
    const first = await plannedIn(root);
    const fix = first.findings.find(({ codemod }) => codemod === 'expiry-guess-to-code');
    if (fix === undefined) throw new Error('a finding');
    const decisions = first.findings.flatMap((finding) =>
      finding.kind === 'skip' ? [] : [decisionOn(finding, { answer: 'leave', why: 'the gateway goes' })],
    );
    const log = logOf(await plannedIn(root, { decisions }));
    expect(violations(log)).toEqual([]);
    const result = resultsOf(log).find(({ partialFingerprints }) => partialFingerprints?.[fingerprint] === fix.id);
    expect(result?.ruleId).toBe(`${fix.codemod}/${fix.messageId}`);
    expect(result?.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'the gateway goes' }]);
    expect(log.runs[0].invocations[0]?.exitCode).toBe(0);
  });

  it('of a fix that is held: a result that offers no change', async () => {
    const log = logOf(await plannedIn(folderOf(sample), { undecided: 'hold' }));
    expect(violations(log)).toEqual([]);
    expect(kindsOf(log)).toContain('fix');
    expect(resultsOf(log).flatMap(({ fixes = [] }) => fixes)).toEqual([]);
  });

  it('of a fix: the whole change once, and what is left of it afterwards is no text', async () => {
    const root = folderOf({ ...sample, 'src/other.ts': guess });
    const plan = await plannedIn(root);
    const log = logOf(plan);
    const fixed = resultsOf(log).filter(({ fixes }) => fixes !== undefined);
    expect(fixed).toHaveLength(1);
    expect(resultsOf(log).filter(({ relatedLocations }) => relatedLocations !== undefined)).toHaveLength(
      kindsOf(log).length - 1,
    );
    expect(applyFixes(log, root)).toEqual(['package.json', 'src/client.ts', 'src/other.ts']);
    const rest = await plannedIn(root);
    expect(rest.files.map(({ kind }) => kind)).toEqual(['vendor']);
    const [lacking, ...others] = resultsOf(logOf(rest));
    expect(others).toEqual([]);
    expect(lacking?.ruleId).toBe('resession/files-lacking');
    await apply(rest, nodeHost);
    const settled = logOf(await plannedIn(root));
    expect(resultsOf(settled)).toEqual([]);
    expect(violations(settled)).toEqual([]);
  });

  it('of what the tool itself reports: a rule that quotes no code', async () => {
    const broken = `${guess}\n const = 1;\n`;
    const root = folderOf({
      ...sample,
      'src/client.ts': broken,
      'src/b.ts': '// resession-ignore-next-line\nexport {};\n',
    });
    const log = logOf(await plannedIn(root));
    expect(violations(log)).toEqual([]);
    expect(resultsOf(log).map(({ ruleId, locations: [at] }) => [ruleId, at.physicalLocation.region.startLine])).toEqual(
      [
        ['resession/suppression-unclear', 1],
        ['resession/does-not-parse', 19],
      ],
    );
    const quoting = { codemod: 'sdk-v1-to-v2', messageId: 'left-by-the-sdk', message: 'Left to you: const x' };
    const findings = samplePlan.findings.map((finding) => ({ ...finding, ...quoting, kind: 'todo' as const }));
    const [rule, ...others] = logOf({ ...samplePlan, findings, files: [] }).runs[0].tool.driver.rules;
    expect(others).toEqual([]);
    expect(rule?.shortDescription.text).toBe("The SDK's own codemod left this to you.");
  });

  it('of a failed run: that it failed, and why', () => {
    const verdicts = [{ check: 'install', outcome: 'failed', why: 'npm ended with 1' }] as const;
    const report = toReport(samplePlan, 'failed', verdicts);
    const [invocation] = reportSarif({ plan: samplePlan, report, codemods: help, under: '' }).runs[0].invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'failed: npm ended with 1' } }],
    });
  });
});
