// The page of a campaign in Debian's Chromium: readable in both themes, and closed to what the names in it would do.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  campaignOf,
  type Event,
  nextSteps,
  nothingLeftOut,
  stateAfter,
  statusOf,
  statusPage,
  statusText,
} from '../../packages/bot/src/campaign/index.ts';
import { result } from '../../packages/bot/src/campaign/result.ts';
import { folderOf } from '../cli/sample.ts';
import { opened, startBrowser } from '../page/browser.ts';

vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const attack = `</td><script>document.title='owned'</script><img src="https://evil.example/x">'"\u001b[31m\u202e\nforged`;
const begin = Date.UTC(2026, 0, 5, 9);
const at = (minute: number): number => begin + minute * 60_000;

const campaign = campaignOf({
  made: new Date(begin).toISOString(),
  from: attack,
  api: 'https://api.github.com',
  base: null,
  settings: {},
  repos: Array.from({ length: 40 }, (_, index) => ({ repo: `acme/r${String(index)}`, id: index + 1 })),
  leftOut: { ...nothingLeftOut, archived: 3 },
  waves: [5, 10],
  hold: false,
  budget: { of: 'percent', most: 5 },
  speed: { minute: 70, hour: 437 },
});

const url = 'https://github.com/acme/r0/pull/1';
const events: readonly Event[] = Array.from({ length: 22 }, (_, index): readonly Event[] => {
  const ended = { kind: 'ended', repo: `acme/r${String(index)}`, round: 0 } as const;
  if (index === 3)
    return [{ ...ended, at: at(index), stage: 'look', result: result('failed', { why: attack, next: attack }) }];
  const pullRequest = { number: 1, url: index === 4 ? `javascript:alert(1)//${attack}` : url };
  return [
    { ...ended, at: at(index), stage: 'look', result: result('to-do') },
    { ...ended, at: at(index * 3), stage: 'propose', result: result('opened', { pullRequest }) },
  ];
}).flat();

const status = statusOf(stateAfter(campaign, events), at(80));

describe('the page of a campaign', () => {
  it.each(['light', 'dark'] as const)('is readable in %s, and loads and runs nothing', async (colorScheme) => {
    const file = path.join(folderOf({}), 'status.html');
    writeFileSync(file, statusPage(status, nextSteps(status, ''), at(80)));
    const context = await browser.newContext({ colorScheme, viewport: { width: 900, height: 1000 } });
    const address = pathToFileURL(file).href;
    const { page, errors, requests } = await opened(context, address);
    expect(requests).toEqual([address]);
    expect(errors).toEqual([]);
    expect(await page.title()).toMatch(/^Campaign [0-9a-f]{10} /);
    expect(await page.locator('script, img, [href^="javascript:"]').count()).toBe(0);
    expect(await page.locator('svg[role="img"]').getAttribute('aria-label')).toMatch(/^Burn-down: 40 repositories at /);
    const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run(document)`);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await context.close();
  });

  it('has as text no more lines than it should, and nothing that a terminal obeys', () => {
    const text = statusText(status, '');
    expect(text).not.toMatch(/[\u001b\u202e]|^forged/m);
    expect(text).toContain('Left to you (1)');
  });
});
