/** Measured architectures by size and performance, and those that are worth their size. */
import {at, el, percent, short, svg} from './dom.js';
import {drawing, path, plane, WIDE} from './chart.js';

/** @param choose is given an architecture that was chosen */
export function showPareto(search, chosen, choose) {
  const front = search.front;
  const epochs = new Set(front.map(a => a.epoch));
  const all = [...front, ...search.leaderboard.filter(a => !epochs.has(a.epoch))];
  if (!all.length) {
    at('pareto').replaceChildren(el('p', {class: 'note'}, 'No architecture is measured yet; a search measures one at the end of each epoch.'));
    return;
  }
  const {x, y, ticks} = plane(WIDE, all.map(a => a.parameters), all.map(a => a.performance), 'parameters');
  const points = all.map(a => point(a, x(a.parameters), y(a.performance), epochs.has(a.epoch), chosen, choose));
  const line = front.length > 1 ? [svg('path', {class: 'front', d: path(steps(front.map(a => [x(a.parameters), y(a.performance)])))})] : [];
  const picture = drawing(WIDE, 'Performance against parameters', ...ticks, ...line, ...points.reverse());
  picture.setAttribute('role', 'group');
  at('pareto').replaceChildren(picture);
}

/** From one of the front to the next: across, then up. */
const steps = points => points.flatMap((p, i) => i ? [[p[0], points[i - 1][1]], p] : [p]);

function point(a, x, y, onFront, chosen, choose) {
  const words = 'epoch ' + (a.epoch + 1) + ': ' + percent(a.performance) + ', ' + short(a.parameters) + ' parameters';
  const circle = svg('circle', {cx: x, cy: y, r: onFront ? 5 : 3.5, tabindex: 0, role: 'button', 'aria-label': words,
    class: 'point' + (onFront ? ' on' : '') + (chosen && chosen.epoch === a.epoch ? ' chosen' : '')}, svg('title', {}, words));
  circle.addEventListener('click', () => choose(a));
  circle.addEventListener('keydown', e => {
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      choose(a);
    }
  });
  return circle;
}
