import { Api } from './api.js';
import { SessionLost } from './errors.js';

export async function screen(api: Api, url: string): Promise<string> {
  try {
    return `${await api.tools()} tools`;
  } catch (e) {
    if (!(e instanceof SessionLost)) throw e;
    await api.signIn(url);
    return 'signed in anew';
  }
}

export { Api };
