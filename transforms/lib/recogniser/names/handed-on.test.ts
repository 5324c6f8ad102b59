import { expect, test } from 'vitest';
import { fileIn, nodeIn, told } from '../../modules.test.kit.ts';
import { scopesOf } from '../../scopes.ts';
import { handedThrough } from './handed-on.ts';

const retry = `export async function retry(job, when) { try { await job(); } catch (e) { if (when(e)) again(); } }
export const withOptions = (job, { retryIf: when = no }) => when(1);
export const withBag = (job, options) => options.retryIf(2);
export const further = (job, when) => retry(job, when);
export const round = (job, when) => round(job, when);
export const ignores = (job, when) => job();
export const keeps = (job, when) => { const x = { when }; };
`;

/** The calls of `isGone`, where `main.ts` hands it on. */
function calls(text: string): readonly string[] {
  const imports = "import { retry, withOptions, withBag, further, round, ignores, keeps } from './retry';\n";
  const source = fileIn(
    { files: { 'retry.ts': retry, 'main.ts': `${imports}function is(e) {}\n${text};` } },
    'main.ts',
  );
  const call = nodeIn(source, text);
  let name = nodeIn(source, 'is');
  for (const { node } of scopesOf(source).bindingOf(name)?.references ?? []) name = node;
  const parent = scopesOf(source).parentOf(name);
  if (parent === undefined || call === name) throw new Error('nothing is handed on');
  return handedThrough(name, parent).map(told);
}

test.each<[string, string, readonly string[]]>([
  ['as an argument', 'retry(job, is)', ['retry.ts when(e)']],
  ['in the options, which are taken apart', 'withOptions(job, { retryIf: is })', ['retry.ts when(1)']],
  ['in the options, which are read', 'withBag(job, { retryIf: is })', ['retry.ts options.retryIf(2)']],
  ['on to the next', 'further(job, is)', ['retry.ts when(e)']],
  ['round and round', 'round(job, is)', []],
  ['to nobody who calls it', 'ignores(job, is)', []],
  ['to one who keeps it', 'keeps(job, is)', []],
  ['under another key', 'withBag(job, { abortIf: is })', []],
  ['under a key that is worked out', 'withBag(job, { [key]: is })', []],
  ['to somebody unknown', 'pRetry(job, is)', []],
  ['beyond the parameters', 'ignores(job, 1, is)', []],
])('%s', (_name, text, expected) => {
  expect(calls(text)).toEqual(expected);
});
