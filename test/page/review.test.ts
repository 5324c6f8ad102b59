// `migrate review` from end to end: the real command, a real browser, a real tree.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import axe from 'axe-core';
import type { Decision } from '../../packages/engine/src/index.ts';
import { commandLine } from '../cli/command-line.ts';
import { fingerprint, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';
import { freshEnvironment } from '../e2e/command.ts';
import { opened, startBrowser } from './browser.ts';
import { reviewHere, reviewProcess, type Running } from './reviews.ts';

const asking = guess.replace(
  '    await client.callTool',
  "    await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost')));\n    await client.callTool",
);
const files = { ...sample, 'src/asking.ts': asking };

let browser: Browser;
let context: BrowserContext;
let running: Running | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});
afterEach(async () => {
  await context.close();
  running?.stop();
});

/** In this process, which starts sooner. */
async function review(folder: string): Promise<Running> {
  running = await reviewHere(folder);
  return running;
}

const site = (page: Page, place: string) =>
  page.locator('article.site').filter({ has: page.locator(`a.place:text-matches("^${place}:")`) });
const press = (page: Page, place: string, name: string) => site(page, place).getByRole('button', { name }).click();
const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

function decisions(folder: string): readonly Decision[] {
  return (JSON.parse(read(folder, '.resession/decisions.json')) as { decisions: readonly Decision[] }).decisions;
}

