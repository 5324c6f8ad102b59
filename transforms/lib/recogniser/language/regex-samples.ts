// Texts that a regex matches: what a probe of it says.

import { parsePattern, type Part } from './regex-syntax.ts';

const mostSamples = 40;

/** One text for each alternative of a regex, made by taking the first way everywhere else. */
export function regexSamples(pattern: string): readonly string[] {
  const parsed = parsePattern(pattern, '');
  const texts = parsed === undefined ? [] : samplesOf(parsed.part).map((text) => text.trim());
  return [...new Set(texts)].filter((text) => text.length >= 3).slice(0, mostSamples);
}

/** The first one takes the first way everywhere. */
function samplesOf(part: Part): readonly string[] {
  switch (part.kind) {
    case 'one':
      return [charOf(part.raw)];
    case 'any':
      return part.parts.flatMap(samplesOf);
    case 'all':
      return joined(part.parts.map(samplesOf));
    case 'group':
      return samplesOf(part.part);
    case 'repeat':
      return repeated(part);
    default:
      return [''];
  }
}

/** What may be left out is there once, except where it may be anything. */
function repeated({ part, min }: Part & { readonly kind: 'repeat' }): readonly string[] {
  const rounds = Math.min(min, longestRepeat);
  if (rounds > 0) return samplesOf(part).map((text) => text.repeat(rounds));
  return part.kind === 'one' && isWide(part.raw) ? [''] : samplesOf(part);
}

const longestRepeat = 8;

/** Every way of one part with the first ways of the others. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  const first = parts.map(([text = '']) => text);
  const others = parts.flatMap(([, ...ways], at) => ways.map((way) => first.with(at, way).join('')));
  return [first.join(''), ...others].slice(0, mostSamples);
}

/** What separates words comes first, then what counts, then what spells. */
const likely = ' 0x';

/** A character that an atom takes. */
function charOf(raw: string): string {
  if (raw.length === 1 && raw !== '.') return raw;
  if (/^\\[^\w]$/.test(raw)) return raw.slice(1);
  const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  return [...likely, ...printable].find((char) => takes(raw, char)) ?? '';
}

function isWide(raw: string): boolean {
  return takes(raw, '0') && takes(raw, 'x');
}

function takes(raw: string, char: string): boolean {
  try {
    return new RegExp(`^(?:${raw})$`).test(char);
  } catch {
    return false;
  }
}
