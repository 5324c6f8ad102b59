// Answers about files that are answers about their folders.

/** Of a file what is so of its folder. Paths come in order: to look at the last folder again is quicker than to look one up. */
export function byFolder<Value>(of: (folder: string) => Value): (path: string) => Value {
  let last: { readonly folder: string; readonly answer: Value } | undefined;
  return (path) => {
    const end = Math.max(0, path.lastIndexOf('/'));
    if (last?.folder.length === end && path.startsWith(last.folder)) return last.answer;
    const folder = path.slice(0, end);
    last = { folder, answer: of(folder) };
    return last.answer;
  };
}
