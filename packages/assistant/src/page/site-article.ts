// One site of the report: verdict and reason, the change, where the error comes from, and what the condition means.

import type { Decision, PlannedFinding } from '@resession/engine';
import type { WayStep } from '@resession/transforms/lib';
import { codeTable, diffTable } from './diff-table.ts';
import { editorLink, type Spot } from './editor-link.ts';
import { html, type Markup, nothing } from './html.ts';
import { answerButtons } from './review-controls.ts';
import type { Site } from './sites.ts';
import { truthTable } from './truth-table.ts';

/** What all sites of a page have in common. */
export interface SiteOptions {
  /** Absolute, for links that open the editor. */
  readonly root: string;
  /** With buttons that answer: what was decided before, by the id of the finding. */
  readonly answers: ReadonlyMap<string, Decision> | undefined;
}

/** The anchor of a site. */
export function anchorOf({ finding }: Site): string {
  return `site-${finding.id}`;
}

/** The article of one site. */
export function siteArticle(site: Site, { root, answers }: SiteOptions): Markup {
  const { finding, folder, diff, code } = site;
  const { kind, path, message, codemod, reason } = finding;
  const words = `${path} ${message} ${codemod} ${reason}`.toLowerCase();
  const label = `${path}, line ${String(finding.line)}`;
  const title = `${anchorOf(site)}-title`;
  return html`<article
    class="site"
    id="${anchorOf(site)}"
    tabindex="-1"
    aria-labelledby="${title}"
    data-kind="${kind}"
    data-package="${folder}"
    data-codemod="${codemod}"
    data-words="${words}"
    data-id="${finding.id}"
  >
    <header>
      <p class="line">
        ${badge(kind)}<a class="place" href="${editorLink(root, finding)}" title="Open in the editor"
          >${placed(finding)}</a
        ><span class="codemod">${codemod}</span>
      </p>
      <h4 id="${title}">${message}</h4>
      <p class="reason">${reason}</p>
    </header>
    ${answers === undefined ? nothing : answerButtons(finding, answers.get(finding.id))}
    ${diff === '' ? codeTable(code, `The code of ${label}`) : diffTable(diff, `The change of ${label}`)}
    ${choices(site)} ${story(site, root)}
  </article> `;
}

/** The kind of a finding as a small label. */
export function badge(kind: string): Markup {
  return html`<span class="badge ${kind}">${kind}</span>`;
}

/** A place as people write it. */
export function placed({ path, line, column }: Spot): string {
  return [path, line, ...(column === undefined ? [] : [column])].join(':');
}

function choices({ finding }: Site): Markup {
  const all = finding.choices ?? [];
  if (all.length === 0) return nothing;
  const items = all.map(({ id, label, diff = '' }) => {
    const change = diffTable(diff, `The change of the choice ${label}`);
    const text = html`<b>${label}</b> <code>${id}</code>`;
    return change === nothing
      ? html`<li>${text}</li>`
      : html`<li>
          <details open>
            <summary>${text}</summary>
            ${change}
          </details>
        </li>`;
  });
  return html`<section class="choices">
    <h5>The choices</h5>
    <ul>
      ${items}
    </ul>
  </section>`;
}

/** Closed for look-alikes: there are many, and few are asked about. */
function story({ finding }: Site, root: string): Markup {
  const { explanation, kind, suppressed } = finding;
  const parts = [
    decidedText(finding),
    suppressed === undefined ? nothing : html`<p>Suppressed on line ${suppressed.line}: ${suppressed.why}</p>`,
    listed('What changes in meaning', explanation?.changes ?? []),
    wayOf(explanation?.way ?? [], root),
    facts(explanation?.formula ?? '', explanation?.origin ?? '', explanation?.otherwise ?? ''),
    truthTable(explanation?.rows ?? []),
  ].filter((part) => part !== nothing);
  if (parts.length === 0) return nothing;
  const summary = html`<summary>Why</summary>
    <div class="story">${parts}</div>`;
  return kind === 'skip'
    ? html`<details class="why">${summary}</details>`
    : html`<details class="why" open>${summary}</details>`;
}

function decidedText({ decided }: PlannedFinding): Markup {
  if (decided === undefined) return nothing;
  const says = { make: 'to be made', leave: 'to be left as it is', choose: `for ${decided.choice ?? ''}` };
  const why = decided.why === undefined ? '' : `: ${decided.why}`;
  return html`<p>Decided ${says[decided.answer]}${why}</p>`;
}

function listed(title: string, items: readonly string[]): Markup {
  if (items.length === 0) return nothing;
  return html`<section class="changes">
    <h5>${title}</h5>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>
  </section>`;
}

function facts(formula: string, origin: string, otherwise: string): Markup {
  const rows = [
    formula === ''
      ? nothing
      : html`<dt>It tests</dt>
          <dd><code>${formula}</code></dd>`,
    origin === ''
      ? nothing
      : html`<dt>The error comes from</dt>
          <dd>${origin}</dd>`,
    otherwise === ''
      ? nothing
      : html`<dt>What would change the verdict</dt>
          <dd>${otherwise}</dd>`,
  ].filter((row) => row !== nothing);
  return rows.length === 0 ? nothing : html`<dl class="facts">${rows}</dl>`;
}

const tellers: Readonly<Record<WayStep['by'], string>> = {
  text: '',
  index: 'told by the index of the repository',
  types: 'told by the type checker',
};

function wayOf(way: readonly WayStep[], root: string): Markup {
  if (way.length === 0) return nothing;
  const steps = way.map((step) => {
    const teller = tellers[step.by];
    const by = teller === '' ? nothing : html` <small>${teller}</small>`;
    return html`<li>
      <span>${step.what}</span>${by}<a href="${editorLink(root, step)}"
        >${placed({ path: step.path, line: step.line })}</a
      >
    </li>`;
  });
  return html`<section class="way">
    <h5>The way of the error</h5>
    <ol>
      ${steps}
    </ol>
  </section>`;
}
