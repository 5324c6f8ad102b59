'use strict';

const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { isSessionExpired, StreamableHTTPClientTransport } = require('@resession/transport/v1');

let client = null;

async function connect(url) {
  client = new Client({ name: 'price-service', version: '2.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
}

async function prices(url) {
  try {
    await client.callTool({ name: 'search' });
    return 'fetched';
  } catch (error) {
    if (isSessionExpired(error)) {
      await connect(url);
      await client.callTool({ name: 'search' });
      return 'refetched';
    }
    throw error;
  }
}

module.exports = { connect, prices };
