// Takes secrets out of what is told: logs, errors, what git and a server have said.

/** What stands where a secret was. */
export const redacted = '***';

/** Takes the secrets it was made for out of a text, in every spelling they travel in, and whatever looks like one. */
export type Redact = (text: string) => string;

/** As GitHub and GitLab spell theirs, so that a token nobody has told us of does not show either. */
const looks = [
  // Those of installations are JSON Web Tokens behind `ghs_` and the id of the app.
  /\b(?:gh[a-z]_[A-Za-z0-9_]{16,}(?:[.-][A-Za-z0-9_-]+)*|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{16,})/g,
  // A JSON Web Token, as an app signs them.
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g,
];

/** The rest of a header, and what stands before the host of a URL. */
const places: readonly (readonly [RegExp, string])[] = [
  [/(\bauthorization["']?\s*[:=]\s*["']?(?:(?:basic|bearer|token)\s+)?)[^\s"',;]+/gi, `$1${redacted}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${redacted}@`],
];

/** For these secrets; empty ones are none. */
export function redactor(secrets: readonly string[]): Redact {
  const spelled = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))];
  // The longest first: what holds another one must not be left in halves.
  const known = spelled.sort((one, other) => other.length - one.length);
  return (text) => {
    const without = known.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
    const quiet = looks.reduce((rest, look) => rest.replace(look, redacted), without);
    return places.reduce((rest, [place, by]) => rest.replace(place, by), quiet);
  };
}

function spellings(secret: string): readonly string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [secret, escaped, encodeURIComponent(secret), ...inBase64(secret), Buffer.from(secret).toString('hex')];
}

/** Wherever it begins in what is encoded with it (`user:secret`): the letters that depend on nothing else. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(first, last);
    // A few letters would be found in any text.
    return text.length < 6 ? [] : [text, text.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
