import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowed } from './budget.ts';
import { burnDown } from './burn-down.ts';
import { type Campaign, campaignOf, campaignText, nothingLeftOut, readCampaign } from './campaign.ts';
import { type Event, eventLine, eventsIn } from './event.ts';
import { movesOf } from './moves.ts';
import { readList } from './repository-list.ts';
import { result, type ResultKind } from './result.ts';
import { after, begun, isOver, type State, stateAfter } from './state.ts';

const campaign = (count: number, more: Partial<Campaign> = {}): Campaign => ({
  ...campaignOf({
    made: '2026-01-05T09:00:00.000Z',
    from: 'repos.txt',
    api: 'https://api.github.com',
    base: null,
    settings: {},
    repos: Array.from({ length: count }, (_, at) => ({ repo: `acme/r${String(at)}`, id: at + 1 })),
    leftOut: nothingLeftOut,
    waves: [1, 2],
    hold: false,
    budget: { of: 'number', most: 0 },
    speed: { minute: 70, hour: 437 },
  }),
  ...more,
});

const ended = (at: number, stage: 'look' | 'propose', kind: ResultKind, round = 0): Event => ({
  kind: 'ended',
  at,
  repo: `acme/r${String(at)}`,
  stage,
  round,
  result: result(kind),
});

const names = (state: State): readonly string[] => movesOf(state).propose.map(({ repo }) => repo);

describe('the waves', () => {
  it('take what has something to propose, in the order of the list, whatever ended first', () => {
    const events = [ended(2, 'look', 'to-do'), ended(3, 'look', 'to-do'), ended(1, 'look', 'to-do')];
    const state = stateAfter(campaign(5), events);
    expect(names(state)).toEqual([]);
    after(state, ended(0, 'look', 'nothing'));
    expect(names(state)).toEqual(['acme/r1']);
    after(state, ended(1, 'propose', 'opened'));
    expect(names(state)).toEqual(['acme/r2', 'acme/r3']);
    after(state, ended(3, 'propose', 'opened'));
    after(state, ended(4, 'look', 'to-do'));
    expect(names(state)).toEqual(['acme/r2']);
    after(state, ended(2, 'propose', 'declined'));
    after(state, ended(4, 'propose', 'opened'));
    expect(isOver(state)).toBe(true);
    expect(state.waves.map(({ members }) => members.length)).toEqual([1, 2, 1]);
  });

  it('wait for a person after the canary, unless there is nothing behind it', () => {
    const all = [ended(0, 'look', 'to-do'), ended(0, 'propose', 'opened')];
    expect(movesOf(stateAfter(campaign(1, { hold: true }), all)).end).toBe('over');
    const held = stateAfter(campaign(2, { hold: true }), [...all, ended(1, 'look', 'to-do')]);
    expect(movesOf(held)).toMatchObject({ end: 'held', go: false, propose: [] });
    expect(names(after(held, { kind: 'resume', at: 9 }))).toEqual(['acme/r1']);
  });

  it('have their canary and wait after it, too, where the list grows only once it had come to its end', () => {
    const clean = stateAfter(campaign(2, { hold: true }), [ended(0, 'look', 'nothing'), ended(1, 'look', 'nothing')]);
    expect(movesOf(clean).end).toBe('over');
    const more = [2, 3, 4].map((at) => ({ repo: `acme/r${String(at)}`, id: at + 1 }));
    after(clean, { kind: 'added', at: 3, repos: more });
    for (const at of [2, 3, 4]) after(clean, ended(at, 'look', 'to-do'));
    expect(names(clean)).toEqual(['acme/r2']);
    expect(movesOf(after(clean, ended(2, 'propose', 'opened'))).end).toBe('held');

    const done = [ended(0, 'look', 'to-do'), ended(0, 'propose', 'opened')];
    const full = stateAfter(campaign(1, { hold: true }), done);
    expect(movesOf(full).end).toBe('over');
    after(full, { kind: 'added', at: 3, repos: more });
    expect(movesOf(full).end).toBe('held');
  });

  it('let a person take back one thing at a time', () => {
    const held = stateAfter(campaign(2, { hold: true }), [
      ended(0, 'look', 'to-do'),
      ended(0, 'propose', 'opened'),
      { kind: 'pause', at: 1 },
      { kind: 'resume', at: 2 },
    ]);
    expect(held).toMatchObject({ paused: false, held: true });
  });

  it('come out the same for events that are told twice, and for those of a round that is over', () => {
    const once = [ended(0, 'look', 'to-do'), ended(0, 'propose', 'refused'), ended(1, 'look', 'nothing')];
    const again: Event = { kind: 'again', at: 5, repos: ['acme/r0'] };
    const twice = [...once, ...once, again, ...once];
    const state = stateAfter(campaign(2), twice);
    expect(state.rows.get('acme/r0')).toMatchObject({ round: 1, look: null, proposal: null });
    expect(movesOf(state).look.map(({ repo }) => repo)).toEqual(['acme/r0']);
    after(state, ended(0, 'look', 'to-do', 1));
    after(state, ended(0, 'propose', 'opened', 1));
    expect(isOver(state)).toBe(true);
  });
});

