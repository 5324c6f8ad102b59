// What the codemod says, by message id.

/** Message ids and what they say. */
export const messages = {
  'one-module': 'Mocks in parts what is one module in SDK v2: only the last mock of a module counts.',
  'rest-of-module': 'Mocks a module of SDK v2 and leaves out what other modules of SDK v1 had.',
  'v1-name': 'Mocks a class of SDK v2 under the name that it had in v1.',
  'v1-type': 'Gives a mock of SDK v2 the type of a module of SDK v1.',
  'mocked-whole': 'Mocks the whole of a module of SDK v2, of which SDK v1 had several.',
  'real-v1-name': 'Asks the real module of SDK v2 for a name of v1.',
} as const;
