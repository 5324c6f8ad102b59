// CommonJS on its way through the SDK's own codemod, as it comes from the registry.

import { describe, expect, it } from 'vitest';
import { makeSource, type Source } from '@resession/transforms/lib';
import { nodeHost } from '../host.ts';
import { officialTool } from './official.test.kit.ts';
import { requiresShown } from './requires.ts';
import { inShadow } from './shadow.ts';

const read = (text: string): Source => makeSource('a.cjs', text);

async function moved(text: string): Promise<string> {
  const { text: shown, back } = requiresShown(text, read);
  const { sources } = await inShadow(
    { sources: new Map([['a.cjs', shown]]), manifest: null },
    officialTool(),
    nodeHost,
  );
  return back(sources.get('a.cjs') ?? shown);
}

describe('requires of SDK v1', () => {
  it('come back as requires of v2, where the first one stood', async () => {
    const text = `#!/usr/bin/env node
// Licence.
'use strict';

const fs = require('fs');
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');

exports.client = new Client(JSON.parse(fs.readFileSync('client.json', 'utf8')));

const { StreamableHTTPError, StreamableHTTPClientTransport: Transport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

exports.isBusy = (error) => error instanceof StreamableHTTPError && error.code === 503;
exports.Transport = Transport;
`;
    expect(await moved(text)).toBe(`#!/usr/bin/env node
// Licence.
'use strict';

const fs = require('fs');
const { Client, StreamableHTTPClientTransport: Transport, SdkHttpError } = require('@modelcontextprotocol/client');

exports.client = new Client(JSON.parse(fs.readFileSync('client.json', 'utf8')));
exports.isBusy = (error) => error instanceof SdkHttpError && error.status === 503;
exports.Transport = Transport;
`);
  });

  it('keep their place where all of them become another name, and the ends of their lines', async () => {
    const text = `'use strict';\r\nvar { StreamableHTTPError } = require('@modelcontextprotocol/sdk/client/streamableHttp.js')\r\n\r\nexports.is = (e) => e instanceof StreamableHTTPError\r\n`;
    expect(await moved(text)).toBe(
      `'use strict';\r\nvar { SdkHttpError } = require('@modelcontextprotocol/client')\r\n\r\nexports.is = (e) => e instanceof SdkHttpError\r\n`,
    );
  });

  it('as whole modules stay whole', async () => {
    const text =
      "const mcp = require('@modelcontextprotocol/sdk/client/streamableHttp.js');\n\nexports.open = (url) => new mcp.StreamableHTTPClientTransport(url);\n";
    expect(await moved(text)).toContain("const mcp = require('@modelcontextprotocol/client');\n");
  });

  it.each([
    "import fs from 'node:fs';\nconst { Client } = require('@modelcontextprotocol/sdk/client/index.js');\n",
    "const { Client = null } = require('@modelcontextprotocol/sdk/client/index.js');\n",
    "const { Client, ...rest } = require('@modelcontextprotocol/sdk/client/index.js');\n",
    "const a = 1, { Client } = require('@modelcontextprotocol/sdk/client/index.js');\n",
    "const { Client } = require('@modelcontextprotocol/sdk/client/index.js').default;\n",
    "const { Client } = require('@modelcontextprotocol/client');\n",
    "const lazy = () => require('@modelcontextprotocol/sdk/client/index.js');\n",
  ])('are shown as they are in %j', (text) => {
    expect(requiresShown(text, read).text).toBe(text);
  });

  it('leave what comes after them on its own line, where a comment stood behind one', async () => {
    const text = `const { Client } = require('@modelcontextprotocol/sdk/client/index.js'); // the client
const log = require('./log');

module.exports = { Client, log };
`;
    const after = await moved(text);
    expect(after).toContain("const { Client } = require('@modelcontextprotocol/client');\n");
    expect(after).toContain("\nconst log = require('./log');\n");
  });
});
