import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

/** @type {Map<string, Promise<Client>>} */
const pool = new Map();

function dial(url) {
  const client = new Client({ name: 'tool-list', version: '0.0.7' });
  return client.connect(new StreamableHTTPClientTransport(new URL(url))).then(() => client);
}

export function clientFor(url) {
  let client = pool.get(url);
  if (!client) {
    client = dial(url);
    pool.set(url, client);
  }
  return client;
}

const names = ({ tools }) => tools.map((tool) => tool.name);

/**
 * @param {string} url
 * @returns {Promise<string[]>}
 */
export function toolNames(url) {
  return clientFor(url).then((client) =>
    client
      .listTools()
      .then(names)
      .catch((err) =>
        err instanceof StreamableHTTPError && isSessionExpired(err)
          ? (pool.delete(url), clientFor(url).then((fresh) => fresh.listTools()).then(names))
          : Promise.reject(err),
      ),
  );
}
