// Repositories on disk for the tests of resolution.

import fs from 'node:fs';
import path from 'node:path';
import { nodeHost } from '../../host.ts';
import { readProject } from '../../project.ts';
import { folder, lay } from '../../sandbox.test.kit.ts';
import { type Ground, type Lead, resolutionIn } from './resolve.ts';

/** Files by path; `-> target` makes a link. What lies in node_modules or dist is on the disk, but not in the listing. */
export type Layout = Readonly<Record<string, string | object>>;

/** Lays a repository down and lists it as git would. */
export function ground(layout: Layout, root = folder()): Ground {
  for (const [name, content] of Object.entries(layout)) {
    const link = typeof content === 'string' && content.startsWith('-> ') ? content.slice(3) : undefined;
    if (link === undefined) lay(root, { [name]: typeof content === 'string' ? content : JSON.stringify(content) });
    else {
      fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      fs.symlinkSync(link, path.join(root, name));
    }
  }
  const paths = Object.keys(layout).filter((name) => !/(^|\/)(node_modules|dist)\//.test(name));
  const manifests = paths.filter((name) => /(^|\/)package\.json$/.test(name));
  return { host: nodeHost, root, project: readProject(nodeHost, root, manifests), paths };
}

/** Where a specifier leads, in short: a path, `package name`, or nothing. */
export function leading(layout: Layout): (from: string, specifier: string) => string | undefined {
  const { lead } = resolutionIn(ground(layout));
  return (from, specifier) => short(lead(from, specifier));
}

function short(lead: Lead): string | undefined {
  if (lead === undefined) return undefined;
  return lead.kind === 'file' ? lead.path : `package ${lead.name}`;
}
