import { callTool } from './session.js';

export async function echo(endpoint: URL, text: string): Promise<string> {
  const { content } = await callTool(endpoint, 'echo', { text });
  const [first] = content;
  return first?.type === 'text' ? first.text : '';
}
