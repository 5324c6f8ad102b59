// What a number is meant to say. -32001 was v1's own "request timed out", and servers send it for things of theirs: a lost
// session, a header that does not match, a task that is not there. What stands around a test says which is meant.

import type { Node } from '@babel/types';
import type { Formula } from '../lib/recogniser/vector/condition.ts';
import { frameOf } from '../lib/recogniser/vector/condition.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, walk } from '../lib/tree.ts';
import type { RawCode, SdkCodeName } from './raw-codes.ts';

/** `client`: found by the client itself; `server`: sent by a server. */
export type Meaning = 'client' | 'server' | undefined;

const own: Readonly<Record<SdkCodeName, RegExp>> = {
  RequestTimeout: /time[sd]?[ _-]?out|timeout|\bslow|too[ _-]?(?:slow|long)|deadline|took too long|\blate\b|abort/i,
  ConnectionClosed:
    /clos(?:e|ed|ing)\b|closed|disconnect|connection|dropped|hang[ _-]?up|hung[ _-]?up|offline|(?:is|went)?[ _-]?down\b|broken/i,
};

const servers =
  /session|expire|stale|not[ _-]?found|unknown|mismatch|header|task|wallet|chain|account|rpc[ _-]?provider|server[ _-]?error|bad[ _-]?request|unauthori|invalid/i;

const longest = 400;

/** Reads the names of the constant and of the function, the branch that is taken, and the comment beside. */
export function meaningOf(source: Source, { node }: Formula, codes: readonly RawCode[]): Meaning {
  if (namesSdkCode(source, node)) return 'client';
  const meanings = codes.map((code): Meaning => {
    const { name, called = '' } = code;
    if (own[name].test(words(called))) return 'client';
    if (servers.test(words(called))) return 'server';
    const around = words(
      [functionName(source, node), branch(source, node), siblings(node, codes), listed(source, code)].join(' '),
    );
    const [client, server] = [own[name].test(around), servers.test(around)];
    return client === server ? undefined : client ? 'client' : 'server';
  });
  const [first] = meanings;
  return meanings.every((each) => each === first) ? first : undefined;
}

/** A code of the SDK stands beside the number already. */
function namesSdkCode(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'MemberExpression' && nameOf(inner.property) !== 'ClientHttpSessionExpired')
      found ||= sdkImports(source).resolve(inner.object)?.name === 'SdkErrorCode';
    return !found;
  });
  return found;
}

/** `isRequestTimeout` and `REQUEST_TIMEOUT` as words. */
function words(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
}

function functionName(source: Source, node: Node): string {
  const scopes = scopesOf(source);
  const frame = frameOf(node, scopes);
  if (frame === undefined || frame.type === 'CatchClause') return '';
  if ('id' in frame && frame.id?.type === 'Identifier') return frame.id.name;
  if ('key' in frame && frame.key.type === 'Identifier') return frame.key.name;
  const parent = scopes.parentOf(frame)?.node;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : '';
}

/** What is done where the test is true, and what is written beside it. */
function branch(source: Source, node: Node): string {
  const scopes = scopesOf(source);
  const from = source.text.lastIndexOf('\n', startOf(node)) + 1;
  const before = source.text.slice(source.text.lastIndexOf('\n', from - 2) + 1, from).trim();
  const comment = /^(?:\/\/|\/\*|\*)/.test(before) ? before : '';
  const rest = source.text.slice(endOf(node));
  const line = /\/\/.*/.exec(rest.split('\n', 1)[0] ?? '')?.[0] ?? '';
  const parent = scopes.parentOf(node);
  const taken =
    parent?.node.type === 'IfStatement' || parent?.node.type === 'ConditionalExpression'
      ? parent.node.consequent
      : caseOf(source, node);
  const text =
    taken === undefined ? '' : source.text.slice(startOf(taken), Math.min(endOf(taken), startOf(taken) + longest));
  const name =
    parent?.node.type === 'VariableDeclarator' && parent.node.id.type === 'Identifier' ? parent.node.id.name : '';
  return [comment, line, text, name].join(' ');
}

/** The first statement of the case that a test of a switch stands for. */
function caseOf(source: Source, node: Node): Node | undefined {
  let found: Node | undefined;
  walk(source.file.program, (each) => {
    if (each.type !== 'SwitchStatement') return undefined;
    const index = each.cases.findIndex(
      ({ test }) => test !== null && test !== undefined && startOf(test) === startOf(node),
    );
    if (index >= 0) found = each.cases.slice(index).find(({ consequent }) => consequent.length > 0)?.consequent[0];
    return undefined;
  });
  return found;
}

/** The texts and names beside the numbers in the condition itself. */
function siblings(node: Node, codes: readonly RawCode[]): string {
  const found: string[] = [];
  walk(node, (inner) => {
    if (codes.some((code) => code.node === inner)) return false;
    if (inner.type === 'StringLiteral') found.push(inner.value);
    if (inner.type === 'RegExpLiteral') found.push(inner.pattern);
    return undefined;
  });
  return found.join(' ');
}

/** The name of the list that a number stands in, or what a table has for it. */
function listed(source: Source, { node }: RawCode): string {
  const scopes = scopesOf(source);
  const parent = scopes.parentOf(node);
  const entry =
    parent?.node.type === 'ObjectProperty'
      ? source.text.slice(startOf(parent.node.value), endOf(parent.node.value))
      : '';
  for (let at = parent?.node; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (at.type === 'VariableDeclarator') return `${entry} ${at.id.type === 'Identifier' ? at.id.name : ''}`;
  }
  return entry;
}
