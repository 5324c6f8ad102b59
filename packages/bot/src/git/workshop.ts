// A bare repository of our own in scratch, where branches are fetched, made and pushed. The checkout is read and never written:
// no work tree, index, ref, reflog, hook, filter or setting of its own comes into it.

import path from 'node:path';
import { type Finished, git, type Host, ResessionError, type Scratch } from '@resession/engine';
import { PassingError } from '../passing.ts';
import type { Redact } from '../redactor.ts';

export interface Remote {
  /** Without a word of a token. */
  readonly url: string;
  readonly token: string | null;
}

export interface Workshop {
  readonly remote: Remote;
  readonly scratch: Scratch;
  /** Absolute, of a file laid into the scratch folder. */
  file(name: string): string;
  /** Runs git on the repository of our own, and gives what it printed. Throws `ResessionError` where it fails. */
  run(...args: readonly string[]): Promise<string>;
  /** As `run`, whatever comes of it. With the token only where it talks to the remote, or may have to. */
  try(args: readonly string[], online?: 'online'): Promise<Finished>;
  readonly redact: Redact;
}

interface Wanted {
  /** The checkout, whose objects need not be fetched again. */
  readonly root: string;
  readonly remote: Remote;
  readonly redact: Redact;
}

/** Milliseconds. */
const longestGit = 10 * 60 * 1000;

/** What nobody but the person at the terminal has set is off: no program of a configuration runs, nothing is asked for. */
export const plain = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'false',
  // They print headers.
  ...without(['GIT_TRACE', 'GIT_TRACE_CURL', 'GIT_TRACE_PACKET', 'GIT_TRACE2', 'GIT_TRACE2_EVENT', 'GIT_CURL_VERBOSE']),
  GIT_TRACE_REDACT: '1',
  // They would mean another repository, or another person, than the one that was asked for.
  ...without([
    'GIT_NAMESPACE',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_AUTHOR_NAME',
    'GIT_AUTHOR_EMAIL',
    'GIT_AUTHOR_DATE',
  ]),
  ...without(['GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL', 'GIT_COMMITTER_DATE']),
  LC_ALL: 'C',
};

function without(names: readonly string[]): Readonly<Record<string, undefined>> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Also for a system's own configuration, which stays: it may hold the way to the network. */
export const safely = [
  'credential.helper=',
  'core.attributesFile=/dev/null',
  'push.gpgSign=false',
  'push.recurseSubmodules=no',
  'fetch.recurseSubmodules=no',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.followRedirects=false',
  'protocol.allow=never',
  'protocol.http.allow=always',
  'protocol.https.allow=always',
].flatMap((setting) => ['-c', setting]);

/** Opens it, hands it to `work` and takes it away once that has ended. Throws `ResessionError` where git is missing. */
export function inWorkshop<Result>(
  { root, remote, redact }: Wanted,
  host: Host,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  return host.inScratch(new Map(), async (folder, scratch) => {
    const home = path.join(folder, 'repository.git');
    const network = await networkOf(root, host);
    const objects = await lendable(root, host);
    const workshop: Workshop = {
      remote,
      scratch,
      redact,
      file: (name) => path.join(folder, name),
      try: async (args, online) => {
        const env = {
          ...plain,
          ...(online === undefined && objects !== null ? settings([]) : settings([...network, ...access(remote)])),
        };
        const done = await git(host, folder, [...safely, '--git-dir', home, ...args], { env, timeout: longestGit });
        if (done === null) throw new ResessionError('git is not installed', 'PATH', 'Install it and run again.');
        return { ...done, stderr: redact(done.stderr) };
      },
      run: async (...args) => {
        const done = await workshop.try(args);
        if (done.code !== 0) throw gitFailed(args, done);
        return done.stdout;
      },
    };
    const made = await git(host, folder, ['init', '--quiet', '--bare', '--template=', home], { env: plain });
    if (made?.code !== 0)
      throw new ResessionError('git is not installed', made?.stderr.trim() ?? 'PATH', 'Install it and run again.');
    await furnish(workshop, objects);
    return work(workshop);
  });
}

/** What git has said, as an error. */
export function gitFailed(args: readonly string[], { stderr, code }: Finished): ResessionError {
  const [command = ''] = args;
  const why = stderr.trim().split('\n').at(-1) ?? '';
  if (code === null) return new PassingError(`git ${command} takes too long`, 'the remote', 'Run again later.');
  return new ResessionError(`git ${command} failed: ${why}`, 'the remote', 'See what git says, and run again.');
}

/** The folder of a checkout's objects; null where some of them are not there, since nobody knows which. */
async function lendable(root: string, host: Host): Promise<string | null> {
  const read = async (...args: readonly string[]): Promise<string> => {
    const done = await git(host, root, args);
    return done?.code === 0 ? done.stdout.replace(/\r?\n$/, '') : '';
  };
  const shallow = await read('rev-parse', '--is-shallow-repository');
  const partial = await read('config', '--get-regexp', String.raw`^remote\..*\.promisor$`);
  const objects = await read('rev-parse', '--path-format=absolute', '--git-path', 'objects');
  const whole = shallow === 'false' && partial === '' && objects !== '' && !/[\r\n]/.test(objects);
  return whole ? objects : null;
}

async function furnish({ run, scratch, remote }: Workshop, objects: string | null): Promise<void> {
  await run('config', 'remote.origin.url', remote.url);
  if (objects !== null) {
    scratch.put('repository.git/objects/info/alternates', Buffer.from(`${objects}\n`));
    return;
  }
  // Commits and trees only; what is in a file is fetched where it is read.
  await run('config', 'remote.origin.promisor', 'true');
  await run('config', 'remote.origin.partialclonefilter', 'blob:none');
}

/** A proxy and certificates that the user has set for git. */
export async function networkOf(folder: string, host: Host): Promise<readonly Setting[]> {
  const keys = '^http\\.(proxy|sslcainfo|sslcapath|sslbackend)$';
  const told = await git(host, folder, ['config', '--global', '-z', '--get-regexp', keys]);
  return (told?.stdout ?? '').split('\0').flatMap((entry) => {
    const at = entry.indexOf('\n');
    return at === -1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)] as const];
  });
}

type Setting = readonly [name: string, value: string];

/** For the one server only, and where no list of processes shows it. */
export function access({ url, token }: Remote): readonly Setting[] {
  if (token === null) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [[`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basic}`]];
}

/** Settings as git takes them from the environment. */
export function settings(all: readonly Setting[]): Readonly<Record<string, string>> {
  const pairs = all.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${String(at)}`, name],
    [`GIT_CONFIG_VALUE_${String(at)}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(all.length), ...Object.fromEntries(pairs) };
}
