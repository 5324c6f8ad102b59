// The status as one HTML file: nothing is loaded, nothing runs, and its policy lets nothing else in.

import { createHash } from 'node:crypto';
import type { Status, Told, WaveStatus } from '../status.ts';
import { chart } from './chart.ts';
import { html, link, type Markup, type Piece, style } from './html.ts';
import { pageStyle } from './page-style.ts';

/** By what a page says that it is one of ours: it may be written over. */
export const generator = 'resession campaign';

/** The page. `next` is what can be done now, in words; `now` in milliseconds. */
export function statusPage(status: Status, next: readonly string[], now: number): string {
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="${generator}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>Campaign ${status.id} · Resession</title>
        ${style(pageStyle)}
      </head>
      <body>
        <main>
          ${head(status, next, now)} ${section('Left over time', chart(status.burnDown))}
          ${section('What came of it', counts(status))} ${section('Waves', waves(status.waves))}
          ${listed('Left to you', status.attention, attention)} ${listed('Pull requests', status.pullRequests, pulls)}
          ${renamed(status.renamed)}
        </main>
      </body>
    </html> `.toString();
}

function head(
  { id, from, standing, why, repositories, ended, toPropose, attention: left }: Status,
  next: readonly string[],
  now: number,
): Markup {
  const tiles = [
    [repositories, 'repositories'],
    [ended, 'ended'],
    [toPropose, 'to be proposed'],
    [left.length, 'left to you'],
  ] as const;
  return html`<header>
    <h1>Campaign ${id}</h1>
    <p>
      Of ${from}:
      <span class="${['stopped', 'held', 'paused'].includes(standing) ? 'stopped' : 'standing'}">${standing}</span
      >${why === '' ? '' : `: ${why}`}.
      <span class="quiet">As of ${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} UTC.</span>
    </p>
    ${next.map((step) => html`<p>${step}</p>`)}
    <ul class="tiles">
      ${tiles.map(([count, name]) => html`<li><strong>${count}</strong> ${name}</li>`)}
    </ul>
  </header>`;
}

const section = (title: string, content: Markup): Markup =>
  html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;

function table(titles: readonly string[], rows: readonly (readonly Piece[])[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${titles.join(', ')}">
    <table>
      <thead>
        <tr>
          ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function counts({ counts: all, leftOut, writes }: Status): Markup {
  const rows = [
    ...all.map(({ label, count }) => [label, count] as const),
    ...Object.entries(leftOut).flatMap(([name, count]) =>
      Number(count) > 0 ? [[`left out: ${name}`, Number(count)] as const] : [],
    ),
    ['calls that create', writes] as const,
  ];
  return table(['What', 'How many'], rows);
}

function waves(all: readonly WaveStatus[]): Markup {
  const rows = all.map(({ name, size, proposed, ended, looked, failed, over }) => [
    name,
    over ? 'over' : 'under way',
    `${String(ended)}/${String(proposed)} of ${String(size)}`,
    looked,
    failed,
  ]);
  return table(['Wave', 'Standing', 'Pull requests', 'Looked at', 'Failed'], rows);
}

function listed(title: string, all: readonly Told[], rows: (all: readonly Told[]) => Markup): Markup {
  return all.length === 0 ? html`` : section(`${title} (${String(all.length)})`, rows(all));
}

function attention(all: readonly Told[]): Markup {
  const rows = all.map(({ repo, label, why, next, url }) => [link(url, repo), label, why, next]);
  return table(['Repository', 'What', 'Why', 'What to do'], rows);
}

function pulls(all: readonly Told[]): Markup {
  return table(
    ['Repository', 'What'],
    all.map(({ repo, label, url }) => [link(url, repo), label]),
  );
}

function renamed(all: Status['renamed']): Markup {
  if (all.length === 0) return html``;
  return section(
    `Renamed (${String(all.length)})`,
    table(
      ['Listed as', 'Now'],
      all.map(({ repo, now }) => [repo, now]),
    ),
  );
}
