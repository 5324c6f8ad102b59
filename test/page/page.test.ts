// The report as a page, in a real browser: what it shows, how it is used, and what it must never do.

import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportPage } from '../../packages/assistant/src/page/index.ts';
import type { Plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { opened, startBrowser, type Watched } from './browser.ts';
import { hostileName, hostilePath, layTree, planOf, repeated, textOf } from './plans.ts';

let browser: Browser;
let context: BrowserContext;
let made: Plan;
let address: string;
let folder: string;

beforeAll(async () => {
  browser = await startBrowser();
  const root = layTree();
  folder = dirname(root);
  made = await planOf(root);
  address = pageAt('report.html', made);
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});

afterEach(() => context.close());

function pageAt(name: string, plan: Plan): string {
  const file = join(folder, name);
  writeFileSync(file, reportPage(plan, { codemods, textOf: textOf(made), steps: [] }));
  return pathToFileURL(file).href;
}

/** The page is nothing but itself: no error in its console, no request beyond the first. */
function expectQuiet({ errors, requests }: Watched): void {
  expect(errors).toEqual([]);
  expect(requests).toEqual([address]);
}

const visibleSites = (page: Page): Promise<number> => page.locator('article.site:visible').count();

describe('what it shows', () => {
  it('has every site with verdict, reason, place and codemod', async () => {
    const watched = await opened(context, address);
    const { page } = watched;
    expect(await page.locator('article.site').count()).toBe(made.findings.length);
    for (const { id, kind, message, reason, path, line, column, codemod } of made.findings) {
      const text = (await page.locator(`[id="site-${id}"]`).textContent()) ?? '';
      expect(text).toContain(kind);
      for (const part of [message, reason, codemod, `${path}:${String(line)}:${String(column)}`])
        expect(text).toContain(part);
    }
    expectQuiet(watched);
  });

  it('has a change side by side, the way of its error and what it means', async () => {
    const { page } = await opened(context, address);
    const fix = made.findings.find(({ kind, explanation }) => kind === 'fix' && (explanation?.way?.length ?? 0) > 3);
    const site = page.locator(`[id="site-${fix?.id ?? ''}"]`);
    expect(await site.locator('td.del:not(.no)').count()).toBeGreaterThan(0);
    expect((await site.locator('td.ins').allTextContents()).join('')).toMatch(
      /isSessionExpired|ClientHttpSessionExpired/,
    );
    const sides: number[][] = await site
      .locator('tr.changed')
      .first()
      .evaluate((row) => [...row.querySelectorAll('td:not(.no)')].map((cell) => [cell.offsetTop, cell.offsetLeft]));
    const [[top, left] = [], [otherTop, otherLeft] = []] = sides;
    expect(top).toBe(otherTop);
    expect(left).toBeLessThan(otherLeft ?? 0);
    expect(await site.locator('.way li').count()).toBe(fix?.explanation?.way?.length);
    expect(await site.locator('.truth tr.turned').count()).toBeGreaterThan(0);
    expect(await site.locator('a.place').getAttribute('href')).toBe(
      `vscode://file${made.root}/${fix?.path ?? ''}:${String(fix?.line)}:${String(fix?.column)}`,
    );
  });

  it('shows the lines of a site that nothing changes, and the choices of an ask', async () => {
    const { page } = await opened(context, address);
    const ask = made.findings.find(({ kind }) => kind === 'ask');
    const site = page.locator(`[id="site-${ask?.id ?? ''}"]`);
    const own = textOf(made)(ask?.path ?? '')?.split('\n')[(ask?.line ?? 0) - 1];
    expect(await site.locator('mark').first().textContent()).toBe(own);
    expect(await site.locator('.choices td.ins').count()).toBeGreaterThan(0);
    expect(await site.locator('.choices b + code').locator('xpath=preceding-sibling::b').allTextContents()).toEqual(
      ask?.choices?.map(({ label }) => label),
    );
  });

  it('draws the migration before and after, every link of it leading to a site', async () => {
    const { page } = await opened(context, address);
    const [before, after] = [page.locator('.picture').first(), page.locator('.picture').last()];
    expect(await before.locator('.box.new').count()).toBe(0);
    expect(await after.locator('.box.new').count()).toBeGreaterThan(3);
    expect(await after.locator('path.line').count()).toBeGreaterThan(3);
    expect(await before.locator('.box').count()).toBe(await after.locator('.box').count());
    const links = await page
      .locator('.picture a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    for (const link of links) expect(await page.locator(`[id="${link.slice(1)}"]`).count()).toBe(1);
    expect(links.length).toBeGreaterThan(8);
  });

  it('has what changes beside the code, closed', async () => {
    const { page } = await opened(context, address);
    const others = made.files.filter(({ kind }) => kind !== 'source');
    expect(await page.locator('.manifests > li').count()).toBe(others.length);
    const first = page.locator('.manifests details').first();
    expect(await first.locator('td.ins').first().isVisible()).toBe(false);
    await first.locator('summary').click();
    expect(await first.locator('td.ins').first().innerText()).not.toBe('');
    expect(await page.locator('.manifests').innerText()).toContain('.tar.gz is new; it is packed');
  });

  it('says so where nothing was found', async () => {
    const { page } = await opened(context, pageAt('empty.html', { ...made, findings: [], files: [] }));
    expect(await page.locator('h1').innerText()).toBe('Nothing is left to do.');
    expect(await page.locator('#sites').innerText()).toContain('Nothing was found.');
  });
});

describe('names and code of the consumer', () => {
  it('stay text, wherever they stand', async () => {
    const watched = await opened(context, address);
    const { page } = watched;
    expect(await page.title()).toBe('project · Resession');
    expect(await page.locator('body script, img, svg[onload], [onerror], [onload]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    const evil = page.locator('article[data-package="evil"][data-kind="fix"]');
    expect(await evil.first().textContent()).toContain(hostilePath);
    expect(await page.locator('section.package h3').allTextContents()).toContainEqual(
      expect.stringContaining(hostileName),
    );
    const text = (await page.locator('article[data-package="evil"] .diff').allTextContents()).join('\n');
    expect(text).toContain('<script>document.title="owned"</script>');
    expect(text).toContain('\\u{202e}');
    expectQuiet(watched);
  });

  it('runs no script but its own and loads nothing: the policy refuses what would get in', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const image = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x.png`;
    const evil = `<main><script>document.title="owned"</script><img src="${image}" onerror="document.title=1">`;
    const file = join(folder, 'broken.html');
    writeFileSync(file, readFileSync(new URL(address), 'utf8').replace('<main>', evil));
    const { page, errors } = await opened(context, pathToFileURL(file).href);
    expect(await page.title()).toBe('project · Resession');
    expect(errors.join('\n')).toContain('Content Security Policy');
    expect(asked).toBe(0);
    server.close();
  });
});

describe('filters', () => {
  it('narrows by kind, package, codemod and words, and counts', async () => {
    const { page } = await opened(context, address);
    const count = (fits: (finding: Plan['findings'][number]) => boolean): number => made.findings.filter(fits).length;
    const all = made.findings.length;
    expect(await page.locator('#shown').innerText()).toBe(`${String(all)} of ${String(all)}`);
    await page.locator('.chip.skip').click();
    expect(await visibleSites(page)).toBe(count(({ kind }) => kind !== 'skip'));
    await page.locator('select[name=codemod]').selectOption('stock-to-patched-transport');
    const swaps = count(({ kind, codemod }) => kind !== 'skip' && codemod === 'stock-to-patched-transport');
    expect(await visibleSites(page)).toBe(swaps);
    expect(await page.locator('#shown').innerText()).toBe(`${String(swaps)} of ${String(all)}`);
    await page.locator('select[name=package]').selectOption('evil');
    expect(await visibleSites(page)).toBe(1);
    expect(await page.locator('section.package:visible').count()).toBe(1);
    await page.locator('[name=words]').fill('no such words');
    expect(await page.locator('#none').isVisible()).toBe(true);
    await page.locator('#reset').click();
    expect(await visibleSites(page)).toBe(all);
    await page.locator('[name=words]').fill('WORKSHOP guess');
    expect(await visibleSites(page)).toBe(
      count(({ path, message }) => path.includes('workshop') && /guess/i.test(message)),
    );
  });

  it('follows a tile, and a link to a site that is hidden', async () => {
    const { page } = await opened(context, address);
    await page.locator('.tile.ask').click();
    expect(await visibleSites(page)).toBe(made.findings.filter(({ kind }) => kind === 'ask').length);
    await page.locator('.picture a').first().click();
    expect(await visibleSites(page)).toBe(made.findings.length);
  });
});

describe('keys', () => {
  it('walks the sites with j and k, past those that are hidden', async () => {
    const { page } = await opened(context, address);
    const focused = (): Promise<string | null | undefined> =>
      page.locator('article.site:focus').getAttribute('data-id', { timeout: 1000 });
    const order = await page
      .locator('article.site')
      .evaluateAll((all) => all.map((site) => site.getAttribute('data-id')));
    await page.keyboard.press('j');
    expect(await focused()).toBe(order[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe(order[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(order[0]);
    await page.locator('.chip.fix').click();
    await page.locator('body').click({ position: { x: 2, y: 400 } });
    await page.keyboard.press('j');
    expect(await page.locator('article.site:focus').getAttribute('data-kind')).not.toBe('fix');
  });

  it('filters with /, leaves with Escape, helps with ?, switches the theme with t', async () => {
    const watched = await opened(context, address);
    const { page } = watched;
    await page.keyboard.press('/');
    await page.keyboard.type('jk?t');
    expect(await page.locator('[name=words]').inputValue()).toBe('jk?t');
    await page.keyboard.press('Escape');
    expect(await visibleSites(page)).toBe(made.findings.length);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.locator('#help').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#help').isVisible()).toBe(false);
    await page.keyboard.press('t');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(watched.errors).toEqual([]);
  });

  it('opens and closes the why of a site', async () => {
    const { page } = await opened(context, address);
    await page.keyboard.press('j');
    const why = page.locator('article.site:focus .why');
    const open = await why.getAttribute('open');
    await page.keyboard.press('w');
    expect((await why.getAttribute('open')) === null).toBe(open !== null);
  });
});

describe('what is left to a person', () => {
  it('is ticked off, and stays so over a reload', async () => {
    const { page } = await opened(context, address);
    const left = made.findings.filter(({ kind }) => kind === 'ask' || kind === 'todo').length;
    expect(await page.locator('#ticked').innerText()).toBe(`${String(left)} of ${String(left)} to go`);
    await page.locator('input[data-tick]').first().check();
    expect(await page.locator('#ticked').innerText()).toBe(
      left === 1 ? 'All done' : `${String(left - 1)} of ${String(left)} to go`,
    );
    await page.reload();
    expect(await page.locator('input[data-tick]').first().isChecked()).toBe(true);
  });

  it('is a plain list where the browser keeps nothing', async () => {
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    const watched = await opened(context, address);
    await watched.page.locator('input[data-tick]').first().check();
    await watched.page.keyboard.press('t');
    expectQuiet(watched);
  });
});

describe('everybody can read it', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('%s at %i pixels: no serious fault, and nothing runs out of the page', async (colorScheme, width) => {
    await context.close();
    context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const { page } = await opened(context, address);
    // What is far from the window is not laid out, and axe would pass it by.
    await page.evaluate(
      `document.styleSheets[0].insertRule('.site { content-visibility: visible }', document.styleSheets[0].cssRules.length)`,
    );
    await page.evaluate(axe.source);
    const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
    const { violations } = found as axe.AxeResults;
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
  });

  it('prints all of it, without what is for the screen', async () => {
    const { page } = await opened(context, address);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filter, .top').locator('visible=true').count()).toBe(0);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
  });
});

describe('five hundred sites', () => {
  it('open and filter while nobody waits', async () => {
    const { page } = await opened(context, pageAt('large.html', repeated(made, 500)));
    expect(await page.locator('article.site').count()).toBe(500);
    // The figures are in docs/evidence.md; here is only what a busy machine must keep.
    const loaded = await page.evaluate('performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd');
    expect(loaded).toBeLessThan(4000);
    await page.locator('[name=words]').fill('copy-3/');
    expect(await visibleSites(page)).toBeGreaterThan(3);
  });
});
