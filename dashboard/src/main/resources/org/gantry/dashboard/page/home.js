/** The first page: what runs now, where each scan is on its way, dead letters, what has ended, data sets. */
import {at, el, percent, whole} from './dom.js';
import {list} from './api.js';
import {connect, paced} from './frame.js';
import {badge, card, runLink} from './board.js';
import {fill} from './table.js';
import {showLetters} from './letters.js';
import {takeDrops} from './upload.js';
import {Ways} from './ways.js';

const runs = new Map();
const ways = new Ways(settled);

function settled(refused) {
  at('shown').textContent = refused ? refused.message : '';
  readAgain(['letters', 'ways']);
}

function showRuns() {
  const all = [...runs.values()];
  const now = all.filter(r => !r.ended).sort((a, b) => a.run.localeCompare(b.run));
  at('now').replaceChildren(...(now.length ? now.map(card)
    : [el('p', {class: 'card empty'}, 'Nothing is running. Start a run with “gantry run”.')]));
  fill('ended', all.filter(r => r.ended), [
    {head: 'Run', cell: runLink, kind: 'id'},
    {head: 'Outcome', cell: badge},
    {head: 'Data set', cell: r => r.settings && r.settings.dataset, kind: 'id wide'},
    {head: 'Epochs', cell: r => whole(r.epochsDone), kind: 'n wide'},
    {head: 'Steps', cell: r => whole(r.stepsTaken), kind: 'n wide'},
    {head: 'Best on D_V', cell: r => r.best ? percent(r.best.performance) : null, kind: 'n'},
    {head: 'Says', cell: r => [r.message, ...r.warnings.map(w => w.message)].filter(x => x).join('; '), kind: 'id wide'},
  ], 'No run has ended yet.');
}

function showDatasets(items) {
  const sum = (dataset, ...roles) =>
    whole(roles.flatMap(r => Object.values(dataset.scans[r])).reduce((a, b) => a + b, 0));
  fill('datasets', items, [
    {head: 'Data set', cell: d => d.dataset, kind: 'id'},
    {head: 'Classes', cell: d => d.labels.join(', '), kind: 'id'},
    {head: 'Patients', cell: d => whole(d.patients), kind: 'n wide'},
    {head: 'Train', cell: d => sum(d, 'SEARCH_TRAIN', 'SEARCH_VALIDATION'), kind: 'n'},
    {head: 'Validation', cell: d => sum(d, 'VALIDATION'), kind: 'n wide'},
    {head: 'Test', cell: d => sum(d, 'TEST'), kind: 'n'},
  ], 'No data set is ingested yet.');
}

const read = {
  runs: async () => {
    const items = await list('runs');
    runs.clear();
    items.forEach(run => runs.set(run.run, run));
    showRuns();
  },
  ways: async () => ways.set(await list('ways')),
  letters: async () => showLetters(await list('dead-letters'), settled),
  datasets: async () => showDatasets(await list('datasets')),
};

/** Reads lists again; one that cannot be read now is read again when the events come back. */
function readAgain(names) {
  names.forEach(name => read[name]().catch(e => { at('shown').textContent = e.message; }));
}

const pacedRuns = paced(async () => showRuns(), 250);

takeDrops();
connect(() => readAgain(Object.keys(read)), {
  board: (totals, before) => {
    if (totals.datasets !== before.datasets) readAgain(['datasets']);
    if (totals.deadletters !== before.deadletters) readAgain(['letters', 'ways']);
  },
  run: run => {
    runs.set(run.run, run);
    pacedRuns();
  },
  way: way => ways.update(way),
});
