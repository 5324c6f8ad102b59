// `npm run bench:page`: how fast the page of a large report opens in Chromium, and how fast it filters. Medians of several runs.

import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { reportPage } from '../../packages/assistant/src/page/index.ts';
import { codemods } from '../../transforms/index.ts';
import { startBrowser } from '../page/browser.ts';
import { layTree, planOf, repeated, textOf } from '../page/plans.ts';

const runs = 7;

/** What one opening takes, in milliseconds from the start of the navigation; a filter from the key to the frame that shows it. */
interface Taken {
  readonly painted: number;
  readonly ready: number;
  readonly filtered: number;
  readonly cleared: number;
}

// In the page, where the clock of the browser is.
const opening = `new Promise((done) => {
  const told = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const load = performance.getEntriesByType('navigation')[0];
    if (paint === undefined || load.loadEventEnd === 0) return setTimeout(told, 20);
    done({ painted: paint.startTime, ready: load.loadEventEnd });
  };
  told();
})`;

const filtering = (words: string): string => `new Promise((done) => {
  const input = document.querySelector('[name=words]');
  const start = performance.now();
  input.value = ${JSON.stringify(words)};
  input.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})`;

async function openOnce(browser: Browser, address: string): Promise<Taken> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  const opened: Pick<Taken, 'painted' | 'ready'> = await page.evaluate(opening);
  await page.evaluate(`document.getElementById('sites').scrollIntoView({ behavior: 'instant' })`);
  const filtered: number = await page.evaluate(filtering('copy-3/'));
  const cleared: number = await page.evaluate(filtering(''));
  await context.close();
  return { ...opened, filtered, cleared };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function main(): Promise<void> {
  const root = layTree();
  const made = await planOf(root);
  const browser = await startBrowser();
  for (const sites of [made.findings.length, 500, 2000]) {
    const file = join(dirname(root), `page-${String(sites)}.html`);
    const start = performance.now();
    writeFileSync(file, reportPage(repeated(made, sites), { codemods, textOf: textOf(made), steps: [] }));
    const written = performance.now() - start;
    const taken: Taken[] = [];
    for (let run = 0; run < runs; run += 1) taken.push(await openOnce(browser, pathToFileURL(file).href));
    const middle = (of: (one: Taken) => number): string => `${median(taken.map(of)).toFixed(0)} ms`;
    const size = `${(statSync(file).size / 1e6).toFixed(1)} MB, made in ${written.toFixed(0)} ms`;
    console.log(
      `${String(sites)} sites (${size}): first paint ${middle((one) => one.painted)}, loaded ${middle((one) => one.ready)}, filter ${middle((one) => one.filtered)}, all again ${middle((one) => one.cleared)}`,
    );
  }
  await browser.close();
  rmSync(dirname(root), { recursive: true, force: true });
}

await main();
