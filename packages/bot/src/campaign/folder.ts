// The state folder of a campaign: the plan, the log of what happened, and the lock of the process that conducts it.

import path from 'node:path';
import { codeOf, type Host, ResessionError } from '@resession/engine';
import { type Campaign, campaignText, readCampaign } from './campaign.ts';
import { type Event, eventLine, eventsIn } from './event.ts';

const planName = 'campaign.json';
const logName = 'events.jsonl';

export interface Folder {
  /** Absolute. */
  readonly path: string;
  /** Null where none is planned. */
  campaign(): Campaign | null;
  keep(campaign: Campaign): Promise<void>;
  /** On the disk once it returns. Any process may add to the log at any time. */
  add(events: readonly Event[]): void;
  /** What was added since this folder object was asked last. */
  news(): readonly Event[];
}

/** The folder at a path; it is made when something is kept. */
export function folderAt(at: string, host: Host): Folder {
  const plan = path.join(at, planName);
  const log = path.join(at, logName);
  let read = 0;
  return {
    path: at,
    campaign: () => {
      const text = textAt(plan, host);
      return text === null ? null : readCampaign(text, plan);
    },
    keep: async (campaign) => {
      makeFolder(at, host);
      await host.write(plan, Buffer.from(campaignText(campaign), 'utf8'), 0o600);
    },
    add: (events) => {
      if (events.length === 0) return;
      if (host.lstat(log) === null) makeFile(log, host);
      host.append(log, Buffer.from(events.map(eventLine).join(''), 'utf8'));
    },
    news: () => {
      const bytes = bytesFrom(log, read, host);
      // A line may be under way.
      const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
      read += whole.length;
      return eventsIn(whole.toString('utf8'));
    },
  };
}

/** The plan; throws `ResessionError` where there is none. */
export function planned(folder: Folder): Campaign {
  const campaign = folder.campaign();
  if (campaign !== null) return campaign;
  throw new ResessionError(
    'no campaign is planned there',
    folder.path,
    'Plan one: npx resession campaign plan --repos <file|org> --state <folder>.',
  );
}

function textAt(file: string, host: Host): string | null {
  try {
    return host.read(file).toString('utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw cannot('read', file, error);
  }
}

function bytesFrom(file: string, from: number, host: Host): Buffer {
  try {
    const size = host.lstat(file)?.size ?? 0;
    const bytes = Buffer.alloc(Math.max(0, size - from));
    if (bytes.length > 0) host.readInto(file, bytes, from);
    return bytes;
  } catch (error) {
    throw cannot('read', file, error);
  }
}

function makeFile(file: string, host: Host): void {
  try {
    host.create(file, new Uint8Array(), { mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw cannot('write', file, error);
  }
}

function makeFolder(folder: string, host: Host): void {
  if (host.lstat(folder) !== null) return;
  makeFolder(path.dirname(folder), host);
  try {
    host.mkdir(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw cannot('make', folder, error);
  }
}

function cannot(what: string, where: string, error: unknown): unknown {
  if (codeOf(error) === undefined) return error;
  const next = 'Make the folder one that can be written, or name another one with --state.';
  return new ResessionError(`cannot ${what} the state of the campaign: ${codeOf(error) ?? ''}`, where, next);
}
