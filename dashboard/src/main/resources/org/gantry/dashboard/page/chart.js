/** Axes, lines and points in SVG. */
import {el, short, svg} from './dom.js';

/** A drawing's size, in the units of its type. */
export const SMALL = {width: 320, height: 170};
export const WIDE = {width: 520, height: 230};
const LEFT = 46;
const BOTTOM = 24;
const TOP = 8;
const RIGHT = 10;

/** A scale of some numbers along an axis, with a little room. */
function scale(values, from, to, room) {
  let low = Math.min(...values);
  let high = Math.max(...values);
  const more = (high - low || Math.abs(high) || 1) * room;
  low -= more;
  high += more;
  const place = value => from + (value - low) / (high - low) * (to - from);
  return {low, high, place};
}

/** Where points of x and y lie, with the axes drawn. */
export function plane(size, xs, ys, xName) {
  const {width, height} = size;
  const x = scale(xs, LEFT, width - RIGHT, xs.length > 1 ? 0.02 : 0.5);
  const y = scale(ys, height - BOTTOM, TOP, 0.08);
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(y.high - y.low))));
  const ticks = [];
  for (const share of [0.1, 0.5, 0.9]) {
    const value = y.low + share * (y.high - y.low);
    const at = y.place(value);
    ticks.push(svg('path', {class: 'grid', d: 'M' + LEFT + ' ' + at + 'H' + (width - RIGHT)}),
      svg('text', {x: LEFT - 6, y: at + 4, 'text-anchor': 'end'}, value.toFixed(digits)));
  }
  const first = Math.min(...xs);
  const last = Math.max(...xs);
  ticks.push(
    svg('text', {x: LEFT, y: height - 6}, short(first)),
    svg('text', {x: (LEFT + width - RIGHT) / 2, y: height - 6, 'text-anchor': 'middle'}, xName));
  if (last > first) ticks.push(svg('text', {x: width - RIGHT, y: height - 6, 'text-anchor': 'end'}, short(last)));
  return {x: x.place, y: y.place, ticks};
}

/** A drawing with words for who does not see it. */
export function drawing(size, words, ...children) {
  return svg('svg', {viewBox: '0 0 ' + size.width + ' ' + size.height, role: 'img', 'aria-label': words}, ...children);
}

export const path = points => 'M' + points.map(p => p.map(n => n.toFixed(1)).join(' ')).join('L');

/** Lines over one axis: series {name, every, values}, and a limit that is dotted where there is one. */
export function lines(title, series, xName, limit) {
  const drawn = series.filter(s => s.values.length);
  if (!drawn.length) return el('figure', {}, el('figcaption', {}, title), el('p', {class: 'note'}, 'nothing yet'));
  const points = s => s.values.map((value, i) => [(i + 1) * s.every, value]).filter(p => p[1] !== null);
  const all = drawn.flatMap(points);
  const {x, y, ticks} = plane(SMALL, all.map(p => p[0]), [...all.map(p => p[1]), ...(limit === undefined ? [] : [limit])], xName);
  const last = s => short(Number(s.values[s.values.length - 1].toPrecision(4)));
  const curves = drawn.map(s => {
    const placed = points(s).map(p => [x(p[0]), y(p[1])]);
    if (placed.length === 1) placed.push([placed[0][0] + 3, placed[0][1]]);
    return svg('path', {class: 'line s' + series.indexOf(s), d: path(placed)});
  });
  const ends = [x(Math.min(...all.map(p => p[0]))), x(Math.max(...all.map(p => p[0])))];
  const dotted = limit === undefined ? [] : [svg('path', {class: 'line limit', d: path(ends.map(e => [e, y(limit)]))})];
  const words = title + ': ' + drawn.map(s => s.name + ' ' + last(s)).join(', ');
  return el('figure', {},
    el('figcaption', {}, title, drawn.map(s => el('span', {class: 's' + series.indexOf(s)}, s.name + ' ' + last(s)))),
    drawing(SMALL, words, ...ticks, ...dotted, ...curves));
}
