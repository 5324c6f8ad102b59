// How servers word the 404 that says "this session is gone". The specification leaves the body open, so each has its own.

export interface ExpiryAnswer {
  readonly name: string;
  readonly contentType: string | null;
  readonly body: string;
}

const rpcError = (code: number, message: string): string =>
  JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });

/** The wording of the SDK's own server, the only one that the guesses of the sample consumers know. */
export const referenceAnswer: ExpiryAnswer = {
  name: '-32001',
  contentType: 'application/json',
  body: rpcError(-32001, 'Session not found'),
};

export const expiryAnswers: readonly ExpiryAnswer[] = [
  referenceAnswer,
  { name: '-32002', contentType: 'application/json', body: rpcError(-32002, 'Unknown session') },
  { name: 'plain text', contentType: 'text/plain', body: 'No such session\n' },
  {
    name: 'HTML',
    contentType: 'text/html',
    body: '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><center><h1>404 Not Found</h1></center></body>\r\n</html>\r\n',
  },
  { name: 'nothing', contentType: null, body: '' },
];
