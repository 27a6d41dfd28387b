/** softmax(alpha) as a table of blocks and candidate operations, coloured from its least to its greatest number. */
import {at, el} from './dom.js';
import {indices, OPERATIONS} from './genotype.js';
import {blues, css, ink} from './scale.js';

const head = OPERATIONS.map(({kernel, expansion}) => kernel ? [kernel + '³', el('br'), 'MB' + expansion] : ['Skip']);

export function showAlpha(alpha, drawn) {
  if (!alpha.length) {
    at('alpha').replaceChildren(el('p', {class: 'empty'}, 'Alpha does not move yet, or not in this search.'));
    return;
  }
  const low = Math.min(...alpha.flat());
  const high = Math.max(...alpha.flat(), low + 1e-6);
  const last = drawn ? indices(drawn.genotype) : [];
  const digits = high - low < 0.05 ? 3 : 2;
  at('alpha').replaceChildren(el('table', {},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, '#'), head.map(name => el('th', {scope: 'col'}, ...name.map(n => n.cloneNode ? n.cloneNode() : n))))),
    el('tbody', {}, alpha.map((row, block) => el('tr', {}, el('th', {scope: 'row'}, block + 1),
      row.map((p, operation) => cell(p, (p - low) / (high - low), p === Math.max(...row), last[block] === operation, digits)))))));
}

function cell(p, share, best, drawn, digits) {
  const td = el('td', {class: (best ? 'chosen ' : '') + (drawn ? 'drawn' : '')}, p.toFixed(digits).replace(/^0/, ''));
  const colour = blues(share);
  td.style.backgroundColor = css(colour);
  td.style.color = ink(colour);
  return td;
}
