/** The published models as cards, the one that answers first, and what makes another one answer. */
import {at, day, el, figure, number, percent, short, whole} from './dom.js';
import {list, part, post, text} from './api.js';
import {connect} from './frame.js';
import {genotype} from './genotype.js';
import {markdown} from './markdown.js';

/** Cards that are open stay so when the list is read again. */
const open = new Set();

function confusion(model) {
  const rows = model.test.confusion;
  return el('div', {class: 'scroll'}, el('table', {class: 'confusion'},
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'truth'), model.labels.map(l => el('th', {scope: 'col', class: 'n'}, 'said ' + l)))),
    el('tbody', {}, rows.map((row, i) => el('tr', {}, el('th', {scope: 'row'}, model.labels[i]), row.map(n => el('td', {class: 'n'}, whole(n))))))));
}

function card(model) {
  const details = el('details', {}, el('summary', {}, 'Model card'));
  const read = async () => {
    let words;
    try {
      words = markdown(await text('/api/models/' + part(model.model) + '/card'));
    } catch (e) {
      words = el('p', {class: 'note'}, e.message);
    }
    details.replaceChildren(details.firstChild, words);
  };
  details.addEventListener('toggle', () => {
    if (details.open && !open.has(model.digest)) read();
    if (details.open) open.add(model.digest);
    else open.delete(model.digest);
  });
  if (open.has(model.digest)) {
    details.open = true;
    read();
  }
  return details;
}

function answerButton(model) {
  const button = el('button', {type: 'button', 'aria-label': 'let ' + model.model + ' answer'}, 'Let it answer');
  button.onclick = async () => {
    button.disabled = true;
    try {
      await post('/api/models/' + part(model.model) + '/answer');
      at('said').textContent = model.model + ' is announced again: it answers from now on.';
      await readModels();
    } catch (e) {
      at('said').textContent = e.message;
      button.disabled = false;
    }
  };
  return button;
}

function shown(model, i) {
  const test = model.test;
  return el('article', {class: 'card model' + (i ? '' : ' answers')},
    el('div', {class: 'top'}, el('h2', {}, model.model), i ? answerButton(model) : el('span', {class: 'badge answers'}, 'answers now')),
    el('p', {class: 'note'}, model.operations ? genotype(model.network) : model.network, ' ', model.labels.join(', ')),
    el('dl', {class: 'figures'},
      figure('Accuracy', percent(test.accuracy)), figure('Balanced', percent(test.balancedAccuracy)),
      figure('Sensitivity', percent(test.sensitivity)), figure('Specificity', percent(test.specificity)),
      figure('AUROC', number(test.auroc, 3)), figure('Calibration error', percent(test.calibrationError)),
      figure('Always the same', percent(test.majorityAccuracy)), figure('Tested on', whole(test.count))),
    confusion(model),
    el('dl', {class: 'pairs'},
      pair('Input', model.input + ', window ' + model.windowLevel + '/' + model.windowWidth + ' HU' + (model.lungsOnly ? ', lungs alone' : '')),
      pair('Data set', model.provenance.dataset), pair('Run, seed', model.provenance.run + ', ' + model.provenance.seed),
      pair('Made (UTC)', day(model.provenance.time)), pair('Software', model.provenance.software),
      pair('Bundle', short(model.bytes) + 'B, ' + model.digest.slice(0, 16) + (model.signed ? ', signed' : ', not signed'))),
    card(model));
}

const pair = (name, value) => [el('dt', {}, name), el('dd', {}, value)];

async function readModels() {
  try {
    const items = await list('models');
    at('models').replaceChildren(...(items.length ? items.map(shown)
      : [el('p', {class: 'card empty'}, 'No model is published yet; a run publishes one when its retraining is tested.')]));
  } catch (e) {
    at('said').textContent = e.message;
  }
}

connect(readModels, {board: (totals, before) => { if (totals.models !== before.models) readModels(); }});
