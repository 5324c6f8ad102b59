// Behind the patched transport an expired session has a code. A test that builds the old error for it no longer comes to the
// branch that it is about: it builds the expired error instead.

import type { Change, Codemod, Finding, Todo } from '../lib/codemod.ts';
import { isNative } from '../lib/native.ts';
import type { Source } from '../lib/source.ts';
import { surround } from '../lib/surroundings.ts';
import { isOfTests, isTestFile } from '../lib/test-files.ts';
import { toTransform } from '../lib/to-transform.ts';
import { spanOf } from '../lib/tree.ts';
import { candidatesIn } from './candidates.ts';
import { checksFor } from './checks.ts';
import { needles } from './needles.ts';
import { expiredInstead } from './rewrite.ts';
import { type TestError, testErrorsIn } from './sites.ts';

const messages = {
  'expiry-error': 'Builds the error by which an expired session used to be told.',
  'which-404':
    'Builds an error that used to be taken for an expired session; it is not clear whether the test means one.',
  'error-by-hand':
    'Builds the error by which an expired session used to be told, in a way that is not changed by itself.',
  'no-session': 'Builds a 404 where no session was to be lost.',
  'not-expired': 'Builds an error that the test expects not to be taken for an expired session.',
} as const;

export const codemod = {
  id: 'test-error-to-expired-error',
  title: 'Build the expired error in tests of what happens on an expired session',
  needles,
  after: [
    'expiry-guess-to-code',
    'stock-to-patched-transport',
    'error-arguments-to-v2-arguments',
    'v1-mock-to-v2-mock',
  ],
  messages,
  inspect(source, context) {
    surround(source, context.facts);
    if (!isTestFile(source.path) && context.facts.modules === undefined) return [];
    const candidates = candidatesIn(source);
    if (candidates.length === 0) return [];
    const checks = checksFor(source, context);
    if (checks.length === 0 || !isOfTests(source.path, context.facts.modules)) return [];
    const native = isNative(context);
    return testErrorsIn(source, candidates, checks).flatMap((error) => findingFor(source, error, native) ?? []);
  },
} satisfies Codemod;

function findingFor(source: Source, error: TestError, native: boolean): Finding | undefined {
  const { node, words, breaks, contrary, indifferent, standing, generation, kin, stays } = error;
  const said = (messageId: keyof typeof messages, reason: string): Omit<Todo, 'kind'> => ({
    ...spanOf(node),
    messageId,
    message: messages[messageId],
    reason,
  });
  if (!breaks && (contrary || indifferent))
    return { ...said('not-expired', 'What is asserted of it holds as it is.'), kind: 'skip' };
  if (!breaks && stays)
    return { ...said('not-expired', 'Nothing but the test itself looks at it: it comes to no check.'), kind: 'skip' };
  if (!breaks && words.without && !words.expiry && !(words.connects && kin))
    return { ...said('no-session', 'The test is about connecting, or about a server without sessions.'), kind: 'skip' };
  if (!breaks && standing && (words.without || words.denies || !words.expiry)) return undefined;
  const target = { ...error, assignments: error.assigned.map(({ statement }) => statement), native };
  const change = error.fits && generation ? expiredInstead(source, { ...target, generation }) : undefined;
  if (change === undefined)
    return { ...said('error-by-hand', 'Make it one that carries the code CLIENT_HTTP_SESSION_EXPIRED.'), kind: 'todo' };
  const doubt = doubtOn(error) ?? doubtOnFile(source);
  if (doubt !== undefined) return { ...said('which-404', doubt), kind: 'ask', choices: choicesFor(change) };
  const reason = breaks ? 'What is asserted of it would not hold any more.' : 'The test is about an expired session.';
  return { ...said('expiry-error', reason), kind: 'fix', change };
}

/** Why it is not certain that an expired session is meant; undefined where it is. */
function doubtOn({ words, breaks, contrary, standing, exact, kin }: TestError): string | undefined {
  if (exact) return 'The test looks at its message or at its class as well.';
  if (breaks)
    return contrary
      ? 'Some of what is asserted of it would hold with the expired error only, some without.'
      : undefined;
  if (words.connects && !words.expiry && kin)
    return 'The test is about connecting; another error of the same helper is about an expired session.';
  if (words.denies) return 'The test is about what does not happen.';
  if (words.without) return 'The words of the test speak of an expired session, and of connecting without one.';
  if (!words.expiry) return 'The words of the test do not speak of an expired session.';
  return standing ? 'The check asked for the code before: what it once took is not known.' : undefined;
}

/** Who loads a file says less of it than its name does. */
function doubtOnFile({ path }: Source): string | undefined {
  const named = isTestFile(path) || /test|fixture|mock|stub|fake|spec/i.test(path);
  return named ? undefined : 'Only tests load this file, but its name does not say that it is one of theirs.';
}

function choicesFor(change: Change): Extract<Finding, { kind: 'ask' }>['choices'] {
  return [
    { id: 'expired', label: 'An expired session: build the error that the patched transport throws', change },
    { id: 'keep', label: 'Another 404: leave it as it is', change: { edits: [], imports: [] } },
  ];
}

export default toTransform(codemod);
