// A change as a table of two sides, and code without a change as one side.

import { type DiffRow, diffRows, type Side } from './diff-rows.ts';
import { html, type Markup, nothing } from './html.ts';
import type { CodeLine } from './sites.ts';

/** The change of one site, side by side; nothing where the diff is empty. On a narrow screen the sides go below each other. */
export function diffTable(diff: string, label: string): Markup {
  const rows = diffRows(diff);
  if (rows.length === 0) return nothing;
  return html`<table class="diff">
    <caption class="aside">
      ${label}
    </caption>
    <colgroup>
      <col class="lines" />
      <col />
      <col class="lines" />
      <col />
    </colgroup>
    <thead class="aside">
      <tr>
        <th scope="col">Line before</th>
        <th scope="col">Code before</th>
        <th scope="col">Line after</th>
        <th scope="col">Code after</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(rowOf)}
    </tbody>
  </table>`;
}

function rowOf(row: DiffRow): Markup {
  if (row.kind === 'gap')
    return html`<tr class="gap">
      <td colspan="4">lines that stay are left out</td>
    </tr>`;
  const { before, after } = row;
  if (row.kind === 'same')
    return html`<tr>
      ${sideOf(before, '', 'old')}${sideOf(after, '', 'new')}
    </tr>`;
  return html`<tr class="changed">
    ${sideOf(before, 'del', 'old')}${sideOf(after, 'ins', 'new')}
  </tr>`;
}

/** `mark` names the element of what differs; the sign in the margin says it without colour. */
function sideOf(side: Side | undefined, mark: '' | 'del' | 'ins', where: 'old' | 'new'): Markup {
  if (side === undefined)
    return html`<td class="no ${where} none"></td>
      <td class="${where} none"></td>`;
  const tone = mark === '' ? where : `${where} ${mark}`;
  const pieces = side.pieces.map(({ text, marked }) => (marked ? html`<b>${text}</b>` : html`${text}`));
  const code =
    mark === 'del'
      ? html`<del>${pieces}</del>`
      : mark === 'ins'
        ? html`<ins>${pieces}</ins>`
        : html`<code>${pieces}</code>`;
  return html`<td class="no ${tone}">${side.number}</td>
    <td class="${tone}">${code}</td>`;
}

/** Lines of a file, those of the site standing out; nothing where there are none. */
export function codeTable(lines: readonly CodeLine[], label: string): Markup {
  if (lines.length === 0) return nothing;
  const rows = lines.map(({ line, text, own }) => {
    const tone = own ? 'own' : 'near';
    return html`<tr>
      <td class="no ${tone}">${line}</td>
      <td class="${tone}">${own ? html`<mark>${text}</mark>` : html`<code>${text}</code>`}</td>
    </tr>`;
  });
  return html`<table class="diff single">
    <caption class="aside">
      ${label}
    </caption>
    <colgroup>
      <col class="lines" />
      <col />
    </colgroup>
    <thead class="aside">
      <tr>
        <th scope="col">Line</th>
        <th scope="col">Code</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
