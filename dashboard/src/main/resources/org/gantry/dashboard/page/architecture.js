/** An architecture block by block, cell by cell (paper, Figure 1). */
import {at, el} from './dom.js';
import {indices, key, OPERATIONS, operationName} from './genotype.js';

const arrow = block => block.channelsIn === block.channels ? block.channels + ' channels' : block.channelsIn + ' → ' + block.channels + ' channels';

/** Nothing is done where Skip meets a stride of 1 and equal widths. */
function what(block, operation) {
  if (operation === OPERATIONS.length - 1 && block.shortcut) return 'identity';
  return 'stride ' + block.stride;
}

function box(name, lines, kind) {
  return el('li', {class: 'block ' + kind}, el('b', {}, name), lines.map(line => el('span', {}, line, el('br'))));
}

function row(name, words, boxes) {
  return el('div', {class: 'cell'}, el('div', {class: 'cell-name'}, el('b', {}, name), words), el('ol', {class: 'blocks'}, boxes));
}

export function showArchitecture(frame, written) {
  if (!frame || !written) {
    at('architecture').replaceChildren(el('p', {class: 'note'}, 'Nothing is drawn yet, or the data set of the search is not known here.'));
    return;
  }
  const operations = indices(written);
  const cells = new Map();
  frame.blocks.forEach((block, i) => {
    const operation = operations[i];
    const kind = 'op' + operation + (block.shortcut && operation !== OPERATIONS.length - 1 ? ' shortcut' : '');
    const boxes = cells.get(block.cell) || [];
    boxes.push(box(operationName(operation), [arrow(block), what(block, operation), block.grid], kind));
    cells.set(block.cell, boxes);
  });
  const last = frame.blocks[frame.blocks.length - 1];
  at('architecture').replaceChildren(
    row('Stem', frame.stemChannels + ' channels', [
      box('Conv3D 3x3x3', ['1 → ' + frame.stemChannels + ' channels', 'stride ' + frame.stemStride, frame.input + ' → ' + frame.stemGrid], 'fixed')]),
    ...[...cells].map(([cell, boxes]) => row('Cell ' + (cell + 1), frame.blocks.find(b => b.cell === cell).channels + ' channels', boxes)),
    row('Head', frame.classes + ' classes', [
      box('Global average pooling', [last.channels + ' channels', last.grid + ' → 1x1x1'], 'fixed'),
      box('Linear layer', [last.channels + ' → ' + frame.classes, 'logits'], 'fixed')]),
    key());
}
