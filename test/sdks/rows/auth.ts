// Edges 8 and 9: authorization on the way, and the 404s of OAuth discovery.
import assert from 'node:assert/strict';
import { type HttpServer } from '../http-server.ts';
import { type Row } from '../world.ts';

/** An OAuth provider that refreshes; `tokens()` gives the token of now. */
function provider(): { readonly given: string[]; readonly authProvider: object } {
  const given: string[] = [];
  let tokens: object = { access_token: 'old', token_type: 'Bearer', refresh_token: 'refresh' };
  return {
    given,
    authProvider: {
      redirectUrl: 'http://127.0.0.1/callback',
      clientMetadata: { redirect_uris: ['http://127.0.0.1/callback'], client_name: 'contract' },
      clientInformation: () => ({ client_id: 'contract' }),
      saveClientInformation: () => undefined,
      tokens: () => tokens,
      saveTokens: (next: { access_token: string }) => {
        tokens = next;
        given.push(next.access_token);
      },
      redirectToAuthorization: () => undefined,
      saveCodeVerifier: () => undefined,
      codeVerifier: () => 'verifier',
    },
  };
}

/** Discovery answers 404; `/token` refreshes; `/mcp` wants the new token once `expired` is set. */
function authorizing(server: HttpServer): { wantNew: boolean } {
  const state = { wantNew: false };
  server.on((seen, response) => {
    if (seen.path === '/token') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: 'new', token_type: 'Bearer', refresh_token: 'refresh' }));
      return;
    }
    if (seen.path !== '/mcp') return void response.writeHead(404).end('no discovery here');
    if (state.wantNew && seen.headers.authorization !== 'Bearer new') return void response.writeHead(401).end();
    return false;
  });
  return state;
}

export const authRows: readonly Row[] = [
  {
    id: '401, refreshed, then 404',
    async run(world) {
      const server = await world.server();
      const state = authorizing(server);
      const { authProvider, given } = provider();
      const { client, transport, errors } = await world.connect(server, { authProvider });
      state.wantNew = true;
      server.kill();
      world.assertPostExpired(await world.rejected(client.ping()), server.goneBody);
      assert.equal(given.at(-1), 'new');
      assert.equal(transport.sessionId, undefined);
      assert.equal(errors.filter((error) => world.isExpired(error)).length, 1);
    },
  },
  {
    id: 'discovery answers 404 with a fixed session id on it: not taken for expiry',
    async run(world) {
      const server = await world.server();
      server.issueIds = false;
      const state = authorizing(server);
      const { authProvider, given } = provider();
      const requestInit = { headers: { 'mcp-session-id': 'fixed' } };
      const { client, errors } = await world.connect(server, { authProvider, requestInit });
      state.wantNew = true;
      await client.ping();
      assert.equal(given.at(-1), 'new');
      assert.deepEqual(errors, []);
      assert.ok(
        server.seen.some((each) => each.path.includes('.well-known')),
        'discovery took place',
      );
    },
  },
  {
    id: 'a DPoP proof on every request, the ping too; 404 counts',
    only: 'v2',
    async run(world) {
      const server = await world.server();
      server.onMethod('GET', (_seen, response) => void response.writeHead(404).end());
      // Client 2.0.0 has no DPoP; there the provider is an ordinary one.
      const proofs = world.sdk.version !== '2.0.0';
      if (proofs) {
        server.on(({ method, headers }, response) =>
          headers['dpop'] === `proof of ${method}` ? false : void response.writeHead(401).end(),
        );
      }
      const { authProvider } = provider();
      const dpop = {
        buildProof: ({ htm }: { htm: string }) => Promise.resolve(`proof of ${htm}`),
        observeNonce: () => undefined,
      };
      const tokens = () => ({ access_token: 'bound', token_type: 'DPoP' });
      const bound = { ...authProvider, tokens, dpop: () => Promise.resolve(dpop) };
      const { client, transport, errors } = await world.connect(server, { authProvider: bound });
      const session = transport.sessionId;
      await world.until(() => errors.length > 0, 'the error of the stream');
      assert.equal(transport.sessionId, session, 'the ping had its own proof');
      server.kill();
      world.assertPostExpired(await world.rejected(client.listTools()), server.goneBody);
    },
  },
];
