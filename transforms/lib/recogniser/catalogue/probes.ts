// One model error per literal of a condition: an error that carries only that text or number. So a kept arm is seen to keep
// its meaning, and an arm that mixes expiry with something else is seen to be mixed.

import type { Node } from '@babel/types';
import type { Generation } from '../../codemod.ts';
import type { Source } from '../../source.ts';
import { walk } from '../../tree.ts';
import type { Models, Row, RowKind } from './catalogue.ts';
import { fullClosureOf } from '../names/closure.ts';
import { errorClass } from '../language/errors.ts';
import { expiredError, refused, refusedOld } from './model-errors.ts';
import { regexSamples } from '../language/regex-samples.ts';
import { object, type ObjectValue } from '../language/value.ts';

/** Wordings that say of a session that it is no more, whatever the server. */
const expiryWords =
  /session[\s\w'":_-]{0,24}(not[ _-]?found|expired|terminated|unknown|gone|lost|closed|dead|stale|does(?: not|n't) exist|not (?:exist|recogni[sz]ed)|no longer)|(unknown|expired|stale|no such|lost|dead|terminated|could not find|cannot find)[\s\w'":_-]{0,16}session|no session (?:found|with)/i;
/** Wordings of a 400 as well: who sends a wrong id, or none, hears the same. */
const sharedWords =
  /(?:in|not[ _-]?)valid[\s\w'":_-]{0,16}session|session[\s\w'":_-]{0,24}(?:in|not[ _-]?)valid|^\W*(?:mcp[-_ ])?session(?:[-_ ]?id)?\W*$/i;
/** Of an id that the server does not know: some answer that with a 400. */
const unknownWords =
  /(?:unknown|unrecogni[sz]ed|no such)[\s\w'":_-]{0,16}session|session[\s\w'":_-]{0,24}(?:unknown|not recogni[sz]ed)/i;
const badRequestWords =
  /no valid session|session ?id (?:is )?(?:required|missing)|missing (?:session|mcp-session)|not initiali[sz]ed|header is required|bad request/i;

/** True for a text that says nothing but that the session is gone. */
export function saysExpiry(text: string): boolean {
  if (badRequestWords.test(text) || sharedWords.test(text)) return false;
  return (
    expiryWords.test(text) || /-32001/.test(text) || /^\D*404\D*$/.test(text) || /^not[ _]?found$/i.test(text.trim())
  );
}

const mostProbes = 60;
const statuses = /^[45]\d\d$/;

/** The probes of a condition, for each generation its errors can be of. */
export function probesOf(source: Source, condition: Node, { generations, sse }: Models): readonly Row[] {
  const probes = new Map<string, Row>();
  for (const node of fullClosureOf(source, condition)) {
    walk(node, (inner) => {
      for (const text of samplesOf(inner)) for (const probe of textProbes(text, generations, sse)) add(probes, probe);
      const number = numberOf(inner);
      if (number !== undefined) for (const probe of numberProbes(number, generations)) add(probes, probe);
      return undefined;
    });
  }
  return [...probes.values()];
}

function add(probes: Map<string, Row>, probe: Row): void {
  if (probes.size < mostProbes) probes.set(probe.id, probe);
}

function numberOf(node: Node): number | undefined {
  if (node.type === 'NumericLiteral') return node.value;
  if (node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral')
    return -node.argument.value;
  return undefined;
}

/** Texts a literal asks for. */
function samplesOf(node: Node): readonly string[] {
  if (node.type === 'StringLiteral') return node.value.length < 3 || node.value.length > 200 ? [] : [node.value];
  if (node.type === 'TemplateElement')
    return (node.value.cooked ?? '').trim().length < 3 ? [] : [node.value.cooked ?? ''];
  return node.type === 'RegExpLiteral' ? regexSamples(node.pattern) : [];
}

function probe(
  id: string,
  words: string,
  kind: RowKind,
  make: { stock: () => ObjectValue; patched?: () => ObjectValue },
  generation: Row['generation'],
): Row {
  return { id: `probe-${id}-${generation}`, words, kind, generation, quick: false, patched: make.stock, ...make };
}

function textProbes(text: string, generations: ReadonlySet<Generation>, sse: boolean): readonly Row[] {
  const shown = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  const shared = (sharedWords.test(text) || unknownWords.test(text)) && !badRequestWords.test(text);
  const told = shared || saysExpiry(text);
  if (told && /^\D*404\D*$/.test(text)) return [];
  const probes = told ? [...generations].flatMap((generation) => expiredProbes(text, shown, generation)) : [];
  if (told && sse) {
    const stock = (): ObjectValue => refusedOld(404, text);
    probes.push(probe(`sse-${text}`, `session of the SSE transport gone, "${shown}"`, 'sse', { stock }, 'either'));
  }
  if (shared || badRequestWords.test(text))
    probes.push(...[...generations].map((each) => badRequest(text, shown, each)));
  // The bare word stands in errors of all kinds.
  const bare = /^\W*session\W*$/i.test(text);
  if (probes.length > 0 && !bare) return probes;
  return [
    ...probes,
    probe(
      text,
      `an error that says "${shown}"`,
      'other',
      {
        stock: () =>
          object(
            [
              ['message', text],
              ['code', text],
              ['name', text],
            ],
            errorClass,
          ),
      },
      'either',
    ),
  ];
}

function expiredProbes(text: string, shown: string, generation: Generation): Row[] {
  const patched = (): ObjectValue => expiredError(generation, text);
  const stock = (): ObjectValue => refused(generation, 404, text);
  const old = (): ObjectValue => refusedOld(404, text);
  const words = `expired, body "${shown}"`;
  return [
    probe(text, words, 'expired', { stock, patched }, generation),
    probe(`old-${text}`, `${words}, as older releases put it`, 'wording', { stock: old, patched }, generation),
  ];
}

function badRequest(text: string, shown: string, generation: Generation): Row {
  const stock = (): ObjectValue => refused(generation, 400, text);
  return probe(`400-${text}`, `HTTP 400, "${shown}"`, 'unsaid', { stock }, generation);
}

function numberProbes(number: number, generations: ReadonlySet<Generation>): readonly Row[] {
  if (number === 404 || number === 400 || !statuses.test(String(number))) return [];
  return [...generations].map((generation) =>
    probe(`http-${number}`, `HTTP ${number}`, 'other', { stock: () => refused(generation, number, '') }, generation),
  );
}
