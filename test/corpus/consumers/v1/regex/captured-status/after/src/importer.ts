import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { isSessionExpired, StreamableHTTPClientTransport } from '@resession/transport/v1';

export class CsvImporter {
  #mcp?: Client;

  async open(url: string): Promise<void> {
    this.#mcp = new Client({ name: 'csv', version: '0.0.2' });
    await this.#mcp.connect(new StreamableHTTPClientTransport(new URL(url)));
  }

  async push(url: string, row: string[]): Promise<string> {
    try {
      await this.#mcp?.callTool({ name: 'echo', arguments: { row } });
    } catch (problem) {
      const gone = problem instanceof Error && isSessionExpired(problem);
      if (!gone) throw problem;
      await this.open(url);
      return 'started over';
    }
    return 'pushed';
  }
}
