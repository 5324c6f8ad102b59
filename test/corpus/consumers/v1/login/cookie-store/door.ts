import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/session-store.ts';

export async function outcome({ route }: typeof App, given: GivenV1): Promise<string> {
  void given;
  const { SessionStore } = await import('./before/src/session-store.ts');
  return String(route(new SessionStore(), 'x').status);
}
