// Tells on stderr, when the process ends, which modules it loaded: ES modules through a hook, CommonJS from its cache.

import { writeSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const hook = `
let port;
export const initialize = (data) => { port = data.port; };
export async function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;

const { port1, port2 } = new MessageChannel();
port1.unref();
register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: { port: port2 }, transferList: [port2] });

process.on('exit', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  for (let message = receiveMessageOnPort(port1); message !== undefined; message = receiveMessageOnPort(port1)) {
    loaded.push(message.message);
  }
  for (const module of loaded) writeSync(2, `${module}\n`);
});
