import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { functionOf } from './callee.ts';
import { isWorthFollowing } from './follow.ts';

/** Whether the call in `main.ts` of a function of `other.ts`, or of its own, is followed. */
function followed(call: string, other: string, main = "import { run } from './other';"): boolean {
  const source = fileIn({ files: { 'main.ts': `${main}\n${call};`, 'other.ts': other } }, 'main.ts');
  const node = nodeIn(source, call);
  const body = node.type === 'CallExpression' ? functionOf(source, node.callee) : undefined;
  if (node.type !== 'CallExpression' || body === undefined) throw new Error('no call of a function');
  return isWorthFollowing(node, body);
}

const plain = 'export function run(job) { return job(); }';

test.each<[string, boolean, string, string, string?]>([
  ['its own file', true, 'run(1)', plain, 'function run(n) {}'],
  ['a file that speaks of a client', true, 'run(1)', `${plain}\nexport const f = (c) => c.callTool(x);`],
  ['a file that speaks of MCP', true, 'run(1)', `${plain}\nconst mcpServers = {};`],
  ['another file', false, 'run(1)', plain],
  ['another file, given a function', true, 'run(() => client.ping())', plain],
  ['another file, given one in its options', true, 'run({ job: () => client.ping() })', plain],
  ['another file, given one as a method', true, 'run({ job() {} })', plain],
  ['another file, given one by its name', true, 'run(job)', plain, "import { run } from './other';\nfunction job() {}"],
  ['another file, given what is no function', false, 'run({ times: 3 })', plain],
  ['another file, given what nobody knows', false, 'run(job)', plain, "import { run } from './other';"],
])('%s: %s', (_name, expected, call, other, main) => {
  expect(followed(call, other, main)).toBe(expected);
});
