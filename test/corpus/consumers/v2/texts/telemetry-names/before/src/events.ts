export const EVENTS = {
  mcpSessionExpired: 'mcp.session_expired',
  mcpSessionNotFound: 'mcp.session_not_found.404',
  mcpTimeout: 'mcp.timeout.-32001',
} as const;

type EventName = (typeof EVENTS)[keyof typeof EVENTS];

export class Telemetry {
  readonly sent: EventName[] = [];

  track(name: EventName): number {
    return this.sent.push(name);
  }

  expiredCount(): number {
    return this.sent.filter((name) => name === EVENTS.mcpSessionExpired || name.includes('404')).length;
  }
}
