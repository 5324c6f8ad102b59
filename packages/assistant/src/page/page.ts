// One plan as one page: everything it needs is in it, and its policy lets nothing else in.

import { createHash } from 'node:crypto';
import type { Decision, Plan } from '@resession/engine';
import { asset } from './assets.ts';
import { filterBar } from './filter-bar.ts';
import { html, type Markup, nothing, verbatim } from './html.ts';
import { manifestList } from './manifest-list.ts';
import { overview, type Step } from './overview.ts';
import { pictureOf } from './picture-model.ts';
import { pictureSection } from './picture.ts';
import { siteArticle } from './site-article.ts';
import { type KnownCodemod, type Part, partsOf, type TextOf } from './sites.ts';
import { todoList } from './todo-list.ts';

export interface PageOptions {
  readonly codemods: readonly KnownCodemod[];
  /** The files as they are, for sites without a change. */
  readonly textOf: TextOf;
  readonly steps: readonly Step[];
  /** With buttons that answer, for the page that `migrate review` serves: what was decided before. */
  readonly review?: readonly Decision[];
}

/** By what a page says that it is one of ours: it may be written over. */
export const generator = 'resession report';

/** The page as the text of one HTML file. */
export function reportPage(plan: Plan, { codemods, textOf, steps, review }: PageOptions): string {
  const parts = partsOf(plan, textOf);
  const [style, script] = [asset('page.css'), asset('page.js')];
  const scripts = [script, ...(review === undefined ? [] : [asset('review.js')])];
  const policy = [
    "default-src 'none'",
    `style-src ${style.source}`,
    `script-src ${scripts.map(({ source }) => source).join(' ')}`,
    ...(review === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const name = plan.root.split('/').at(-1) ?? plan.root;
  const answers = review && new Map(review.map((decision) => [decision.id, decision]));
  return html`<!doctype html>
    <html lang="en" data-project="${keyOf(plan)}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="${generator}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${name} · Resession</title>
        ${verbatim('style', style.text)} ${scripts.map(({ text }) => verbatim('script', text))}
      </head>
      <body>
        <a class="skip-link" href="#sites">To the sites</a>
        ${topBar(parts)}
        <main>
          ${overview(plan, steps)} ${pictureSection(pictureOf(parts, codemods))}
          ${todoList(parts.flatMap(({ sites }) => sites))} ${sitesSection(parts, plan, codemods, answers)}
          ${manifestList(plan.files)}
        </main>
        ${review === undefined ? nothing : reviewBar()} ${help(review !== undefined)}
      </body>
    </html> `.toString();
}

/** Under what the ticks are kept: they name findings, whose ids outlive the plan, so the project is enough. */
function keyOf({ root }: Plan): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 16);
}

function topBar(parts: readonly Part[]): Markup {
  const left = parts.some(({ sites }) =>
    sites.some(({ finding }) => finding.kind === 'ask' || finding.kind === 'todo'),
  );
  return html`<header class="top">
    <a class="brand" href="#overview"
      ><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d="M4 12a8 8 0 0 1 13.7-5.6M20 12a8 8 0 0 1-13.7 5.6" />
        <path d="M18 2.5v4.2h-4.2M6 21.5v-4.2h4.2" /></svg
      >Resession</a
    >
    <nav aria-label="Sections">
      <a class="wide" href="#overview">Overview</a
      ><a class="wide" href="#picture">Picture</a>${left ? html`<a href="#left">Left to you</a>` : nothing}<a
        href="#sites"
        >Sites</a
      >
    </nav>
    <div class="tools">
      <button type="button" id="theme" aria-keyshortcuts="t" aria-label="Other theme" title="Other theme">
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.2" />
          <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" />
        </svg></button
      ><button type="button" id="ask-help" aria-keyshortcuts="?" aria-label="Keys" title="Keys">?</button>
    </div>
  </header>`;
}

function sitesSection(
  parts: readonly Part[],
  { root }: Plan,
  codemods: readonly KnownCodemod[],
  answers: ReadonlyMap<string, Decision> | undefined,
): Markup {
  const sections = parts.map(
    ({ folder, name, sites }) =>
      html`<section class="package" aria-label="${name}">
        <h3>${name}${folder === '' || folder === name ? nothing : html` <small>${folder}</small>`}</h3>
        ${sites.map((site) => siteArticle(site, { root, answers }))}
      </section> `,
  );
  return html`<section id="sites" aria-labelledby="sites-title">
    <h2 id="sites-title">Sites</h2>
    ${parts.length === 0 ? html`<p>Nothing was found.</p>` : filterBar(parts, codemods)}
    <p id="none" hidden>No site is left by this filter. <button type="button" id="reset">Show all</button></p>
    ${sections}
  </section>`;
}

function reviewBar(): Markup {
  return html`<aside class="review" aria-label="Review">
      <output id="answered" aria-live="polite"></output>
      <div>
        <button type="button" id="accept-all">Accept all fixes</button
        ><button type="button" id="leave-review">Close</button
        ><button type="button" id="save-answers">Save answers</button
        ><button type="button" id="apply" class="primary">Apply…</button>
      </div>
    </aside>
    <dialog id="confirm" aria-labelledby="confirm-title">
      <h2 id="confirm-title">Apply</h2>
      <div id="confirm-text"></div>
      <form method="dialog">
        <button value="no">Back</button><button value="yes" class="primary" id="confirm-yes">Write</button>
      </form>
    </dialog>`;
}

function help(review: boolean): Markup {
  const keys: readonly (readonly [string, string])[] = [
    ['j', 'the next site'],
    ['k', 'the site before'],
    ['/', 'filter'],
    ['Esc', 'leave the filter, then clear it'],
    ['e', 'open the site in the editor'],
    ['w', 'open or close why'],
    ...(review ? [['y', 'accept, or the first choice'] as const, ['n', 'reject'] as const] : []),
    ['t', 'the other theme'],
    ['?', 'this list'],
  ];
  const rows = keys.map(
    ([key, does]) =>
      html`<div>
        <dt><kbd>${key}</kbd></dt>
        <dd>${does}</dd>
      </div>`,
  );
  return html`<dialog id="help" aria-labelledby="help-title">
    <h2 id="help-title">Keys</h2>
    <dl>${rows}</dl>
    <form method="dialog"><button class="primary">Close</button></form>
  </dialog>`;
}
