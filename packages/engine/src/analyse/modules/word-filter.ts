// Which files may hold a word, without keeping their texts: a Bloom filter for each file, filled in one pass over its bytes.

const isWord = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  // Bytes of letters beyond ASCII count as letters.
  if (byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte))) isWord[byte] = 1;
}

/** The words of a file, as bits. A word that is there is always found; one that is not, rarely. */
export type WordFilter = Uint32Array;

const offset = 0x811c9dc5;
const prime = 0x01000193;

/** Takes in the words of UTF-8 bytes. */
export function wordFilter(bytes: Uint8Array): WordFilter {
  const size = 2 ** Math.min(17, Math.max(8, Math.ceil(Math.log2(bytes.length + 1)) - 1));
  const filter = new Uint32Array(size / 32);
  const mask = size - 1;
  let hash = offset;
  let inside = false;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isWord[byte] === 1) {
      hash = Math.imul(hash ^ byte, prime);
      inside = true;
    } else if (inside) {
      mark(filter, hash & mask);
      mark(filter, (hash >>> 15) & mask);
      hash = offset;
      inside = false;
    }
  }
  return filter;
}

function mark(filter: WordFilter, bit: number): void {
  filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

/** Whether all words of a text may be in a file; without a word in it every file will do. */
export function wordsIn(text: string): (filter: WordFilter) => boolean {
  const hashes = (text.match(/[\w$\u0080-\uffff]+/g) ?? []).map((word) => {
    let hash = offset;
    for (const byte of Buffer.from(word, 'utf8')) hash = Math.imul(hash ^ byte, prime);
    return hash;
  });
  return (filter) => {
    const mask = filter.length * 32 - 1;
    const has = (bit: number): boolean => ((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
    return hashes.every((hash) => has(hash & mask) && has((hash >>> 15) & mask));
  };
}
