// The burn-down as a drawing: what was left over time, with the numbers beside it for those who do not see it.

import type { Point } from '../burn-down.ts';
import { html, type Markup } from './html.ts';

const [width, height] = [720, 240];
const margin = { left: 56, right: 16, top: 12, bottom: 32 };

const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}`;

/** The drawing. */
export function chart(points: readonly Point[]): Markup {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first.left === 0) return html``;
  const most = first.left;
  const span = Math.max(1, last.at - first.at);
  const x = (at: number): number => margin.left + ((at - first.at) / span) * (width - margin.left - margin.right);
  const y = (left: number): number => margin.top + (1 - left / most) * (height - margin.top - margin.bottom);
  const line = points.map(({ at, left }) => `${x(at).toFixed(1)},${y(left).toFixed(1)}`).join(' ');
  const floor = y(0).toFixed(1);
  const area = `${x(first.at).toFixed(1)},${floor} ${line} ${x(last.at).toFixed(1)},${floor}`;
  const said = `${String(most)} repositories at ${utc(first.at)} UTC, ${String(last.left)} left at ${utc(last.at)} UTC.`;
  return html`<figure>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`Burn-down: ${said}`}">
      ${ticksTo(most).map((left) => rule(left, y(left)))}
      <polygon class="area" points="${area}"></polygon>
      <polyline class="line" points="${line}"></polyline>
      <circle class="end" cx="${x(last.at).toFixed(1)}" cy="${y(last.left).toFixed(1)}" r="4"></circle>
      <text x="${margin.left}" y="${height - 10}">${utc(first.at)}</text>
      <text x="${width - margin.right}" y="${height - 10}" text-anchor="end">${utc(last.at)}</text>
    </svg>
    <figcaption>Repositories left, by time (UTC). ${said}</figcaption>
    <details>
      <summary>The same in numbers</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Left</th>
          </tr>
        </thead>
        <tbody>
          ${points.map(
            ({ at, left }) =>
              html`<tr>
                <td>${utc(at)}</td>
                <td>${left}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

function rule(left: number, at: number): Markup {
  const y = at.toFixed(1);
  return html`<line class="rule" x1="${margin.left}" x2="${width - margin.right}" y1="${y}" y2="${y}"></line>
    <text x="${margin.left - 8}" y="${(at + 4).toFixed(1)}" text-anchor="end">${left}</text>`;
}

/** Up to six round numbers from zero to the most. */
export function ticksTo(most: number): readonly number[] {
  const rough = most / 5;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}
