import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';
import { Fault } from './fault.js';

export function faultOf(error: unknown): Fault {
  if (!(error instanceof StreamableHTTPError)) {
    return Fault.Other;
  } else if (error.code === 401 || error.code === 403) {
    return Fault.Credentials;
  } else if (isSessionExpired(error)) {
    return Fault.Session;
  } else if (error.code !== undefined && error.code >= 500) {
    return Fault.Server;
  } else {
    return Fault.Other;
  }
}

export class OurTransport extends StreamableHTTPClientTransport {}
