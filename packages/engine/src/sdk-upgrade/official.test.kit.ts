// The SDK's own codemod as this repository has installed it.

import { createRequire } from 'node:module';
import path from 'node:path';
import { testedVersion, toolName, type UpgradeTool } from './tool.ts';

const entry = createRequire(import.meta.url).resolve(toolName);

/** Its program, absolute. */
export const officialProgram = path.join(path.dirname(entry), 'cli.mjs');

/** It, ready to be started. */
export function officialTool(): UpgradeTool {
  return { version: testedVersion, argv: [process.execPath, officialProgram, 'v1-to-v2'] };
}
