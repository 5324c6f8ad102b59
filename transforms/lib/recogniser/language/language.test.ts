// Feature by feature (language-features.txt): what the interpreter knows is what the language does, and what it cannot
// know is unknown and says so.

import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { executed, interpreted } from './language.test.kit.ts';

const text = readFileSync(new URL('./language-features.txt', import.meta.url), 'utf8');
const features = text.split(/^# /m).slice(1).map((part) => part.trim().split('\n')); // prettier-ignore

/** Known to the language and not to the interpreter, among the features it has otherwise. */
const left = new Set([
  'eval("1") === 1 || true',
  'new Array(-1)',
  '[1, 2, 3].copyWithin === undefined',
  'typeof Math.random()',
  'structuredClone === undefined',
  '({ __proto__: { x: 1 } }).x',
  '2n ** 3n',
  '1 instanceof (() => 1)',
  'Set([1])',
  'new Map([1])',
  'String(Symbol("x"))',
  '"abc".anchor',
  '"x".toString.call(5)',
  'Error.prototype.toString.call({ name: "N", message: "M" })',
]);

describe.each(features)('%s', (title, ...texts) => {
  test.each(texts)('%s', (text) => {
    const said = interpreted(text);
    const unheard = title.startsWith('what nobody');
    expect('unknown' in said, inspect(said)).toBe(unheard || left.has(text));
    if (!('unknown' in said))
      expect(said).toEqual(executed(`var unheard = { x: 0, y: 1, log() {}, push() {}, forEach() {} };${text}`));
  });
});
