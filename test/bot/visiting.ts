// A process that makes a visit which never ends by itself, to be killed from outside.

import { nodeHost } from '../../packages/engine/src/index.ts';
import { redactor } from '../../packages/bot/src/redactor.ts';
import { usualBounds, visit, type Visit } from '../../packages/bot/src/visit/index.ts';

await visit(JSON.parse(process.env['VISIT'] ?? '') as Visit, {
  command: [process.execPath, '-e', 'setTimeout(() => {}, 1e6);'],
  token: process.env['TOKEN'] ?? '',
  redact: redactor([]),
  bounds: usualBounds,
  host: nodeHost,
  userAgent: 'test',
});
