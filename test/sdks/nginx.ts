// A real nginx on loopback, in front of a server: passes requests on and puts its own page in place of the server's 404.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Proxy {
  readonly url: URL;
  close(): Promise<void>;
}

/** @throws Error saying how to install nginx, when there is none: the rows that need it are never skipped */
async function ensureNginx(): Promise<void> {
  await run('nginx', ['-v']).catch(() => {
    throw new Error('nginx is not installed; the contract suite needs it: apt-get install -y nginx-light');
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const config = (port: number, folder: string, upstream: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
      proxy_intercept_errors on;
      error_page 404 /404-of-nginx;
    }
    location = /404-of-nginx { internal; return 404; }
  }
}
`;

/** Starts nginx in front of an origin. */
export async function startNginx(upstream: string): Promise<Proxy> {
  await ensureNginx();
  // Between the search for a port and its use somebody else may take it.
  for (let left = 5; ; left -= 1) {
    const started = await startAt(await freePort(), upstream);
    if (typeof started !== 'string') return started;
    if (left === 1) throw new Error(`nginx did not start: ${started}`);
  }
}

/** What nginx said where it did not start. */
async function startAt(port: number, upstream: string): Promise<Proxy | string> {
  const folder = await mkdtemp(join(tmpdir(), 'resession-nginx-'));
  await writeFile(join(folder, 'nginx.conf'), config(port, folder, upstream));
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  nginx.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((resolve) => nginx.on('exit', () => resolve()));
  const close = async (): Promise<void> => {
    nginx.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  for (let tries = 0; nginx.exitCode === null && tries <= 100; tries++) {
    if (await answers(url)) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await close();
  return said;
}

/** Whether nginx itself is there, and not somebody who has its port. */
async function answers(url: URL): Promise<boolean> {
  const response = await fetch(new URL('/is-nginx-there', url)).catch(() => undefined);
  await response?.body?.cancel();
  return response?.headers.get('server')?.startsWith('nginx') === true;
}
