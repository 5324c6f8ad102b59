import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsIn } from './commands.ts';

const kinds = (body: string): readonly string[] => commandsIn(body).map(({ kind }) => kind);

describe('the commands of a comment', () => {
  it('stand on lines of their own, as many as there are, in their order', () => {
    const body =
      'Thanks!\r\n/resession decide 842b6086 keep\r\nand\r\n/resession  decide  a8e8d583\tleave -- It is only a log line  \r\n/resession explain 842b\r\n/resession close\r\n/resession retry';
    expect(commandsIn(body)).toEqual([
      { kind: 'decide', id: '842b6086', answer: 'keep' },
      { kind: 'decide', id: 'a8e8d583', answer: 'leave', why: 'It is only a log line' },
      { kind: 'explain', id: '842b' },
      { kind: 'close' },
      { kind: 'retry' },
    ]);
  });

  it.each([
    ['text before it', 'I would say /resession close'],
    ['an indentation', ' /resession close'],
    ['a quote', '> /resession close'],
    ['a line that a quote goes on with', '> as you said\n/resession close'],
    ['a fence', '```\n/resession close\n```'],
    ['a longer fence', '````text\n```\n/resession close\n````'],
    ['a fence of tildes, with other fences inside', '~~~\n```\n/resession close\n~~~'],
    ['a fence that nothing ends', '```sh\n/resession close'],
    ['a comment of HTML', 'So <!-- for later\n/resession close\n-->'],
    ['what is preformatted', '<pre>\n/resession close\n</pre>'],
    ['inline code', 'See `/resession close`.'],
    ['another word', '/resessions close'],
    ['a path', '/resession/close'],
  ])('are none in %s', (_where, body) => {
    expect(commandsIn(body)).toEqual([]);
  });

  it.each([
    ['a quote and an empty line', '> /resession retry\n\n/resession close'],
    ['a fence', '```\n/resession retry\n```\n/resession close'],
    ['a comment of HTML', '<!-- /resession retry -->\n/resession close'],
    ['a mark in code that begins nothing', 'A `<!--` and a `<pre>` are these.\n/resession close'],
    ['three ticks in a line of prose', 'With ```a``` too.\n/resession close'],
  ])('are heard again behind %s', (_where, body) => {
    expect(kinds(body)).toEqual(['close']);
  });

  it.each([
    '/resession',
    '/resession please',
    '/resession close please',
    '/resession decide 842b6086',
    '/resession decide 842b6086 keep it',
    '/resession explain',
    '/resession Close',
  ])('are unclear where more or less is said: %s', (body) => {
    expect(commandsIn(body)).toEqual([{ kind: 'unclear', line: body }]);
  });

  it('have a bound, and take no text for long', () => {
    expect(commandsIn('/resession close\n'.repeat(1000))).toHaveLength(50);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('`', '```', '~~~', '<!--', '-->', '> ', '\n', '\r', '/resession', ' ', 'decide')),
        (parts) => {
          for (const command of commandsIn(parts.join(''))) expect(command.kind).toBe('unclear');
        },
      ),
    );
    commandsIn(`${'`'.repeat(60_000)}\n${'<!--'.repeat(15_000)}\n/resession ${' -- '.repeat(15_000)}`);
  });
});
