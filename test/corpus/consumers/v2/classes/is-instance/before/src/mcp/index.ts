export { Bridge } from './bridge.js';
export * from './errors.js';
