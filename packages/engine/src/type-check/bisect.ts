// Which of many changes an error comes from, by taking changes back and asking again.

/**
 * The changes that have to go so that `isBad` holds no longer, given what is taken back. Asks about `log2(n)` times for
 * each. Empty where nothing is bad; all of them where taking all back does not help.
 */
export async function guilty<Change>(
  changes: readonly Change[],
  isBad: (without: readonly Change[]) => Promise<boolean>,
): Promise<readonly Change[]> {
  const taken: Change[] = [];
  let pool = changes;
  while (await isBad(taken)) {
    if (pool.length === 0) return changes;
    let [bad, good] = [0, pool.length];
    while (good - bad > 1) {
      const middle = (bad + good) >> 1;
      if (await isBad([...taken, ...pool.slice(0, middle)])) bad = middle;
      else good = middle;
    }
    const last = pool[good - 1];
    if (last !== undefined) taken.push(last);
    pool = pool.slice(0, good - 1);
  }
  return taken;
}
