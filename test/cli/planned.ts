// A run over a folder with our codemods and the transport that ships, planned and not written.

import { shippedTransport } from '../../packages/cli/src/shipped-transport.ts';
import { nodeHost, plan, type Plan, type PlanOptions } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';

/** The plan for the whole root. */
export function plannedIn(root: string, more: Partial<PlanOptions> = {}): Promise<Plan> {
  const settings = { only: null, ignore: [], checkStyle: 'code', transport: 'vendor', toolVersion: '0.0.0' } as const;
  const options = { paths: [], cwd: root, rootOverride: root, ...settings, tarball: shippedTransport(), ...more };
  return plan(options, nodeHost, codemods);
}
