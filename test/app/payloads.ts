// Webhooks as GitHub sends them, without what nobody here reads (https://docs.github.com/en/webhooks/webhook-events-and-payloads).

const repository = {
  id: 1296269,
  node_id: 'MDEwOlJlcG9zaXRvcnkxMjk2MjY5',
  name: 'client',
  full_name: 'acme/client',
  private: false,
  owner: { login: 'acme', id: 3, type: 'Organization', site_admin: false },
  fork: false,
  default_branch: 'main',
  archived: false,
};

const installation = { id: 7, node_id: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uNw==' };
const sender = { login: 'ann', id: 2, type: 'User', site_admin: false };

export const push = (ref = 'refs/heads/main', more: object = {}): object => ({
  ref,
  before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  after: '59b20b8d5c6ff8d09518454d4dd8b7b30f095ab5',
  created: false,
  deleted: false,
  forced: false,
  compare: 'https://github.com/acme/client/compare/6113728f27ae...59b20b8d5c6f',
  commits: [{ id: '59b20b8d5c6ff8d09518454d4dd8b7b30f095ab5', message: 'More', added: ['src/client.ts'] }],
  repository,
  pusher: { name: 'ann', email: 'ann@example.com' },
  installation,
  sender,
  ...more,
});

export const comment = (body: string, login: string, more: object = {}): object => ({
  action: 'created',
  issue: {
    number: 1,
    title: 'MCP: know that the session expired, instead of guessing it',
    user: { login: 'resession[bot]', type: 'Bot' },
    state: 'open',
    pull_request: { url: 'https://api.github.com/repos/acme/client/pulls/1' },
    author_association: 'NONE',
  },
  comment: {
    id: 992929,
    // What it says there is not what decides.
    author_association: 'OWNER',
    user: { login, id: 2, type: 'User' },
    body,
  },
  repository,
  installation,
  sender: { ...sender, login },
  ...more,
});

export const installed = (...repositories: readonly string[]): object => ({
  action: 'created',
  installation: { ...installation, account: repository.owner, repository_selection: 'selected' },
  repositories: repositories.map((full_name, at) => ({ id: at, full_name, private: false })),
  sender,
});

export const added = (...repositories: readonly string[]): object => ({
  action: 'added',
  installation,
  repository_selection: 'selected',
  repositories_added: repositories.map((full_name, at) => ({ id: at, full_name, private: false })),
  repositories_removed: [],
  sender,
});
