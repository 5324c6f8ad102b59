// A release of the Action as a tag of it holds it, alone in an empty folder. The bundle is made beside that of the checkout, so
// that a test neither trusts nor disturbs it; the packed transport is the one of `npm run build`.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { layAction } from '../../packages/bot/scripts/lay-action.ts';
import { folderOf } from '../cli/sample.ts';
import { mustRun } from '../e2e/command.ts';

const bot = fileURLToPath(new URL('../../packages/bot/', import.meta.url));

/** The folder of the release. */
export async function releaseOf(): Promise<string> {
  const bundle = path.join(folderOf({}), 'dist');
  await mustRun(['npx', 'tsdown', '--logLevel', 'error', '--no-clean', '--out-dir', bundle], bot);
  const folder = folderOf({});
  layAction(folder, bundle);
  return folder;
}
