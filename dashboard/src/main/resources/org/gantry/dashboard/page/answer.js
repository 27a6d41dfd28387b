/** What a model said of a scan: probabilities, how far it is to be relied on, where the model is from. */
import {at, bar, day, el, known, number, percent} from './dom.js';

const abstention = prediction => prediction.abstention === 'UNSURE'
  ? 'abstains: less probable than ' + percent(prediction.abstainBelow)
  : 'abstains: unlike the scans that the model learnt from';

export function showAnswer(prediction) {
  const probabilities = Object.entries(prediction.probabilities).sort((a, b) => b[1] - a[1]);
  const rows = probabilities.map(([label, p], i) =>
    el('div', {class: 'probability' + (i ? '' : ' first')}, el('span', {}, label), bar(p), el('span', {}, percent(p))));
  const foreign = known(prediction.foreignness)
    ? 'Foreignness ' + number(prediction.foreignness, 2) + (prediction.foreign ? ', flagged: above 1.' : ', not flagged: 1 or less.')
    : 'The model does not know which inputs are foreign to it.';
  at('answer').replaceChildren(...rows,
    ...(prediction.abstains ? [el('p', {}, el('span', {class: 'badge abstains'}, abstention(prediction)))] : []),
    el('p', {class: 'note'}, foreign));
  showProvenance(prediction);
}

function showProvenance(prediction) {
  const from = prediction.provenance;
  const facts = {
    Model: prediction.model, Digest: prediction.modelDigest.slice(0, 16), Run: from.run, 'Data set': from.dataset,
    'Its digest': from.datasetDigest.slice(0, 16), Seed: String(from.seed), Settings: from.config, Software: from.software,
    'Made (UTC)': day(from.time)};
  at('provenance').replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

export function showNoAnswer() {
  at('answer').replaceChildren(el('p', {class: 'note'}, 'No model has answered this scan yet.'));
}
