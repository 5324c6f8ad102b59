// The face for coding agents. Not part of the package's main entry: whoever does not serve loads no server.

export type { Guide } from './guides.ts';
export { serve } from './serve.ts';
export type { Served } from './served.ts';
