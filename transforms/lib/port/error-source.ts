// Whose errors a file tests: those of an MCP client of one generation, of something else, or not to be told.

import type { Node } from '@babel/types';
import type { Context, Generation } from '../codemod.ts';
import { type Formula, frameOf } from '../recogniser/vector/condition.ts';
import { inspectionOf } from '../recogniser/inspection.ts';
import { originOf } from '../recogniser/origin/provenance.ts';
import type { Place, Resolver } from '../recogniser/names/world.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';
import { surround } from '../surroundings.ts';
import { nameOf, unwrap, walk } from '../tree.ts';
import { contains } from './made-of.ts';
import { strangerBefore, foreignClasses } from './strangers.ts';

/** `ours`: an MCP client's. `mixed`: that and another client's. `open`: nobody can say. `foreign`: none of the SDK. */
export type Whose = 'ours' | 'mixed' | 'open' | 'foreign';

export interface ErrorSource {
  /** The old SSE transport feeds the same errors, or nobody can say that it does not. */
  readonly sse: boolean;
  readonly resolver: Resolver;
  /** Whose error stands at a place, as seen from a condition. */
  of(place: Place, condition: Formula): Whose;
}

/** Undefined where the file has nothing to do with a client of that generation, or with one of the other as well. */
export function errorSource(source: Source, context: Context, generation: Generation): ErrorSource | undefined {
  if (isMachineMade(source.text)) return undefined;
  surround(source, context.facts);
  const inspection = inspectionOf(source, context);
  if (inspection === undefined || inspection.generations.size !== 1) return undefined;
  if (!inspection.generations.has(generation)) return undefined;
  const streamable = sdkImports(source).all.some(({ name }) => name === 'StreamableHTTPClientTransport');
  return {
    sse: inspection.sse || (inspection.built === undefined && !streamable),
    resolver: foreignClasses,
    of: (place, condition) => whoseError(source, place, condition, inspection.dependencies),
  };
}

/** A bundle: its authors are elsewhere, and so is the code to change. */
function isMachineMade(text: string): boolean {
  return text.length > 20_000 && text.length / text.split('\n', 2_000).length > 400;
}

function whoseError(source: Source, place: Place, condition: Formula, dependencies: readonly string[]): Whose {
  // What else hangs on an error is somebody's own: `error.error`, `error.body`.
  if (!place.path.every((key) => /^(?:cause|reason|inner|innerError|original|originalError)$/.test(key))) return 'open';
  const stranger = strangerBefore(source, condition, place);
  if (stranger !== undefined) return stranger;
  const origin = originOf(source, place, condition.node, dependencies);
  const handler = frameOf(place.root, scopesOf(source));
  const classed = handler !== undefined && namesErrorClass(source, handler);
  const told = origin.request || origin.connect || origin.nestedConnect || origin.terminate;
  // `request` and `send` are names that wallets and HTTP clients have as well.
  const vague =
    told && origin.words.length > 0 && origin.words.every((words) => words.endsWith('of a client or transport'));
  const receiver = vague ? receiversAround(source, handler) : undefined;
  const ours = told && (!vague || classed || receiver === 'client');
  if (ours) return origin.foreign ? 'mixed' : 'ours';
  if (origin.foreign || receiver === 'foreign') return classed ? 'mixed' : 'foreign';
  return classed ? 'ours' : 'open';
}

const errorNames =
  /^_?(?:e|ex|err|error|exception|reason|cause|failure|thrown|caught)\d*$|(?:err|error|exception|reason|failure)$/i;

/** True where a value of no telling name is handed in by callers that have an error, and by none that have not. */
export function isHandedErrors(source: Source, { root, path }: Place): boolean {
  const scopes = scopesOf(source);
  const owner = frameOf(root, scopes);
  const index = owner && 'params' in owner ? owner.params.findIndex((param) => contains(param, root)) : -1;
  if (owner === undefined || index < 0 || path.length > 0) return false;
  const name = 'id' in owner && owner.id ? owner.id : variableOf(source, owner);
  const binding = name ? scopes.bindingOf(name) : undefined;
  const handed = (binding?.references ?? []).map(({ node }) => {
    const call = scopes.parentOf(node);
    const argument = call?.key === 'callee' && 'arguments' in call.node ? call.node.arguments[index] : undefined;
    return argument && unwrap(argument);
  });
  return (
    handed.length > 0 && handed.every((argument) => argument?.type === 'Identifier' && errorNames.test(argument.name))
  );
}

function variableOf(source: Source, owner: Node): Node | undefined {
  const parent = scopesOf(source).parentOf(owner)?.node;
  return parent?.type === 'VariableDeclarator' ? parent.id : undefined;
}

/** True where an error class or error code of the SDK is named. */
function namesErrorClass(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression')
      found ||= /Error$|ErrorCode$/.test(sdkImports(source).resolve(inner)?.name ?? '');
    return !found;
  });
  return found;
}

const clients = /client|mcp|transport|protocol|server|session/i;
const others =
  /wallet|provider|ethereum|web3|signer|chain|socket|^ws$|http|axios|agent|api|rest|queue|redis|kafka|octokit|^db$/i;

/** Whom `request` or `send` is called on, in the `try` beside a handler or in the function around it. */
function receiversAround(source: Source, handler: Node | undefined): 'client' | 'foreign' | undefined {
  const around = handler && (scopesOf(source).parentOf(handler)?.node ?? handler);
  if (around === undefined) return undefined;
  const names: string[] = [];
  walk(around, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
    const { callee } = node;
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
    if (!/^(request|send|notification)$/.test(nameOf(callee.property) ?? '')) return undefined;
    const { object } = callee;
    names.push(nameOf('property' in object ? object.property : object) ?? '');
    return undefined;
  });
  if (names.some((name) => clients.test(name))) return 'client';
  return names.length > 0 && names.every((name) => others.test(name)) ? 'foreign' : undefined;
}
