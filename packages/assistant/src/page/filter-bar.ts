// What narrows the sites: words, kinds, package, codemod. Without the script it does nothing, and everything is shown.

import { html, type Markup, nothing } from './html.ts';
import type { KnownCodemod, Part } from './sites.ts';

/** The bar above the sites. */
export function filterBar(parts: readonly Part[], codemods: readonly KnownCodemod[]): Markup {
  const sites = parts.flatMap((part) => part.sites);
  const kinds = ['fix', 'ask', 'todo', 'skip'].flatMap((kind) => {
    const count = sites.filter(({ finding }) => finding.kind === kind).length;
    if (count === 0) return [];
    return [
      html`<label class="chip ${kind}"
        ><input type="checkbox" name="kind" value="${kind}" checked />${kind} <small>${count}</small></label
      >`,
    ];
  });
  const used = [...new Set(sites.map(({ finding }) => finding.codemod))].sort();
  const titles = new Map(codemods.map(({ id, title }) => [id, title]));
  const packages = parts.map(({ folder, name }) => html`<option value="${folder}">${name}</option>`);
  const ids = used.map((id) => html`<option value="${id}" title="${titles.get(id)}">${id}</option>`);
  return html`<form id="filter" role="search" aria-label="Filter the sites">
    <label class="words"
      ><span class="aside">Words</span
      ><input
        type="search"
        name="words"
        placeholder="Filter by path or words"
        autocomplete="off"
        spellcheck="false"
        aria-keyshortcuts="/"
      /><kbd aria-hidden="true">/</kbd></label
    >
    <fieldset>
      <legend class="aside">Kinds</legend>
      ${kinds}
    </fieldset>
    ${
      parts.length > 1
        ? html`<label
            ><span class="aside">Package</span
            ><select name="package">
              <option value="*">all packages</option>
              ${packages}
            </select></label
          >`
        : nothing
    }
    ${
      used.length > 1
        ? html`<label
            ><span class="aside">Codemod</span
            ><select name="codemod">
              <option value="*">all codemods</option>
              ${ids}
            </select></label
          >`
        : nothing
    }
    <output id="shown" aria-live="polite">${sites.length} of ${sites.length}</output>
  </form>`;
}
