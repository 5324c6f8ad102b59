// Constructs the transport of an entry in a process of its own, in the folder of an SDK release.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What constructing says: `fine`, or the error's message. */
export async function constructs(folder: string, entry: string): Promise<string> {
  const script = join(folder, 'constructs.mjs');
  await writeFile(
    script,
    `import { StreamableHTTPClientTransport } from '${entry}';
try {
  new StreamableHTTPClientTransport(new URL('http://127.0.0.1/mcp'));
  console.log('fine');
} catch (error) {
  console.log(error.message);
}`,
  );
  return (await run(process.execPath, [script])).stdout.trim();
}