describe('the budget', () => {
  const wave = { size: 20, from: 0, to: 100, failedLooks: 0, failedProposals: 0, forgiven: { looks: 0, proposals: 0 } };
  const percent = { of: 'percent', most: 5 } as const;

  it.each([
    [percent, { failedProposals: 1 }, null],
    [percent, { failedProposals: 2 }, { failed: 2, most: 1, of: 'pull requests' }],
    [percent, { failedLooks: 5 }, null],
    [percent, { failedLooks: 6 }, { failed: 6, most: 5, of: 'looks' }],
    [percent, { failedLooks: 6, forgiven: { looks: 1, proposals: 0 } }, null],
    // All of a canary, however much was looked at for it.
    [percent, { size: 5, to: 1000, failedProposals: 1 }, { failed: 1, most: 0, of: 'pull requests' }],
    [{ of: 'number', most: 3 } as const, { failedLooks: 2, failedProposals: 1 }, null],
    [
      { of: 'number', most: 3 } as const,
      { failedLooks: 2, failedProposals: 2 },
      { failed: 4, most: 3, of: 'repositories' },
    ],
  ])('%j with %j', (budget, more, expected) => {
    expect(allowed(budget, { ...wave, ...more })).toEqual(expected);
  });
});

describe('what is kept', () => {
  it('comes back as it was, and says so where somebody has changed it', () => {
    const text = campaignText(campaign(3));
    expect(readCampaign(text, 'here')).toEqual(campaign(3));
    expect(() => readCampaign(text.replace('acme/r1', 'acme/rx'), 'here')).toThrow('changed by hand');
    for (const other of ['', '{', '[]', 'null', '{"schema":1}']) expect(() => readCampaign(other, 'here')).toThrow();
  });

  it('loses the line that was cut short, and no other', () => {
    const lines = [ended(0, 'look', 'nothing'), ended(1, 'look', 'failed')].map(eventLine);
    fc.assert(
      fc.property(fc.nat(lines[0]?.length ?? 0), (cut) => {
        const events = eventsIn((lines[0] ?? '').slice(0, cut) + (lines[1] ?? ''));
        expect(events.at(-1)).toEqual(ended(1, 'look', 'failed'));
      }),
    );
  });

  it('makes one state of any order of starts', () => {
    const kind = fc.constantFrom<ResultKind>('to-do', 'nothing', 'failed');
    const event = fc.oneof(
      fc.tuple(fc.nat(5), kind).map(([at, each]) => ended(at, 'look', each)),
      fc.nat(5).map((at) => ended(at, 'propose', 'opened')),
      fc.constantFrom<Event>(
        { kind: 'pause', at: 0 },
        { kind: 'resume', at: 0 },
        { kind: 'again', at: 0, repos: ['acme/r1'] },
      ),
    );
    fc.assert(
      fc.property(fc.array(event), fc.nat(20), (events, cut) => {
        const kept = eventsIn(events.map(eventLine).join(''));
        let state = begun(campaign(6));
        for (const each of kept.slice(0, cut)) state = after(state, each);
        for (const each of kept.slice(cut)) state = after(state, each);
        expect(state).toEqual(stateAfter(campaign(6), events));
        // Nothing is taken for done that nobody has ended.
        if (isOver(state)) for (const row of state.rows.values()) expect(row.look).not.toBeNull();
      }),
    );
  });
});

describe('a list of repositories', () => {
  it('takes names, and says of every other line what is wrong with it', () => {
    expect(readList('\ufeffa/b # first\r\n\r\n#c/d\n A/B\nno\n../x\nhttps://github.com/a/b\n')).toEqual({
      repos: ['a/b'],
      faults: [
        { line: 4, text: 'A/B', why: 'there already', first: 1 },
        { line: 5, text: 'no', why: 'no name of a repository', first: null },
        { line: 6, text: '../x', why: 'no name of a repository', first: null },
        { line: 7, text: 'https://github.com/a/b', why: 'no name of a repository', first: null },
      ],
    });
  });
});

describe('the burn-down', () => {
  it('goes from all to what is left', () => {
    const points = burnDown(4, 0, [1000, 2000, 2000], 10_000);
    expect(points[0]).toEqual({ at: 0, left: 4 });
    expect(points.find(({ at }) => at === 2000)).toEqual({ at: 2000, left: 1 });
    expect(points.at(-1)).toEqual({ at: 10_000, left: 1 });
    expect(burnDown(3, 0, [1000, 2000, 2500], 10_000).at(-1)).toEqual({ at: 2500, left: 0 });
    expect(burnDown(100_000, 0, [], 1e9).length).toBeLessThan(200);
  });
});
