// The order of the stages, and the only file that knows it.

import type { Codemod } from '@resession/transforms/lib';
import type { Host } from './host.ts';
import type { PlanOptions } from './options.ts';
import type { Plan } from './plan.ts';

/** What a run would do, as data. Writes nothing. Throws `ResessionError` for usage and configuration. */
export async function plan(_options: PlanOptions, _host: Host, _codemods: readonly Codemod[]): Promise<Plan> {
  throw new Error('not laid yet');
}
