// What the page sends, as decisions: only about sites that it shows, and only what can be answered there.

import { type Answer, type Decision, decisionOn, type Plan } from '@resession/engine';

/** The answers in a body of the page. Throws `TypeError` where it is no list of answers to findings of the plan. */
export function decisionsIn(body: unknown, { findings }: Plan): readonly Decision[] {
  const answers = recordOf(body)['answers'];
  if (!Array.isArray(answers)) throw new TypeError('no list of answers');
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const decisions = answers.map((given: unknown) => {
    const { id, ...answer } = recordOf(given);
    const finding = typeof id === 'string' ? byId.get(id) : undefined;
    if (finding === undefined) throw new TypeError('an answer about something else');
    return decisionOn(finding, answerIn(answer));
  });
  if (new Set(decisions.map(({ id }) => id)).size < decisions.length) throw new TypeError('two answers about one site');
  return decisions;
}

/** As many characters as the page lets anybody write. */
const mostWords = 400;

const known = ['make', 'leave', 'choose'] as const;

function answerIn({ answer, choice, why }: Readonly<Record<string, unknown>>): Answer {
  const found = known.find((each) => each === answer);
  if (found === undefined) throw new TypeError('no answer');
  const words = typeof why === 'string' ? why.trim().slice(0, mostWords) : '';
  return { answer: found, ...(typeof choice === 'string' && { choice }), ...(words !== '' && { why: words }) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
