/** A scan's page: its way, its slices with the CAM on them, its answers. */
import {at, el, number} from './dom.js';
import {get, list, named, part} from './api.js';
import {connect} from './frame.js';
import {wayRow} from './ways.js';
import {drawScale, Viewer} from './viewer.js';
import {shorts, Slices} from './slices.js';
import {markStrip, showStrip} from './strip.js';
import {showAnswer, showNoAnswer} from './answer.js';
import {steer} from './steer.js';
import {Windows} from './windows.js';

const name = named();
const path = '/api/scans/' + part(name);
const AHEAD = 2;

let state = null;
let scan = null;
let viewer = null;
let windows = null;
let slices = null;
let maps = null;
let index = 0;
let explained = '';

const say = words => { at('said').textContent = words; };

function go(to) {
  if (!scan) return;
  index = Math.max(0, Math.min(scan.slices - 1, to));
  at('slice').value = index + 1;
  at('number').textContent = index + 1 + ' of ' + scan.slices;
  at('place').textContent = 'slice ' + (index + 1) + ' of ' + scan.slices + ' · ' + number(index * scan.spacing[0], 1) + ' mm from the first';
  markStrip(index);
  draw();
}

/** Who turns the wheel quickly sees what is there by then: a slice that comes late is not drawn. */
async function draw() {
  const wanted = index;
  const of = maps;
  try {
    const [pixels, heat] = await Promise.all([slices.of(wanted), of && of.of(wanted)]);
    if (wanted !== index || of !== maps) return;
    viewer.set(pixels, heat);
    at('screen').dataset.slice = wanted;
    at('screen').dataset.map = of ? at('label').value : '';
    for (let i = 1; i <= AHEAD; i++) [wanted + i, wanted - i].filter(n => n >= 0 && n < scan.slices).forEach(fetchAhead);
  } catch (e) {
    say(e.message);
  }
}

function fetchAhead(n) {
  for (const source of [slices, maps]) {
    if (source && !source.has(n)) source.of(n).catch(() => {});
  }
}

function open(completed) {
  scan = completed;
  const [, rowSpacing, columnSpacing] = scan.spacing;
  at('facts').textContent = [scan.slices + ' slices of ' + scan.rows + ' × ' + scan.columns, scan.spacing.map(s => number(s, 2)).join(' × ') + ' mm',
    scan.hounsfield ? 'HU' : 'grey values', scan.dataset || 'of no data set', ...scan.oddities].join(' · ');
  viewer = new Viewer(scan.rows, scan.columns, rowSpacing, columnSpacing);
  slices = new Slices(i => path + '/slices/' + i, shorts);
  windows = new Windows(scan.hounsfield, window => viewer.look(window));
  at('slice').max = scan.slices;
  go(Math.floor(scan.slices / 2));
}

async function explain(prediction, label) {
  const query = '?model=' + part(prediction.modelDigest) + (label ? '&class=' + part(label) : '');
  const found = await get(path + '/explanation' + query);
  maps = new Slices(i => path + '/maps/' + i + query, buffer => new Uint8Array(buffer));
  at('label').replaceChildren(...found.labels.map(l => el('option', {}, l)));
  at('label').value = found.label;
  at('spoke').textContent = found.label;
  at('low').textContent = found.low.toPrecision(2);
  at('high').textContent = found.high.toPrecision(2);
  at('method').textContent = (found.method === 'cam' ? 'Logits, by CAM' : 'By ' + found.method) + ', of ' + found.cells
    + (found.low >= 0 && found.sliceScores.every(score => score === 0)
      ? ' cells: nothing spoke for ' + found.label + '.'
      : ' cells; one scale for the whole scan. Where the network saw nothing there is no colour.');
  at('downloads').hidden = false;
  at('downloads').querySelectorAll('a').forEach(a => { a.href = path + '/' + a.dataset.file + query; });
  showStrip(found, go);
  markStrip(index);
  await draw();
}

/** The prediction of the model that is chosen. */
const chosen = () => state.predictions.find(p => p.modelDigest === at('model').value);

function showModels() {
  const select = at('model');
  const digests = state.predictions.map(p => p.modelDigest);
  select.hidden = !digests.length;
  if (digests.join() !== [...select.options].map(o => o.value).join()) {
    const before = select.value;
    select.replaceChildren(...state.predictions.map(p => el('option', {value: p.modelDigest}, p.model)));
    select.value = digests.includes(before) ? before : digests[0];
  }
}

async function showPrediction() {
  showModels();
  const prediction = chosen();
  if (!prediction) {
    showNoAnswer();
  } else if (prediction.modelDigest !== explained) {
    showAnswer(prediction);
    if (!scan) return;
    explained = prediction.modelDigest;
    const model = (await list('models')).find(m => m.digest === prediction.modelDigest);
    if (model) windows.ofModel(model);
    await explain(prediction);
  }
}

async function read() {
  try {
    state = await get(path);
    at('way').replaceChildren(...(state.way ? [wayRow(state.way, e => say(e ? e.message : ''), false)] : []));
    if (!scan && state.completed) open(state.completed);
    say(scan ? '' : 'Its slices are shown when all have come.');
    await showPrediction();
  } catch (e) {
    say(e.message);
  }
}

function lookAt(x, y) {
  const pixel = viewer && viewer.at(x, y);
  at('value').textContent = pixel ? pixel.value + (scan.hounsfield ? ' HU' : '') + ' · row ' + pixel.row + ', column ' + pixel.column : '';
}

at('title').textContent = name;
document.title = name + ' · Gantry';
drawScale();
steer({by: steps => go(index + steps), to: go, look: lookAt});
at('opacity').addEventListener('input', e => {
  at('percent').textContent = e.target.value + ' %';
  if (viewer) viewer.lay(e.target.value / 100);
});
at('label').addEventListener('change', e => explain(chosen(), e.target.value).catch(failed => say(failed.message)));
at('model').addEventListener('change', () => showPrediction().catch(failed => say(failed.message)));
connect(read, {
  way: changed => { if (changed.scan === name) read(); },
  board: (totals, before) => { if (totals.deadletters !== before.deadletters) read(); },
});
