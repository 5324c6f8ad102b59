// A truth vector as a table: what it says of each kind of error, before and after.

import type { Truth, VectorRow } from '@resession/transforms/lib';
import { type Group, groupsOf, isChanged } from '../vector-groups.ts';
import { html, type Markup, nothing } from './html.ts';

/** The table; nothing where there are no rows. */
export function truthTable(rows: readonly VectorRow[]): Markup {
  if (rows.length === 0) return nothing;
  const groups = groupsOf(rows);
  const changes = rows.some(({ before, after }) => after !== undefined && after !== before);
  const heads = changes
    ? html`<th scope="col">before</th>
        <th scope="col">after</th>`
    : html`<th scope="col">says</th>`;
  return html`<table class="truth">
    <thead>
      <tr>
        <th scope="col">What it says of each kind of error</th>
        ${heads}
      </tr>
    </thead>
    ${section(
      'an expired session',
      groups.filter(({ expired }) => expired),
      changes,
    )}
    ${section(
      'anything else',
      groups.filter(({ expired }) => !expired),
      changes,
    )}
  </table>`;
}

function section(title: string, groups: readonly Group[], changes: boolean): Markup {
  if (groups.length === 0) return nothing;
  const columns = changes ? 3 : 2;
  const rows = groups.map((group) => rowOf(group, changes));
  return html`<tbody>
    <tr class="part">
      <th scope="rowgroup" colspan="${columns}">${title}</th>
    </tr>
    ${rows}
  </tbody>`;
}

function rowOf(group: Group, changes: boolean): Markup {
  const { before, after } = group;
  const changed = isChanged(group);
  const now = changes
    ? html`<td>${truth(after ?? before)}${changed ? html`<small>changes</small>` : nothing}</td>`
    : nothing;
  const row = html`<th scope="row">${named(group)}</th>
    <td>${truth(before)}</td>
    ${now}`;
  return changed
    ? html`<tr class="turned">
        ${row}
      </tr>`
    : html`<tr>
        ${row}
      </tr>`;
}

const truth = (value: Truth): Markup => html`<span class="truth-${value}">${value}</span>`;

/** Errors that were and stay something else are counted where they are many; their names open. */
const mostNamed = 4;

function named({ names, expired, before, after }: Group): Markup {
  const plain = !expired && before === 'false' && (after ?? 'false') === 'false';
  if (!plain || names.length <= mostNamed) return html`${names.join('; ')}`;
  return html`<details>
    <summary>${names.length} kinds of errors</summary>
    ${names.join('; ')}
  </details>`;
}
