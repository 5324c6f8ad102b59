// `npm run guide`: makes the pictures of docs/guide.md from a real run, in a real terminal and a real browser.

import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, run } from '../e2e/command.ts';
import { commitAll, setUpConsumer } from '../e2e/consumer.ts';
import { installPackedCli } from '../e2e/packed-cli.ts';
import { startBrowser } from '../page/browser.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const more = fileURLToPath(new URL('sample/', import.meta.url));

const parent = await realpath(await mkdtemp(join(tmpdir(), 'guide-')));
const browser = await startBrowser();
try {
  await mkdir(images, { recursive: true });
  const cli = await installPackedCli(parent);
  // Stands for what npx would fetch.
  const globals = join(parent, 'globals');
  await mustRun(['npm', 'install', '--global', '--prefix', globals, '--prefer-offline', cli.tarball], parent);
  const { folder } = await setUpConsumer('v2-typescript', parent);
  await cp(more, folder, { recursive: true });
  await commitAll(folder, 'More of it');
  const env = {
    ...process.env,
    npm_config_prefix: globals,
    npm_config_yes: 'false',
    npm_config_loglevel: 'error',
    TERM: 'xterm-256color',
  };
  const terminal = openTerminal('guide', folder, { columns: 112, rows: 40 }, env);
  try {
    await inTheTerminal(terminal);
  } finally {
    terminal.close();
  }
  await onThePage(folder, env);
} finally {
  await browser.close();
  await rm(parent, { recursive: true, force: true });
}

async function inTheTerminal(terminal: Terminal): Promise<void> {
  const entered = async (command: string, until: string): Promise<void> => {
    terminal.type('clear');
    terminal.keys('Enter');
    terminal.type(command);
    terminal.keys('Enter');
    await terminal.shows(until);
  };
  await entered('npx resession --check', 'npx resession explain');
  await kept('check', terminal.page('What is there'));
  await entered('npx resession -i', 'Site 1 of 5');
  terminal.keys('j');
  await terminal.shows('Site 2 of 5');
  await kept('review', terminal.page('One site at a time'));
  terminal.keys('q');
}

async function onThePage(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const said = await run(['npx', 'resession', 'report', '--html', join(parent, 'report.html')], folder, env);
  if (said.code !== 1) throw new Error(said.stderr);
  const page = await browser.newPage({ viewport: { width: 1200, height: 1180 }, deviceScaleFactor: 1.5 });
  await page.goto(`file://${join(parent, 'report.html')}`);
  await page.screenshot({ path: join(images, 'report.png') });
  await page.setViewportSize({ width: 1200, height: 2400 });
  const site = page.locator('article').filter({ has: page.getByText('src/session.ts:45', { exact: true }) });
  await site.first().screenshot({ path: join(images, 'site.png') });
  await page.close();
}

/** The picture of a page that is as large as what stands on it. */
async function kept(name: string, html: string): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  await page.setContent(html);
  await page.locator('body').screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}
