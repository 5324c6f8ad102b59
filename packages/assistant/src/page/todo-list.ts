// What is left to a person, as a list to tick off. The script remembers the ticks; without it they are plain boxes.

import { html, type Markup, nothing } from './html.ts';
import { anchorOf, badge, placed } from './site-article.ts';
import type { Site } from './sites.ts';

/** The asks and todos; nothing where there are none. */
export function todoList(sites: readonly Site[]): Markup {
  const left = sites.filter(({ finding }) => finding.kind === 'ask' || finding.kind === 'todo');
  if (left.length === 0) return nothing;
  const items = left.map((site) => {
    const { id, kind, message, path, line } = site.finding;
    return html`<li>
      <label><input type="checkbox" data-tick="${id}" />${badge(kind)}<span>${message}</span></label>
      <a href="#${anchorOf(site)}">${placed({ path, line })}</a>
    </li>`;
  });
  return html`<section id="left" aria-labelledby="left-title">
    <h2 id="left-title">Left to you</h2>
    <p class="quiet"><output id="ticked">${left.length} to go</output></p>
    <ul class="todos">
      ${items}
    </ul>
  </section>`;
}
