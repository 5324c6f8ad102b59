'use strict';

const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

let client = null;

async function connect(url) {
  client = new Client({ name: 'price-service', version: '2.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
}

// enumerable own properties: the SDK's errors carry { code }
function dump(error) {
  return JSON.stringify({ ...error });
}

async function prices(url) {
  try {
    await client.callTool({ name: 'search' });
    return 'fetched';
  } catch (error) {
    if (dump(error).includes('"code":404')) {
      await connect(url);
      await client.callTool({ name: 'search' });
      return 'refetched';
    }
    throw error;
  }
}

module.exports = { connect, prices };
