#!/usr/bin/env node
// Starts the built command line. Everything behind it is loaded when it is needed.
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`resession needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exitCode = 2;
} else if (!existsSync(program)) {
  console.error('resession is not built in this checkout; run: npm run build');
  process.exitCode = 2;
} else {
  try {
    const { main } = await import(program.href);
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    // Left to Node it would end with 1, which means that work is left.
    console.error(`resession cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
