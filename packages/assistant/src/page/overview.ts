// The head of the report: what the migration comes to, in a sentence, in four numbers, and in what was checked.

import type { Plan, Verdict } from '@resession/engine';
import type { FindingKind } from '@resession/transforms/lib';
import { html, type Markup, nothing } from './html.ts';
import { badge } from './site-article.ts';

/** What to do next, the command as a shell takes it. */
export interface Step {
  readonly text: string;
  readonly command?: string;
}

const kinds: readonly (readonly [FindingKind, string])[] = [
  ['fix', 'Certain: changed without a question.'],
  ['ask', 'A person picks one of the choices.'],
  ['todo', 'A person writes the change.'],
  ['skip', 'Looked alike and is left alone.'],
];

/** The section with the name of the project. */
export function overview(plan: Plan, next: readonly Step[]): Markup {
  const { project, tool, files } = plan;
  const name = plan.root.split('/').at(-1) ?? plan.root;
  const changed = files.filter(({ onlyMarkers }) => onlyMarkers !== true).length;
  const many = (count: number, one: string): string => `${String(count)} ${count === 1 ? one : `${one}s`}`;
  const facts = [
    many(project.files.scanned, 'file') + ' searched',
    many(project.packages.length, 'package'),
    many(changed, 'file') + (changed === 1 ? ' changes' : ' change'),
    `${tool.name} ${tool.version}`,
  ];
  const tiles = kinds.map(([kind, says]) => {
    const count = plan.findings.filter((finding) => finding.kind === kind).length;
    return html`<li>
      <a class="tile ${kind}" href="#sites" data-show="${kind}"
        ><strong>${count}</strong>${badge(kind)}<span>${says}</span></a
      >
    </li>`;
  });
  return html`<section id="overview" aria-labelledby="overview-title">
    <p class="eyebrow">${name}</p>
    <h1 id="overview-title">${headline(plan)}</h1>
    <p class="quiet">${facts.join(' · ')}</p>
    <ul class="tiles">
      ${tiles}
    </ul>
    <div class="two">${checked(plan.verdicts)}${steps(next)}</div>
  </section>`;
}

/** One sentence on what is done and what is left. */
export function headline({ findings, files }: Plan): string {
  const count = (kind: FindingKind): number => findings.filter((finding) => finding.kind === kind).length;
  const [fix, ask, todo] = [count('fix'), count('ask'), count('todo')];
  const ready = fix === 1 ? 'One change is ready' : `${String(fix)} changes are ready`;
  const yours = [
    ask === 0 ? '' : ask === 1 ? 'one question is yours' : `${String(ask)} questions are yours`,
    todo === 0 ? '' : todo === 1 ? 'one change is yours to write' : `${String(todo)} changes are yours to write`,
  ].filter((part) => part !== '');
  const parts = [...(fix === 0 ? [] : [ready]), ...yours];
  if (parts.length === 0)
    return files.length === 0 ? 'Nothing is left to do.' : 'The manifests change, and no code does.';
  const sentence = parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}

function checked(verdicts: readonly Verdict[]): Markup {
  if (verdicts.length === 0) return nothing;
  const items = verdicts.map(
    ({ check, outcome, why }) =>
      html`<li class="${outcome}"><span class="outcome">${outcome}</span> <b>${check}</b> <span>${why}</span></li>`,
  );
  return html`<section>
    <h2>What was checked</h2>
    <ul class="verdicts">
      ${items}
    </ul>
  </section>`;
}

function steps(next: readonly Step[]): Markup {
  if (next.length === 0) return nothing;
  const items = next.map(
    ({ text, command }) => html`<li>${text}${command === undefined ? nothing : html` <code>${command}</code>`}</li>`,
  );
  return html`<section>
    <h2>What to do next</h2>
    <ol class="steps">
      ${items}
    </ol>
  </section>`;
}
