/** A genotype in a row's height: a bar a block, as high as its expansion, in the colour of its operation. */
import {el} from './dom.js';

/** The candidate operations in the paper's order: the index is how a genotype writes them. */
export const OPERATIONS = [
  {kernel: 3, expansion: 3}, {kernel: 3, expansion: 4}, {kernel: 3, expansion: 6}, {kernel: 5, expansion: 3},
  {kernel: 5, expansion: 4}, {kernel: 7, expansion: 3}, {kernel: 7, expansion: 4}, {kernel: 0, expansion: 0}];

/** The paper's name, more easily read. */
export function operationName(index) {
  const {kernel, expansion} = OPERATIONS[index];
  return kernel ? 'MBConv' + expansion + ' ' + kernel + 'x' + kernel + 'x' + kernel : 'Skip';
}

/** The indices of what is written 0,1,7. */
export const indices = written => written.split(',').map(Number);

export function genotype(written) {
  const operations = indices(written);
  const bars = operations.map(index => {
    const bar = el('i', {class: 'op' + index});
    bar.style.height = Math.max(3, 3 * OPERATIONS[index].expansion) + 'px';
    return bar;
  });
  const names = operations.map(operationName);
  return el('span', {class: 'genotype', role: 'img', 'aria-label': names.join(', '),
    title: names.map((name, i) => i + 1 + ': ' + name).join('\n')}, bars);
}

/** What the colours mean. */
export function key() {
  return el('div', {class: 'key'}, OPERATIONS.map((_, i) => el('span', {}, el('i', {class: 'op' + i}), operationName(i))));
}
