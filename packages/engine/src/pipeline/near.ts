// Which files may lead somebody to an error of MCP: those of the packages that speak of it, of packages that use those, and
// all that they load. A constant or helper elsewhere leads to no finding, and is not looked for.

import type { Index } from '../analyse/analyse.ts';
import { packageOf, packagesOf, type Project, reach } from '../project.ts';

/** Of the sources those that matter, sorted; `speakers` are the files that speak of MCP. */
export function near(
  speakers: readonly string[],
  sources: readonly string[],
  project: Project,
  index: Index,
): readonly string[] {
  const homes = new Set<string | null>();
  for (const home of new Set(speakers.map((path) => packageOf(project, path)))) {
    if (home === null) homes.add(null);
    else for (const user of reach(project, home, 'up')) homes.add(user);
  }
  // The neighbourhood is one, drawn around all of them.
  const [first] = speakers;
  const users = new Set(first === undefined ? [] : index.mayLoad(first));
  const homeOf = packagesOf(project);
  const inside = sources.filter((path) => homes.has(homeOf(path)) || users.has(path));
  // Where most files matter, what they load is no way to find fewer.
  if (inside.length * 2 > sources.length) return sources;
  const found = new Set(inside);
  // A set is walked in the order it grows.
  for (const path of found) for (const loaded of index.edges(path).all) found.add(loaded);
  return sources.filter((path) => found.has(path));
}
