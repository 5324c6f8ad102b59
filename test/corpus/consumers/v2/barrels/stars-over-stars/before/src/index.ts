export * from './lib/index.js';
export * from './run.js';
