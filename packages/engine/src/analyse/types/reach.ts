// How much of the repository a program loads: for every file that is asked about the nearest ones it leads to.

/** Files that are loaded for the sake of one. Types beyond them are not known. */
export const nearest = 60;

/** The file and those it leads to, the nearest ones first, no more than so many. */
export function withinReach(
  from: string,
  edges: (path: string) => readonly string[],
  most = nearest,
): ReadonlySet<string> {
  const reached = new Set([from]);
  for (const file of reached) {
    for (const next of edges(file)) {
      if (reached.size >= most) return reached;
      reached.add(next);
    }
  }
  return reached;
}
