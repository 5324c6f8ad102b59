// What the words of a test say it is about: a session that is gone, or a 404 where there never was one.

/** What titles and texts speak of. */
export interface Words {
  readonly expiry: boolean;
  /** Connecting, falling back, a wrong address: no session was there to be lost. */
  readonly without: boolean;
  /** Of that the word "connect" alone says so. */
  readonly connects: boolean;
  /** The test is about what does not happen. */
  readonly denies: boolean;
}

const gone =
  /\b(?:expir\w*|stale|lost|loses|gone|dead|evicted|terminated|invalidat\w*|unknown|missing|forg[eo]t\w*|dropped|vanished|rejected|closed)\b/;
const session = /\bsession|\bsid\b/;
const plainly = /session (?:was |is |has |id )?(?:not found|unknown|gone|lost|expired|terminated)|\bexpired\b/;
const recovery =
  /\bre-?(?:connect|initiali[sz]e|establish|creat|open|start|acquir|handshak)\w*|\bnew session\b|\bfresh (?:session|connection|client)\b|\brecover\w*|\bpoison\w*/;
const connecting = /(?<!re|re-)\bconnect(?:s|ing|ion)?\b(?! (?:is|was|to|again|anew|afresh|once more) )/;
const sessionless =
  /\bfall(?:s|ing)? ?back\b|\bsse\b|\blegacy\b|\bwrong (?:url|address|path|endpoint)\b|\b(?:no|without(?: an?)?|never had an?|before (?:the|any|an?)) session\b|\bno session id\b|\bnever initiali[sz]ed\b|\bdiscover\w*|\bprobe\w*/;
const absent = /\b(?:no|without(?: an?)?|never had an?) session\b|\bnever initiali[sz]ed\b/;
const denying =
  /\b(?:not|never|no longer|neither|nor|ignor\w*|unrelated)\b|n't\b|\bkeeps (?:the|its|a) (?:\w+ )?(?:session|connection|client)\b/;

/**
 * Reads the titles of tests, and what the error itself says.
 * @param titles of each test the titles around, outermost first
 */
export function wordsIn(titles: readonly (readonly string[])[], message: string): Words {
  const title = spaced(titles.flat().join(' '));
  const own = spaced(titles.map((each) => each.at(-1) ?? '').join(' ')).replace(/\bnot found\b/g, '');
  const said = (words: string): boolean => plainly.test(words) || (session.test(words) && gone.test(words));
  const [told, text] = [said(title), said(spaced(message))];
  const again = recovery.test(title);
  // Who recovers connects as well.
  const connects = !told && !again && connecting.test(title);
  return {
    expiry: told || text || (again && !absent.test(own)),
    without: sessionless.test(title) || connects,
    connects: connects && !sessionless.test(title),
    denies: denying.test(own),
  };
}

/** `isSessionExpired` reads as words, in lower case. */
function spaced(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_]/g, ' ')
    .toLowerCase();
}
