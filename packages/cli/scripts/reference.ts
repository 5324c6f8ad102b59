// Writes docs/reference/cli.md. A test fails while it is out of date.

import { writeFileSync } from 'node:fs';
import { buildProgram } from '../src/program.ts';
import { referencePage } from '../src/reference.ts';

const page = new URL('../../../docs/reference/cli.md', import.meta.url);
writeFileSync(page, referencePage(buildProgram('0.0.0', () => Promise.resolve())));
