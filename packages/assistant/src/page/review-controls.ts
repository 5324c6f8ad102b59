// What answers a finding in the review: a group of buttons of which one is chosen.

import { type Decision, kindOf, type PlannedFinding } from '@resession/engine';
import { html, type Markup, nothing } from './html.ts';

/** The buttons of one finding, with what was decided before chosen; nothing where there is nothing to decide. */
export function answerButtons(finding: PlannedFinding, decided: Decision | undefined): Markup {
  const kind = kindOf(finding);
  if (kind === null) return nothing;
  const button = (answer: Decision['answer'], label: string, choice = ''): Markup => {
    const chosen = decided?.answer === answer && (decided.choice ?? '') === choice;
    return html`<button type="button" data-answer="${answer}" data-choice="${choice}" aria-pressed="${String(chosen)}">
      ${label}
    </button>`;
  };
  const buttons = {
    fix: () => [button('make', 'Accept'), button('leave', 'Reject')],
    ask: () => [
      ...(finding.choices ?? []).map(({ id, label }) => button('choose', label, id)),
      button('leave', 'Do not ask again'),
    ],
    todo: () => [button('leave', 'Do not ask again')],
  };
  return html`<div class="answers" role="group" aria-label="Your answer" data-for="${finding.id}">
    ${buttons[kind]()}
    <label class="why-left"
      ><span class="aside">Why</span
      ><input
        type="text"
        name="why"
        value="${decided?.why}"
        placeholder="Why? It is kept with the answer"
        maxlength="400"
        autocomplete="off"
    /></label>
  </div>`;
}
