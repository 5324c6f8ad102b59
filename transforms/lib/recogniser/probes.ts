// One model error per literal of a condition: an error that carries only that text or number. So a kept arm is seen to keep
// its meaning, and an arm that mixes expiry with something else is seen to be mixed.

import type { Node } from '@babel/types';
import type { Generation } from '../codemod.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';
import type { Row, RowKind } from './catalogue.ts';
import { closureOf } from './closure.ts';
import { errorClass } from './globals.ts';
import { expiredError, refusedOld, refusedV1, refusedV2 } from './model-errors.ts';
import { regexSamples } from './regex-samples.ts';
import { object, type ObjectValue } from './value.ts';

/** Wordings of an expired session, whatever the server; "no valid session id" and "not initialized" are 400 answers. */
const expiryWords =
  /session[\s\w'":_-]{0,24}(not[ _-]?found|expired|terminated|invalid|unknown|gone|lost|closed|dead|missing|stale|does(?: not|n't) exist|not (?:valid|exist|recogni[sz]ed)|no longer)|(unknown|invalid|expired|stale|no such|lost|dead|terminated|could not find|cannot find|missing)[\s\w'":_-]{0,16}session|no session (?:found|with)|^session$/i;
const badRequestWords =
  /no valid session|session ?id (?:is )?(?:required|missing)|missing (?:session|mcp-session)|not initiali[sz]ed|header is required|bad request/i;

/** True for a text that says nothing but that the session is gone. */
export function saysExpiry(text: string): boolean {
  if (badRequestWords.test(text)) return false;
  return (
    expiryWords.test(text) || /-32001/.test(text) || /^\D*404\D*$/.test(text) || /^not[ _]?found$/i.test(text.trim())
  );
}

const mostProbes = 60;
const statuses = /^[45]\d\d$/;

/** The probes of a condition, for each generation its errors can be of. */
export function probesOf(source: Source, condition: Node, generations: ReadonlySet<Generation>): readonly Row[] {
  const probes = new Map<string, Row>();
  for (const node of closureOf(source, condition)) {
    walk(node, (inner) => {
      for (const text of samplesOf(inner)) for (const probe of textProbes(text, generations)) add(probes, probe);
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

function textProbes(text: string, generations: ReadonlySet<Generation>): readonly Row[] {
  const probes: Row[] = [];
  const shown = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  if (saysExpiry(text)) {
    if (/^\D*404\D*$/.test(text)) return [];
    for (const generation of generations) {
      const patched = (): ObjectValue => expiredError(generation, text);
      const stock = (): ObjectValue => (generation === 'v1' ? refusedV1(404, text) : refusedV2(404, text));
      probes.push(probe(text, `expired, body "${shown}"`, 'expired', { stock, patched }, generation));
      const old = (): ObjectValue => refusedOld(404, text);
      probes.push(
        probe(
          `old-${text}`,
          `expired, body "${shown}", as older releases put it`,
          'wording',
          { stock: old, patched },
          generation,
        ),
      );
    }
    return probes;
  }
  if (badRequestWords.test(text)) {
    for (const generation of generations) {
      const stock = (): ObjectValue => (generation === 'v1' ? refusedV1(400, text) : refusedV2(400, text));
      probes.push(probe(text, `HTTP 400, "${shown}"`, 'unsaid', { stock }, generation));
    }
    return probes;
  }
  return [
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

function numberProbes(number: number, generations: ReadonlySet<Generation>): readonly Row[] {
  if (number === 404 || number === 400 || !statuses.test(String(number))) return [];
  return [...generations].map((generation) =>
    probe(
      `http-${number}`,
      `HTTP ${number}`,
      'other',
      { stock: () => (generation === 'v1' ? refusedV1(number, '') : refusedV2(number, '')) },
      generation,
    ),
  );
}
