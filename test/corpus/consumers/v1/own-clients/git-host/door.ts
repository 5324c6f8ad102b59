import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/repository.js';

export async function outcome({ defaultBranch }: typeof App, given: GivenV1): Promise<string> {
  void given;
  const request = () => Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));
  return String(await defaultBranch(request, 'o', 'r'));
}
