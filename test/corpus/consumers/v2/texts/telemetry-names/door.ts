import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/events.ts';

export async function outcome({ Telemetry }: typeof App, given: GivenV2): Promise<string> {
  void given;
  const telemetry = new Telemetry();
  telemetry.track('mcp.session_expired');
  return String(telemetry.expiredCount());
}
