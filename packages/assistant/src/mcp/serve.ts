// The MCP server: tools, resources and the prompt on one instance, over stdio.

import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { applyTool } from './apply.ts';
import { decideTool } from './decide.ts';
import { explainTool } from './explain.ts';
import { guideAddress, titleOf } from './guides.ts';
import { instructionsFor } from './instructions.ts';
import { previewTool } from './preview.ts';
import { Previews } from './previews.ts';
import { putPrompt } from './prompt.ts';
import { scanTool } from './scan.ts';
import type { Served } from './served.ts';
import { type Door, put } from './tool.ts';
import { verifyTool } from './verify.ts';

/** Serves until the client hangs up. `tell` gets what goes wrong beside the calls; stdout belongs to the protocol. */
export async function serve(served: Served, tell: (error: Error) => void): Promise<void> {
  let working: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = working.then(work);
    working = mine.catch(() => undefined);
    return mine;
  };
  await new Promise<void>((resolve) => {
    serveStdio(
      () => {
        const server = serverOf(served, inTurn);
        server.server.onclose = resolve;
        return server;
      },
      { onerror: tell },
    );
    // A client may hang up before it says a word.
    process.stdin.once('end', resolve).once('close', resolve);
  });
  // A write that has begun comes to its end.
  await working;
}

function serverOf(served: Served, inTurn: Door['inTurn']): McpServer {
  const server = new McpServer(
    { name: 'resession', title: 'Resession', version: served.version },
    { instructions: instructionsFor(served.readOnly) },
  );
  const previews = new Previews();
  const door: Door = { server, served, inTurn };
  put(door, scanTool(served));
  put(door, explainTool(served));
  put(door, previewTool(served, previews));
  if (!served.readOnly) put(door, applyTool(served, previews));
  put(door, verifyTool(served));
  if (!served.readOnly) put(door, decideTool(served));
  putPrompt(door);
  for (const guide of served.guides) {
    const address = guideAddress(guide.path);
    const text = guide.text();
    const config = { title: titleOf(guide, text), mimeType: 'text/markdown' };
    server.registerResource(guide.path, address, config, () => ({
      contents: [{ uri: address, mimeType: 'text/markdown', text }],
    }));
  }
  return server;
}
