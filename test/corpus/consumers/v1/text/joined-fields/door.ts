import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/mail.ts';

export async function outcome({ MailAssistant }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const assistant = new MailAssistant(server.url);
  await assistant.login();
  server.strike();
  return assistant.send({ to: 'a@example.com', body: 'hi' });
}
