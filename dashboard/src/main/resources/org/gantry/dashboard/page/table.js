/** Tables. */
import {at, el, known} from './dom.js';

/** A table of columns {head, cell, kind}; kind is a class of the column. */
export function table(columns, rows, mark) {
  const head = el('tr', {}, columns.map(c => el('th', {scope: 'col', class: c.kind}, c.head)));
  const body = rows.map((row, i) => el('tr', {class: mark ? mark(row, i) : null}, columns.map(c => {
    const cell = c.cell(row, i);
    const td = el('td', {class: c.kind}, known(cell) ? cell : '–');
    if (typeof cell === 'string' && td.classList.contains('id')) td.title = cell;
    return td;
  })));
  return el('table', {}, el('thead', {}, head), el('tbody', {}, body));
}

/** Fills a place with a table, or with words where there is nothing. */
export function fill(id, items, columns, empty, mark) {
  at(id).replaceChildren(items.length ? table(columns, items, mark) : el('p', {class: 'empty'}, empty));
}
