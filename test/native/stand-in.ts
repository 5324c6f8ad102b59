// An SDK that has the code of an expired session itself, as it may come: the real client package, copied, with the member
// in its declarations and its code, and a transport that throws it on a 404 to a request that carried a session id.

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package as published. */
export const stockClient = fileURLToPath(new URL('../../node_modules/@modelcontextprotocol/client/', import.meta.url));

/** What of the member a stand-in has. */
export interface Parts {
  readonly types: boolean;
  /** The table of codes at run time. */
  readonly table: boolean;
  readonly thrown: boolean;
  /** Another string for it than ours. */
  readonly code?: string;
}

const all: Parts = { types: true, table: true, thrown: true };

/** Copies the package to a folder that is not there yet, and gives the copy the member. */
export function layStandIn(folder: string, parts: Partial<Parts> = {}): void {
  const { types, table, thrown, code = 'CLIENT_HTTP_SESSION_EXPIRED' } = { ...all, ...parts };
  cpSync(stockClient, folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  const dist = join(folder, 'dist');
  const changed = { types: 0, table: 0, thrown: 0 };
  for (const name of readdirSync(dist).filter((each) => /\.[cm][jt]s$/.test(each))) {
    const path = join(dist, name);
    let text = readFileSync(path, 'utf8');
    const replace = (part: keyof typeof changed, from: RegExp, to: string): void => {
      if (!from.test(text)) return;
      text = text.replace(from, to);
      changed[part] += 1;
    };
    if (types)
      replace(
        'types',
        /^( +)ClientHttpNotImplemented = .*$/m,
        `$&\n$1ClientHttpSessionExpired = ${JSON.stringify(code)},`,
      );
    if (table)
      replace(
        'table',
        /^(\s*[\w$]+)\["ClientHttpNotImplemented"\] = .*$/m,
        `$&\n$1["ClientHttpSessionExpired"] = ${JSON.stringify(code)};`,
      );
    if (thrown) {
      replace('thrown', throwing('ClientHttpNotImplemented'), onExpiry('${text}', 'text'));
      replace(
        'thrown',
        throwing('ClientHttpFailedToOpenStream'),
        onExpiry('${response.statusText}', 'statusText: response.statusText'),
      );
    }
    writeFileSync(path, text);
  }
  // Two builds of each, and two requests that may be refused in each build.
  const expected = { types: types ? 2 : 0, table: table ? 2 : 0, thrown: thrown ? 4 : 0 };
  if (JSON.stringify(changed) !== JSON.stringify(expected)) {
    throw new Error(`The package is not built as it was: ${JSON.stringify(changed)}.`);
  }
}

/** `throw new SdkHttpError(SdkErrorCode.X, …` with what goes before it on its line. */
function throwing(code: string): RegExp {
  return new RegExp(
    `^(\\s*)throw new ([\\w.]*SdkHttpError)\\(([\\w.]*SdkErrorCode)\\.${code}, (?=\`(?:Error POSTing|Failed to open))`,
    'm',
  );
}

function onExpiry(reason: string, data: string): string {
  return (
    '$1if (response.status === 404 && headers.has("mcp-session-id")) {\n' +
    '$1\tthis._sessionId = void 0;\n' +
    `$1\tthrow new $2($3.ClientHttpSessionExpired, \`Session expired (HTTP 404): $${reason}\`, { status: 404, ${data} });\n` +
    '$1}\n$&'
  );
}
