// What changes beside the code: manifests, lockfiles' neighbours, the packed transport.

import type { PlannedFile } from '@resession/engine';
import { diffTable } from './diff-table.ts';
import { html, type Markup, nothing } from './html.ts';

/** Every file that is no source, its change closed; nothing where there is none. */
export function manifestList(files: readonly PlannedFile[]): Markup {
  const others = files.filter(({ kind }) => kind !== 'source');
  if (others.length === 0) return nothing;
  const items = others.map(({ path, diff, before, gone }) => {
    if (diff !== '')
      return html`<li>
        <details>
          <summary>${path}</summary>
          ${diffTable(diff, `The change of ${path}`)}
        </details>
      </li>`;
    const becomes = gone === true ? 'goes' : before === null ? 'is new' : 'changes';
    return html`<li><span>${path}</span> <small>${becomes}; it is packed, and has no lines to show</small></li>`;
  });
  return html`<section id="manifests" aria-labelledby="manifests-title">
    <h2 id="manifests-title">Beside the code</h2>
    <ul class="manifests">
      ${items}
    </ul>
  </section>`;
}
