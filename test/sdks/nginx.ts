// A real nginx on loopback, in front of a server: passes requests on and puts its own page in place of the server's 404.
import { execFile, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
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

/** A loopback address that nothing else here listens on: a port is then not taken between its search and its use. */
export function ownAddress(): string {
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

async function freePort(address: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, address, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const config = (listen: string, token: string, folder: string, upstream: string): string => `
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
    listen ${listen};
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
      proxy_intercept_errors on;
      error_page 404 /404-of-nginx;
    }
    location = /whose { return 200 '${token}'; }
    location = /404-of-nginx { internal; return 404; }
  }
}
`;

/** Starts nginx in front of an origin. */
export async function startNginx(upstream: string): Promise<Proxy> {
  await ensureNginx();
  const address = ownAddress();
  const port = await freePort(address);
  const token = randomUUID();
  const folder = await mkdtemp(join(tmpdir(), 'resession-nginx-'));
  await writeFile(join(folder, 'nginx.conf'), config(`${address}:${port}`, token, folder, upstream));
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
  const url = new URL(`http://${address}:${port}/mcp`);
  for (let tries = 0; nginx.exitCode === null && tries <= 200; tries++) {
    if ((await whose(url)) === token) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await close();
  throw new Error(`nginx did not start: ${said}`);
}

/** What stands at the address says of itself: the token of this nginx, or something else. */
async function whose(url: URL): Promise<string | undefined> {
  const response = await fetch(new URL('/whose', url)).catch(() => undefined);
  return response?.text().catch(() => undefined);
}
