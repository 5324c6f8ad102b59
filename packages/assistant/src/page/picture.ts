// The picture of the migration as two drawings, before and after: inline SVG with nothing in it but shapes, text and links.

import { html, type Markup, nothing } from './html.ts';
import type { Box, Frame, Line, Picture, Tone } from './picture-model.ts';

type Moment = 'before' | 'after';

const width = 620;
const margin = 12;
const box = { width: 166, height: 40, gap: 10 };
const columns = [margin + 8, (width - box.width) / 2, width - margin - 8 - box.width] as const;
const head = 34;
const foot = 14;
const between = 14;

/** Both drawings; nothing where there is nothing to draw. */
export function pictureSection({ frames, more }: Picture): Markup {
  if (frames.length === 0) return nothing;
  const left =
    more === 0 ? nothing : html` Not drawn: ${more} more ${more === 1 ? 'package' : 'packages'} with less to do.`;
  return html`<section id="picture" aria-labelledby="picture-title">
    <h2 id="picture-title">The picture</h2>
    <p>
      Errors go from left to right: a transport throws, a call lets it through, a predicate tests it. Every box leads to
      its site.${left}
    </p>
    <div class="pictures">${drawing(frames, 'before')}${drawing(frames, 'after')}</div>
  </section>`;
}

function drawing(frames: readonly Frame[], moment: Moment): Markup {
  const heights = frames.map(heightOf);
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height + between, head));
  const height = heights.reduce((sum, own) => sum + own + between, head);
  const title = moment === 'before' ? 'Before' : 'After';
  const names = ['transports', 'calls', 'predicates'].map(
    (name, column) => html`<text class="column" x="${columns[column] ?? 0}" y="${head - 14}">${name}</text>`,
  );
  return html`<figure class="picture">
    <figcaption>${title}</figcaption>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${title} the migration" font-size="11">
        ${names} ${frames.map((frame, index) => frameAt(frame, tops[index] ?? 0, moment))}
      </svg>
    </div>
  </figure>`;
}

function heightOf({ transports, callers, predicates, more }: Frame): number {
  const rows = Math.max(transports.length, callers.length, predicates.length, 1);
  return head + rows * (box.height + box.gap) - box.gap + foot + (more === 0 ? 0 : 18);
}

function frameAt(frame: Frame, top: number, moment: Moment): Markup {
  const { transports, callers, predicates, lines, more, name } = frame;
  const height = heightOf(frame);
  const inner = height - head - foot - (more === 0 ? 0 : 18);
  const place = (column: 0 | 1 | 2, index: number, count: number): Place => ({
    x: columns[column],
    y: top + head + (inner - (count * (box.height + box.gap) - box.gap)) / 2 + index * (box.height + box.gap),
  });
  const at = [transports, callers, predicates].map((boxes, column) =>
    boxes.map((_, index) => place(column === 0 ? 0 : column === 1 ? 1 : 2, index, boxes.length)),
  );
  const [left = [], middle = [], right = []] = at;
  const boxes = [transports, callers, predicates].flatMap((list, column) =>
    list.map((one, index) => boxAt(one, at[column]?.[index] ?? { x: 0, y: 0 }, moment)),
  );
  return html`<g>
    <rect class="frame" x="${margin - 6}" y="${top}" width="${width - 2 * margin + 12}" height="${height}" rx="10" />
    <text class="name" x="${columns[0]}" y="${top + 21}">${cut(name, 60)}</text>
    ${supplied(frame, [left, middle, right], moment)}${lines.map((line) => lineBetween(line, frame, middle, right, moment))}
    ${boxes}
    ${more === 0 ? nothing : html`<text class="more" x="${columns[0]}" y="${top + height - 10}">and ${more} more</text>`}
  </g>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Which of several transports a call goes through is not known: their errors meet before the calls. */
function supplied(
  { transports, predicates, lines }: Frame,
  [left, middle, right]: readonly [readonly Place[], readonly Place[], readonly Place[]],
  moment: Moment,
): readonly Markup[] {
  const from = left.flatMap((place, index) => {
    const tone = transports[index]?.[moment].tone ?? 'out';
    return tone === 'out' ? [] : [{ ...place, tone }];
  });
  // A check whose calls were not followed sees the errors of its package all the same.
  const told = new Set(lines.map(({ to }) => to));
  const loose = right.filter((_, index) => !told.has(index) && predicates[index]?.after.tone === 'new');
  const to = [...middle, ...loose];
  if (from.length === 0 || to.length === 0) return [];
  const joined = from.some(({ tone }) => tone === 'new') ? 'new' : 'old';
  const half = box.height / 2;
  const meet = { x: (columns[0] + box.width + columns[1]) / 2, y: mean(middle.length > 0 ? middle : to) + half };
  return [
    ...from.map(({ x, y, tone }) => path(curve({ x: x + box.width, y: y + half }, meet), tone)),
    ...to.map(({ x, y }) => path(curve(meet, { x, y: y + half }), joined)),
  ];
}

const path = (d: string, tone: Tone): Markup => html`<path class="line ${tone}" d="${d}" />`;

const mean = (places: readonly Place[]): number => places.reduce((sum, { y }) => sum + y, 0) / places.length;

function lineBetween(
  { from, to, title }: Line,
  { predicates }: Frame,
  middle: readonly Place[],
  right: readonly Place[],
  moment: Moment,
): Markup {
  const [start, end] = [middle[from], right[to]];
  if (start === undefined || end === undefined) return nothing;
  const half = box.height / 2;
  const d = curve({ x: start.x + box.width, y: start.y + half }, { x: end.x, y: end.y + half });
  const tone = predicates[to]?.[moment].tone ?? 'old';
  return html`<path class="line ${tone}" d="${d}"><title>${title}</title></path>`;
}

function curve(from: Place, to: Place): string {
  const bend = (from.x + to.x) / 2;
  const [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map((number) => Math.round(number * 10) / 10);
  return `M${String(x1)} ${String(y1)}C${String(bend)} ${String(y1)} ${String(bend)} ${String(y2)} ${String(x2)} ${String(y2)}`;
}

function boxAt(one: Box, { x, y }: Place, moment: Moment): Markup {
  const { text, tone } = one[moment];
  const drawn = html`<g class="box ${tone}"
    ><title>${one.title} (${one.place})</title>
    <rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6" /><rect
      class="edge"
      x="${x}"
      y="${y + 6}"
      width="3"
      height="${box.height - 12}"
      rx="1.5"
    />
    <text class="say" x="${x + 12}" y="${y + 17}">${cut(text, 22)}</text
    ><text class="at" x="${x + 12}" y="${y + 32}">${tail(one.place, 25)}</text></g
  >`;
  return one.site === undefined ? drawn : html`<a href="#${one.site}">${drawn}</a>`;
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Of a path its end tells more. */
const tail = (text: string, most: number): string => (text.length > most ? `…${text.slice(1 - most)}` : text);