describe('migrate review', () => {
  it('writes what was accepted and nothing else, keeps the answers, and ends', async () => {
    const folder = repositoryOf(files);
    const before = fingerprint(folder);
    const { address, ended } = await reviewProcess(folder);
    const { page, errors, requests } = await opened(context, address);
    await press(page, 'src/client.ts:1', 'Accept');
    await press(page, 'src/client.ts:14', 'Accept');
    await press(page, 'src/asking.ts:15', 'Do not ask again');
    expect(await page.locator('#answered').innerText()).toMatch(/^2 accepted, 1 rejected, \d+ open$/);
    await page.locator('#apply').click();
    await page.locator('#confirm-yes').waitFor();
    expect(await page.locator('#confirm-text').innerText()).toContain('src/client.ts');
    expect(fingerprint(folder)).toEqual(before);
    await page.locator('#confirm-yes').click();
    await page.getByText('The review has ended').waitFor();
    const { code, stdout } = await ended;
    expect(stdout).toMatch(/Wrote \d files as run/);
    expect(code).toBeLessThan(2);
    expect(read(folder, 'src/client.ts')).toContain('ClientHttpSessionExpired');
    expect(read(folder, 'src/asking.ts')).toBe(asking);
    // What was made need not be decided again.
    expect(decisions(folder).map(({ path, answer }) => `${path} ${answer}`)).toEqual(['src/asking.ts leave']);
    expect(errors).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
  });

  it('takes a choice of an ask', async () => {
    const folder = repositoryOf(files);
    const { address, ended } = await review(folder);
    const { page } = await opened(context, address);
    await page.locator('#accept-all').click();
    const choice = site(page, 'src/asking.ts:15').locator('[data-answer=choose]').first();
    await choice.click();
    expect(await choice.getAttribute('aria-pressed')).toBe('true');
    await page.locator('#apply').click();
    await page.locator('#confirm-yes').click();
    expect(await ended).toMatchObject({ code: 0 });
    expect(read(folder, 'src/asking.ts')).toContain('ClientHttpSessionExpired');
  });

  it('makes with a choice what it cannot do without: the swap of its transport', async () => {
    const folder = repositoryOf({ 'package.json': manifest, 'src/asking.ts': asking });
    const { address, ended } = await review(folder);
    const { page } = await opened(context, address);
    await site(page, 'src/asking.ts:15').locator('[data-answer=choose]').first().click();
    await page.locator('#apply').click();
    await page.locator('#confirm-yes').click();
    expect(await ended).toMatchObject({ code: 0 });
    expect(read(folder, 'src/asking.ts')).toContain('ClientHttpSessionExpired');
    expect(read(folder, 'src/asking.ts')).toContain("from '@resession/transport'");
    expect(existsSync(join(folder, '.resession'))).toBe(false);
  });

  it('shows earlier answers, and what depends on a fix that is rejected is not made', async () => {
    const folder = repositoryOf(sample);
    const first = await review(folder);
    const { page } = await opened(context, first.address);
    expect(await page.locator('[name=why]').first().isVisible()).toBe(false);
    await press(page, 'src/client.ts:1', 'Reject');
    await site(page, 'src/client.ts:1').locator('[name=why]').fill('not "yet" <j>');
    await press(page, 'src/client.ts:14', 'Accept');
    await page.locator('#apply').click();
    await page.locator('#confirm-yes').waitFor();
    expect(await page.locator('#confirm-text').innerText()).toContain('src/client.ts:14 is not made');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('#save-answers').click();
    expect(await first.ended).toMatchObject({ code: 1 });
    expect(read(folder, 'src/client.ts')).toBe(sample['src/client.ts']);
    expect(
      decisions(folder)
        .map(({ answer, why }) => [answer, why])
        .sort(),
    ).toEqual([
      ['leave', 'not "yet" <j>'],
      ['make', undefined],
    ]);
    const again = await review(folder);
    const { page: anew } = await opened(context, again.address);
    expect(await anew.locator('[aria-pressed=true]').allInnerTexts()).toEqual(['Reject', 'Accept']);
    expect(await site(anew, 'src/client.ts:1').locator('[name=why]').inputValue()).toBe('not "yet" <j>');
    // Taken back, and saved so: nothing is decided any more.
    for (const name of ['Reject', 'Accept']) await anew.locator('[aria-pressed=true]').getByText(name).click();
    await anew.locator('#save-answers').click();
    await again.ended;
    expect(existsSync(join(folder, '.resession'))).toBe(false);
  });

  it.each([
    ['the tree moves before the look', false],
    ['the tree moves between the look and the word', true],
  ])('writes nothing where %s', async (_name, late) => {
    const folder = repositoryOf(sample);
    const { address } = await review(folder);
    const { page } = await opened(context, address);
    await page.locator('#accept-all').click();
    const edited = `// edited meanwhile\n${guess}`;
    if (!late) writeFileSync(join(folder, 'src/client.ts'), edited);
    await page.locator('#apply').click();
    if (late) {
      await page.locator('#confirm-yes').waitFor();
      writeFileSync(join(folder, 'src/client.ts'), edited);
      await page.locator('#confirm-yes').click();
    }
    await page.getByText('the tree moved since this page was made').waitFor();
    expect(await page.locator('#confirm-yes').isVisible()).toBe(false);
    expect(read(folder, 'src/client.ts')).toBe(edited);
    expect(existsSync(join(folder, '.resession'))).toBe(false);
  });

  it('does not overrule what somebody decides meanwhile', async () => {
    const folder = repositoryOf(sample);
    const { address } = await review(folder);
    const { page } = await opened(context, address);
    await page.locator('#accept-all').click();
    // The swap of the transport.
    const [program = '', ...args] = commandLine(['decide', 'c96e99dff632771d', 'leave', '--why', 'by another']);
    execFileSync(program, args, { cwd: folder, env: freshEnvironment() });
    await page.locator('#apply').click();
    await page.getByText('the tree moved since this page was made').waitFor();
    expect(decisions(folder)).toMatchObject([{ answer: 'leave', why: 'by another' }]);
  });

  it('refuses to write over what is not committed', async () => {
    const folder = repositoryOf(sample);
    writeFileSync(join(folder, 'src/client.ts'), `${guess}// mine\n`);
    const { address } = await review(folder);
    const { page } = await opened(context, address);
    await page.locator('#accept-all').click();
    await page.locator('#apply').click();
    await page.getByText(/uncommitted/).waitFor();
    expect(read(folder, 'src/client.ts')).toBe(`${guess}// mine\n`);
  });

  it('closes without a trace, and with Ctrl-C', async () => {
    const folder = repositoryOf(sample);
    const before = fingerprint(folder);
    const closed = await review(folder);
    const { page } = await opened(context, closed.address);
    await page.locator('#leave-review').click();
    expect(await closed.ended).toMatchObject({ code: 1 });
    const interrupted = await reviewProcess(folder);
    interrupted.stop();
    expect(await interrupted.ended).toMatchObject({ code: 130 });
    expect(fingerprint(folder)).toEqual(before);
  });

  it('does nothing for a page of another site, even one that knows the address', async () => {
    const folder = repositoryOf(sample);
    const { address } = await review(folder);
    const evil = createServer((_, response) => {
      response
        .setHeader('Content-Type', 'text/html')
        .end(
          `<form method="post" enctype="text/plain" action="${address}save"><input name='{"answers":[],"x":"' value='"}' /></form><iframe src="${address}"></iframe>`,
        );
    }).listen(0, '127.0.0.1');
    await once(evil, 'listening');
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${String((evil.address() as AddressInfo).port)}/`);
    const tried = await page.evaluate(
      `Promise.all([
        fetch('${address}', { method: 'GET' }).then(() => 'read', () => 'refused'),
        fetch('${address}save', { method: 'POST', mode: 'no-cors', body: '{"answers":[]}' }).then((answer) => answer.type, () => 'refused'),
        fetch('${address}save', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"answers":[]}' }).then(() => 'read', () => 'refused'),
      ])`,
    );
    expect(tried).toEqual(['refused', expect.stringMatching(/opaque|refused/), 'refused']);
    const [posted] = await Promise.all([
      page.waitForResponse(`${address}save`),
      page.evaluate('document.forms[0].submit()'),
    ]);
    expect(posted.status()).toBe(403);
    expect((await fetch(address)).status).toBe(200);
    expect(existsSync(join(folder, '.resession'))).toBe(false);
    evil.close();
  });

  it('does not begin where there is nothing to decide', async () => {
    const folder = repositoryOf({ 'a.ts': 'export const a = 1;\n' });
    const { address, ended } = await review(folder);
    expect(address).toBe('');
    expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do.') as string });
    running = undefined;
  });

  it('can be used by everybody, and with keys alone', async () => {
    const folder = repositoryOf(files);
    const { address } = await review(folder);
    const { page } = await opened(context, address);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults;
    expect(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id),
    ).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('n');
    const focused = page.locator('article.site:focus');
    expect(await focused.locator('[aria-pressed=true]').getAttribute('data-answer')).toBe('leave');
    await page.keyboard.press('y');
    expect(await focused.locator('[aria-pressed=true]').getAttribute('data-answer')).not.toBe('leave');
  });
});
