import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { instanceOf } from './instances.ts';

const sdk = "import { Client } from '@modelcontextprotocol/client';\n";
const files = {
  'session.ts': `${sdk}export class Session { client = new Client(i); get own() { return this.client; } }
export const open = async () => new Session();
export const parts = () => ({ session: new Session(), name: 'x' });
export const shared = new Session();
export type Maybe = Session | undefined;
export interface Shape { gone(e: unknown): boolean }
`,
};

/** What `it` is an instance of in a file, in short. */
function kindOf(main: string): string {
  const source = fileIn({ files: { ...files, 'main.ts': main } }, 'main.ts');
  const call = nodeIn(source, /ask\(.*?\)(?=;)/.exec(main)?.[0] ?? '');
  const [given] = call.type === 'CallExpression' ? call.arguments : [];
  const found = given && instanceOf(given);
  if (found?.kind === 'class') return `the class ${found.node.id?.name ?? ''}`;
  if (found?.kind === 'sdk') return `${found.name} of the SDK`;
  return found === undefined ? 'unknown' : `of ${found.module}`;
}

const session = "import { Session, open, parts, shared, type Maybe, type Shape } from './session';\n";

test.each([
  ['made here', `${session}const it = new Session();\nask(it);`, 'the class Session'],
  ['made on the spot', `${session}ask(new Session());`, 'the class Session'],
  ['made elsewhere', `${session}ask(shared);`, 'the class Session'],
  ['made by a function elsewhere', `${session}const it = await open();\nask(it);`, 'the class Session'],
  ['taken out of what a function makes', `${session}const { session } = parts();\nask(session);`, 'the class Session'],
  ['a part of what a function makes', `${session}ask(parts().session);`, 'the class Session'],
  ['a field', `${session}ask(shared.client);`, 'Client of the SDK'],
  ['a getter', `${session}ask(shared.own);`, 'Client of the SDK'],
  ['its type', `${session}function f(it: Session) { ask(it); }`, 'the class Session'],
  ['its type, which may be missing', `${session}function f(it: Session | undefined) { ask(it); }`, 'the class Session'],
  ['its type by another name', `${session}function f(it: Maybe) { ask(it); }`, 'the class Session'],
  ['a promise of it', `${session}async function f(it: Promise<Session>) { ask(await it); }`, 'the class Session'],
  ['what typeof says', `${session}function f(it: typeof shared) { ask(it); }`, 'the class Session'],
  ['InstanceType', `${session}function f(it: InstanceType<typeof Session>) { ask(it); }`, 'the class Session'],
  ['ReturnType', `${session}function f(it: Awaited<ReturnType<typeof open>>) { ask(it); }`, 'the class Session'],
  ['a cast', `${session}ask((x as Session));`, 'the class Session'],
  ['a default', `${session}function f(it = new Session()) { ask(it); }`, 'the class Session'],
  ['set later', `${session}let it;\nit = new Session();\nask(it);`, 'the class Session'],
  [
    'a parameter property',
    `${sdk}class A { constructor(private c: Client) {} f() { ask(this.c); } }`,
    'Client of the SDK',
  ],
  [
    'a field set in the constructor',
    `${sdk}class A { constructor() { this.c = new Client(i); } f() { ask(this.c); } }`,
    'Client of the SDK',
  ],
  ['a private field', `${sdk}class A { #c = new Client(i); f() { ask(this.#c); } }`, 'Client of the SDK'],
  ['this', 'class A { f() { ask(this); } }', 'the class A'],
  ['either of two', `${session}ask((a ?? shared));`, 'the class Session'],
  ['what a package makes', "import { make } from 'mcp-use';\nask(make());", 'of mcp-use'],
  [
    'what a client of a package hands out',
    "import { Agent } from 'mcp-use';\nask(new Agent().session());",
    'of mcp-use',
  ],
  ['either of two classes', `${session}class B {}\nfunction f(it: Session | B) { ask(it); }`, 'unknown'],
  ['an interface', `${session}function f(it: Shape) { ask(it); }`, 'unknown'],
  ['out of a map', `${session}const m = new Map<string, Session>();\nask(m.get(k));`, 'unknown'],
  ['a parameter without a type', 'function f(it) { ask(it); }', 'unknown'],
  ['defined by itself', 'const a = b;\nconst b = a;\nask(a);', 'unknown'],
])('%s', (_name, main, expected) => {
  expect(kindOf(main)).toBe(expected);
});
