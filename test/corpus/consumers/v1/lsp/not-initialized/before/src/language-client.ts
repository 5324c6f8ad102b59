const ServerNotInitialized = -32002;
const ContentModified = -32801;

interface ResponseError {
  code: number;
  message: string;
}

export function disposition(error: ResponseError): 'wait' | 'ignore' | 'report' {
  if (error.code === ServerNotInitialized) return 'wait';
  if (error.code === ContentModified) return 'ignore';
  return 'report';
}
