// Tests on a text that is made of the error: words, patterns, and the JSON of a body read out of the message.

import type { Writer } from './writer.ts';

const words = [
  'Session not found', 'session not found', '404', 'HTTP 404', '-32001', '"code":-32001', '"code": -32001', 'expired', 'terminated', 'not found',
  'session', 'timed out', 'Unauthorized', 'fetch failed', 'Error POSTing', 'No valid session ID', 'MCP error', 'Gone', '',
] as const; // prettier-ignore

const patterns = [
  '/session (?:not found|expired)/i', '/404|5\\d\\d/', '/"code"\\s*:\\s*-32001/', '/\\b404\\b/', '/^Error POSTing/', '/(?<!\\d)404(?!\\d)/',
  '/session[\\s\\S]*(?:not found|terminated)/i', '/HTTP (?:404|410)/', '/not[ _-]?found/i', '/^(?:(?!session).)*$/is', '/[^:]+: (\\w+)/',
  '/-32\\d{3}/', '/\\(HTTP (?<status>\\d{3})\\)/', '/(session|timed) (\\w+)/', '/./', '/^$/', '/\\s+$/', '/error(?=:)/i',
] as const; // prettier-ignore

/** A text made of the error. */
function textOf(w: Writer, s: string): string {
  const base = w.pick(
    `String(${s}?.message)`,
    `String(${s})`,
    `\`\${${s}}\``,
    `(${s}?.message ?? ${w.text('')})`,
    `String(JSON.stringify(${s}))`,
    `String(${s}?.name)`,
    `[${s}?.name, ${s}?.message].join(${w.text(': ')})`,
    `(${w.text('')} + ${s}?.message)`,
    `String(Object(${s}).message ?? ${s})`,
    `JSON.stringify({ m: ${s}?.message, c: ${s}?.code })`,
    `\`\${${s}?.name}: \${${s}?.message}\``,
    `String(JSON.stringify(${s}, [${w.text('code')}, ${w.text('message')}]))`,
    `Object.entries(Object(${s})).map(([k, v]) => k + v).join()`,
  );
  const change = w.pick(
    '', '', '', '.toLowerCase()', '.toUpperCase()', '.trim()', '.slice(0, 60)', '.slice(-30)', '.substring(6)', '.normalize()', '.padEnd(200)',
    '.replace(/\\s+/g, " ")', '.replace(/(\\w+) (\\w+)/, "$2 $1")', `.replaceAll(${w.text('o')}, ${w.text('0')})`,
    `.split(${w.text(':')}).join(${w.text(' ')})`, `.split(${w.text(': ')}).reverse().join(${w.text(' ')})`,
  ); // prettier-ignore
  return base + change;
}

export function textTest(w: Writer, s: string): string {
  const text = textOf(w, s);
  const word = w.text(w.pick(...words));
  const pattern = patternOf(w);
  const one = w.any('one');
  return w.pick(
    `${text}.includes(${word})`,
    `${pattern}.test(${text})`,
    `${text}.startsWith(${word})`,
    `${text}.endsWith(${word})`,
    `${text}.indexOf(${word}) !== -1`,
    `${text}.lastIndexOf(${word}) > 3`,
    `~${text}.indexOf(${word})`,
    `${text}.search(${pattern}) >= 0`,
    `${text}.match(${pattern}) !== null`,
    `!!${text}.match(${pattern})?.[1]`,
    `${pattern}.exec(${text})?.index === 0`,
    `new RegExp(${w.text('not found|404')}, ${w.text('i')}).test(${text})`,
    `[${word}, ${w.text('gone for good')}].some((${one}) => ${text}.includes(one))`,
    `[${pattern}, /never ever/].some((${one}) => one.test(${text}))`,
    `${text}.split(${word}).length > 1`,
    `${text} === ${word}`,
    `${text}.length > 40`,
    `[...${text}.matchAll(/\\d{3,}/g)].length > 1`,
    `${text}.replace(${pattern}, ${w.text('')}) !== ${text}`,
    `${text}.includes(${word}, 10)`,
  );
}

/** A pattern, at times by way of a constant. */
function patternOf(w: Writer): string {
  const pattern = w.pick(...patterns);
  if (!w.chance(30)) return pattern;
  const name = w.name('WORDING');
  w.declare(`const ${name} = ${pattern}`);
  return name;
}

/** Reads the code out of the body that the message carries. */
export function bodyTest(w: Writer, s: string): string {
  const name = w.name('bodyCode');
  const [any, answer] = [w.any('text'), w.type('any')];
  w.declare(
    w.pick(
      `const ${name} = (${any})${answer} => Number(/"code"\\s*:\\s*(-?\\d+)/.exec(text)?.[1] ?? NaN)`,
      `function ${name}(${any})${answer} { try { return JSON.parse(text.slice(text.indexOf('{'))).error.code; } catch { return undefined; } }`,
      `const ${name} = (${any})${answer} => { const from = text.indexOf('{'); if (from < 0) return null; try { const { error: { code = 0 } = {} } = JSON.parse(text.slice(from)); return code; } catch (bad) { return bad instanceof SyntaxError ? -1 : -2; } }`,
    ),
  );
  return `${name}(String(${s}?.message)) === ${w.pick('-32001', '-32002', '-32000', 'undefined')}`;
}
