// Errors told apart by the name of their class: v2 renamed the classes, and the SDK's own codemod renames identifiers, not
// texts. What was one class in v1 can be two in v2 (McpError: ProtocolError from the server, SdkError from the client).

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Edit, Finding } from '../lib/codemod.ts';
import { reachedBy } from '../lib/port/needles.ts';
import { portConditions } from '../lib/port/port.ts';
import { messageTable, portFinding, type PortMessages } from '../lib/port/verdict.ts';
import { closureOf } from '../lib/recogniser/closure.ts';
import type { Formula } from '../lib/recogniser/condition.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf, walk } from '../lib/tree.ts';

const messages: PortMessages = {
  needle: 'Error',
  fix: [
    'class-name',
    'Tells an error by the name that its class had in SDK v1.',
    'SDK v2 has another name for the class; a text is not renamed with it.',
  ],
  ask: [
    'whose-name',
    'Tells an error by a class name of SDK v1; it is not clear whether the error is one of SDK v2.',
    'Another package can have a class of that name.',
    'It is an error of SDK v2: use the new name',
  ],
  todo: [
    'split-class',
    'Tells an error by a class name of SDK v1 that is two classes in v2.',
    'Decide which is meant: ProtocolError is what a server answered, SdkError what the client found by itself.',
  ],
  skip: ['another-class', 'Tells an error of something else by its name.', 'The error comes from elsewhere.'],
};

/** What a name of v1 can be in v2, the likeliest first. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  StreamableHTTPError: ['SdkHttpError'],
  McpError: ['ProtocolError', 'SdkError'],
};

export const codemod = {
  id: 'error-name-to-v2-name',
  title: 'Tell errors by the names that SDK v2 gives their classes',
  needles: [...reachedBy('StreamableHTTPError'), ...reachedBy('McpError')],
  after: ['expiry-guess-to-code', 'http-code-to-status', 'raw-code-to-sdk-code'],
  messages: messageTable(messages),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  return portConditions(source, context, {
    lost: () => true,
    // A wrong content type was a StreamableHTTPError in v1 and is a plain SdkError in v2.
    free: ({ id }) => id === 'content-type',
    asks: ({ node }) => namesIn(source, node).length > 0,
    tries: (formula) => tries(source, formula),
  }).map((ported) => portFinding(source, ported, messages));
}

type ClassName = Node & { readonly type: 'StringLiteral' };

function namesIn(source: Source, condition: Node): readonly ClassName[] {
  const found = new Set<ClassName>();
  for (const part of closureOf(source, condition)) {
    walk(part, (node) => {
      if (node.type === 'StringLiteral' && Object.hasOwn(renamed, node.value)) found.add(node);
      return undefined;
    });
  }
  return [...found];
}

function tries(source: Source, formula: Formula): readonly Change[] {
  const literals = namesIn(source, formula.node);
  return [0, 1].map((choice): Change => {
    const edits = literals.flatMap((literal): Edit[] => {
      const names = renamed[literal.value] ?? [];
      const name = names[choice] ?? names[0];
      const quote = source.text[startOf(literal)] ?? "'";
      return name === undefined
        ? []
        : [{ start: startOf(literal), end: endOf(literal), text: `${quote}${name}${quote}` }];
    });
    return { edits, imports: [] };
  });
}

export default toTransform(codemod);
