// Behind every command: opens the streams and hands over.

import type { ExitCode } from './exit-codes.ts';
import { openOutput } from './output.ts';
import type { Request } from './program.ts';

/** Runs the request. Throws what went wrong; `main` tells it. */
export async function run(request: Request, version: string): Promise<ExitCode> {
  const output = openOutput(request.flags);
  switch (request.command) {
    case 'list':
      return (await import('./commands/list.ts')).list(request.flags, output);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(request.place, request.flags, output, version);
    case 'mcp':
      return (await import('./commands/mcp.ts')).mcp(request.flags, output, version);
    case 'undo':
      return (await import('./commands/undo.ts')).undo(request.run, request.flags, output);
    case 'decide':
      return (await import('./commands/decide.ts')).decide(request, request.flags, output, version);
    case 'pr':
      return (await import('./commands/pr.ts')).pr(request.paths, request.flags, output, version);
    case 'bot':
      return (await import('./commands/bot-serve.ts')).botServe(request.flags, output, version);
    case 'campaign':
      return (await import('./commands/campaign.ts')).campaign(request.verb, request.flags, output, version);
    case 'skill':
      return (await import('./commands/skill.ts')).skill(request, request.flags, output);
    case 'report':
      return (await import('./commands/report.ts')).report(request.paths, request.flags, output, version);
    case 'review':
      return (await import('./commands/review.ts')).review(request.paths, request.flags, output, version);
    case 'decisions':
      return (await import('./commands/decisions.ts')).decisions(request, output, version);
    case 'migrate':
      return (await import('./commands/migrate.ts')).migrate(request.paths, request.flags, output, version);
  }
}
