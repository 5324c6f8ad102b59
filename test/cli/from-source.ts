// Starts the command line from its sources, so that no test runs on a build of yesterday.

import { main } from '../../packages/cli/src/main.ts';

process.exitCode = await main(process.argv.slice(2));
