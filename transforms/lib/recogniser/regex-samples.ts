// Texts that a regex is likely to match: what a probe of it says.

/** One text for each alternative of a regex, made by taking the first way everywhere else. */
export function regexSamples(pattern: string): readonly string[] {
  return alternatives(pattern).flatMap((part) => {
    const text = sampleOf(part);
    return text === undefined || text.length < 3 ? [] : [text];
  });
}

/** Splits at the bars of the outermost level; a group that is the whole of a part, or leads it, is opened once. */
function alternatives(pattern: string): readonly string[] {
  const parts = splitTop(pattern);
  if (parts.length > 1) return parts.flatMap(alternatives);
  const group = /\((?:\?:|\?<\w+>)?((?:[^()\\]|\\.)*\|(?:[^()\\]|\\.)*)\)/.exec(pattern);
  if (group?.[1] === undefined) return [pattern];
  const [whole, inner] = group;
  return splitTop(inner).map(
    (part) => pattern.slice(0, group.index) + part + pattern.slice(group.index + whole.length),
  );
}

function splitTop(pattern: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let inClass = false;
  let from = 0;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, pattern.slice(from)];
}

/** A text the pattern is likely to match; undefined where it is too much for this plain way. */
function sampleOf(pattern: string): string | undefined {
  const text = pattern
    .replace(/\(\?[=!<][^)]*\)/g, '')
    .replace(/\\b|\\B|\^|\$/g, '')
    .replace(/\((\?:|\?<\w+>)?/g, '(')
    .replace(/(?:\\s|\[\\s[^\]]*\]|\[[ _-]+[^\]]*\])[*+?]?\??/g, ' ')
    .replace(/\\d(?:\{\d+\}|[*+])?/g, '0')
    .replace(/(?:\\[wWSD]|\.|\[[^\]]*\])(?:[*+?]\??|\{[^}]*\})?/g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/[()]/g, '')
    .replace(/[?*+]/g, '');
  return /[|{}[\]]/.test(text) ? undefined : text.trim();
}
