export interface McpSession {
  callTool(name: string): Promise<unknown>;
}
export function openSession(client: unknown): Promise<McpSession>;
