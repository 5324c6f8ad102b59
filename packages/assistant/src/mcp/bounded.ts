// Results have an end: a context holds only so much. What is cut says so, and how to get the rest.

/** Characters of one text, of one diff, and of the JSON of one result. */
export const limits = { text: 2_000, diff: 8_000, page: 40_000 };

/** A value whose texts have an end, and how many of them were cut. Keys stay what they are. */
export function bounded<Value>(value: Value): { readonly value: Value; readonly cut: number } {
  let cut = 0;
  const visit = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') {
      const most = key === 'diff' ? limits.diff : limits.text;
      if (each.length <= most) return each;
      cut += 1;
      return cutText(each, most, key);
    }
    if (Array.isArray(each)) return each.map((one) => visit(one, key));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, visit(one, name)]));
  };
  const made = visit(value, '') as Value;
  return { value: cut === 0 ? value : made, cut };
}

function cutText(text: string, most: number, key: string): string {
  // Half of a surrogate pair is no text.
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  const rest = key === 'diff' ? '; preview with ids shows single sites whole' : '; read the file for the rest';
  return `${kept}\n[cut here: ${String(text.length - kept.length)} more characters${rest}]`;
}

/** JSON of one line without a character that a terminal or an editor would act on. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
