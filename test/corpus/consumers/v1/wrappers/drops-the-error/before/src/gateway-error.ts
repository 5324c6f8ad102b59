export class GatewayError extends Error {
  readonly tool: string;

  constructor(tool: string, message: string) {
    super(message);
    this.name = 'GatewayError';
    this.tool = tool;
  }
}
