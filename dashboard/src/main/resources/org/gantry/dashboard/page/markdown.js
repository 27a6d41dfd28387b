/** A model's card: the little of Markdown that it is written in, as elements; its words are set as text. */
import {el} from './dom.js';

const BLOCKS = [
  [/^#{1,2} /, lines => el('h3', {}, inline(lines[0].replace(/^#+ /, '')))],
  [/^#{3,} /, lines => el('h4', {}, inline(lines[0].replace(/^#+ /, '')))],
];

/** **Bold** and `code`. */
function inline(line) {
  return line.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(x => x).map(piece =>
    piece.startsWith('**') ? el('b', {}, piece.slice(2, -2)) : piece.startsWith('`') ? el('code', {}, piece.slice(1, -1)) : piece);
}

const cells = line => line.replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());

function table(lines) {
  const [head, , ...rows] = lines;
  return el('div', {class: 'scroll'}, el('table', {},
    el('thead', {}, el('tr', {}, cells(head).map(c => el('th', {scope: 'col'}, inline(c))))),
    el('tbody', {}, rows.map(row => el('tr', {}, cells(row).map(c => el('td', {}, inline(c))))))));
}

/** Lines from one that begins as told; how many there are of the kind. */
function run(lines, from, start) {
  let end = from;
  while (end < lines.length && lines[end].startsWith(start)) end++;
  return lines.slice(from, end);
}

export function markdown(text) {
  const lines = text.split('\n');
  const elements = [];
  for (let i = 0; i < lines.length;) {
    const heading = BLOCKS.find(([start]) => start.test(lines[i]));
    let taken = 1;
    if (heading) {
      elements.push(heading[1]([lines[i]]));
    } else if (lines[i].startsWith('|')) {
      const rows = run(lines, i, '|');
      elements.push(table(rows));
      taken = rows.length;
    } else if (lines[i].startsWith('- ')) {
      const items = run(lines, i, '- ');
      elements.push(el('ul', {}, items.map(item => el('li', {}, inline(item.slice(2))))));
      taken = items.length;
    } else if (lines[i].trim()) {
      elements.push(el('p', {}, inline(lines[i])));
    }
    i += taken;
  }
  return el('div', {class: 'document'}, elements);
}
