// Which files only the tests of a package see.

/** Told by the path, be it relative to the package or to the root. */
export function isTestFile(path: string): boolean {
  return /(^|\/)(__tests__|__mocks__|tests?|e2e|spec)\//.test(path) || /\.(test|spec)\.[cm]?[jt]sx?$/.test(path);
}
