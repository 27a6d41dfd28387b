/** A scan's page: its way, its slices with the CAM on them, its answers. */
import {at, bar, day, el, number, percent, known} from './dom.js';
import {get, list, named, part} from './api.js';
import {connect} from './frame.js';
import {wayRow} from './ways.js';
import {drawScale, Viewer} from './viewer.js';
import {shorts, Slices} from './slices.js';
import {markStrip, showStrip} from './strip.js';

const name = named();
const path = '/api/scans/' + part(name);
const AHEAD = 2;
const PAGE = 10;
const WINDOWS = [
  {name: 'Lung', level: -600, width: 1500}, {name: 'Mediastinum', level: 40, width: 400}, {name: 'Bone', level: 400, width: 1800}];

let scan = null;
let viewer = null;
let slices = null;
let maps = null;
let explanation = null;
let index = 0;
let shownModel = '';

const say = words => { at('said').textContent = words; };

/* Slices. */

function go(to) {
  index = Math.max(0, Math.min(scan.slices - 1, to));
  at('slice').value = index + 1;
  at('number').textContent = index + 1 + ' of ' + scan.slices;
  at('place').textContent = name + ' · slice ' + (index + 1) + ' of ' + scan.slices + ' · ' + number(index * scan.spacing[0], 1) + ' mm';
  markStrip(index);
  draw();
}

/** Who turns the wheel quickly sees what is there by then: a slice that comes late is not drawn. */
async function draw() {
  const wanted = index;
  try {
    const slice = slices.of(wanted);
    const map = maps ? maps.of(wanted) : null;
    const [pixels, heat] = await Promise.all([slice, map]);
    if (wanted !== index) return;
    viewer.set(pixels, heat);
    at('screen').dataset.slice = wanted;
    for (let i = 1; i <= AHEAD; i++) [wanted + i, wanted - i].filter(n => n >= 0 && n < scan.slices).forEach(ahead);
  } catch (e) {
    say(e.message);
  }
}

function ahead(n) {
  if (!slices.has(n)) slices.of(n).catch(() => {});
  if (maps && !maps.has(n)) maps.of(n).catch(() => {});
}

function openSlices() {
  const [, rowSpacing, columnSpacing] = scan.spacing;
  viewer = new Viewer(scan.rows, scan.columns, rowSpacing, columnSpacing);
  slices = new Slices(i => path + '/slices/' + i, shorts);
  at('slice').max = scan.slices;
  showWindows();
  go(Math.floor(scan.slices / 2));
}

/* The window. */

function setWindow(window) {
  viewer.window = {level: window.level, width: Math.max(1, window.width)};
  at('level').value = window.level;
  at('width').value = window.width;
  [...at('windows').children].forEach(b =>
    b.setAttribute('aria-pressed', String(Number(b.dataset.level) === window.level && Number(b.dataset.width) === window.width)));
  viewer.draw();
}

/** Grey values are no HU: they come stretched from 0 to 32767, and have one window. */
function showWindows(model) {
  const own = model && {name: 'Model’s', level: model.windowLevel, width: model.windowWidth};
  const choices = scan.hounsfield ? [...WINDOWS, ...(own ? [own] : [])] : [{name: 'All greys', level: 16384, width: 32767}];
  at('windows').replaceChildren(...choices.map(w => {
    const button = el('button', {type: 'button', 'data-level': w.level, 'data-width': w.width}, w.name);
    button.onclick = () => setWindow(w);
    return button;
  }));
  if (!model) setWindow(choices[0]);
  else setWindow({level: Number(at('level').value), width: Number(at('width').value)});
}

/* Answers and their maps. */

function showAnswer(prediction) {
  const rows = Object.entries(prediction.probabilities).sort((a, b) => b[1] - a[1]).map(([label, p], i) =>
    el('div', {class: 'probability' + (i ? '' : ' first')}, el('span', {}, label), bar(p), el('span', {}, percent(p))));
  const trust = [];
  if (prediction.abstains) {
    const why = prediction.abstention === 'UNSURE' ? 'abstains: less probable than ' + percent(prediction.abstainBelow)
      : 'abstains: unlike the scans that the model learnt from';
    trust.push(el('span', {class: 'badge abstains'}, why));
  }
  if (known(prediction.foreignness)) {
    trust.push(el('p', {class: 'note'}, 'Foreignness ' + number(prediction.foreignness, 2) + (prediction.foreign ? ', flagged: above 1' : ', not flagged: 1 or less')));
  }
  at('answer').replaceChildren(...rows, el('div', {class: 'note'}, trust));
  const from = prediction.provenance;
  at('provenance').replaceChildren(...[['Model', prediction.model], ['Digest', prediction.modelDigest.slice(0, 16)], ['Run', from.run],
    ['Data set', from.dataset], ['Its digest', from.datasetDigest.slice(0, 16)], ['Seed', String(from.seed)], ['Settings', from.config],
    ['Software', from.software], ['Made (UTC)', day(from.time)]].flatMap(([k, v]) => [el('dt', {}, k), el('dd', {}, v)]));
}

async function explain(prediction, label) {
  const query = '?model=' + part(prediction.modelDigest) + (label ? '&class=' + part(label) : '');
  const found = await get(path + '/explanation' + query);
  explanation = found;
  maps = new Slices(i => path + '/maps/' + i + query, buffer => new Uint8Array(buffer));
  at('label').replaceChildren(...found.labels.map(l => el('option', {}, l)));
  at('label').value = found.label;
  at('spoke').textContent = found.label;
  at('low').textContent = number(found.low, 2);
  at('high').textContent = number(found.high, 2);
  at('method').textContent = (found.method === 'cam' ? 'logits, by CAM' : 'by ' + found.method) + ', of ' + found.cells + ' cells; one scale for the whole scan. Where the network saw nothing there is no colour.';
  at('downloads').hidden = false;
  at('downloads').querySelectorAll('a').forEach(a => { a.href = path + '/' + a.dataset.file + query; });
  showStrip(found, go);
  markStrip(index);
  await draw();
}

async function showPrediction(state) {
  const predictions = state.predictions;
  const select = at('model');
  select.hidden = predictions.length < 1;
  if (!predictions.length) {
    at('answer').replaceChildren(el('p', {class: 'note'}, 'No model has answered this scan yet.'));
    return;
  }
  const digests = predictions.map(p => p.modelDigest);
  if (digests.join() !== [...select.options].map(o => o.value).join()) {
    select.replaceChildren(...predictions.map(p => el('option', {value: p.modelDigest}, p.model)));
    select.value = digests[0];
  }
  const prediction = predictions.find(p => p.modelDigest === select.value);
  if (prediction.modelDigest === shownModel) return;
  shownModel = prediction.modelDigest;
  showAnswer(prediction);
  if (!scan) return;
  const model = (await list('models')).find(m => m.digest === prediction.modelDigest);
  if (model) showWindows(model);
  await explain(prediction);
}

/* All of it. */

let state = null;

function showWay(way) {
  at('way').replaceChildren(...(way ? [wayRow(way, e => say(e ? e.message : ''), false)] : []));
}

async function read() {
  try {
    state = await get(path);
    showWay(state.way);
    if (!scan && state.completed) {
      scan = state.completed;
      at('facts').textContent = [scan.slices + ' slices of ' + scan.rows + ' × ' + scan.columns, scan.spacing.map(s => number(s, 2)).join(' × ') + ' mm',
        scan.hounsfield ? 'HU' : 'grey values', scan.dataset || 'of no data set', ...scan.oddities].join(' · ');
      openSlices();
    }
    say(scan ? '' : 'Its slices are shown when all have come.');
    at('viewer').classList.toggle('waiting', !scan);
    await showPrediction(state);
  } catch (e) {
    say(e.message);
  }
}

const KEYS = {ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: PAGE, PageDown: -PAGE, Home: -Infinity, End: Infinity};

document.addEventListener('keydown', e => {
  const here = document.activeElement === document.body || document.activeElement === at('screen') || at('strip').contains(document.activeElement);
  if (!scan || !here || !(e.key in KEYS) || e.ctrlKey || e.altKey || e.metaKey) return;
  e.preventDefault();
  go(index + KEYS[e.key]);
});
at('screen').addEventListener('wheel', e => {
  if (!scan) return;
  e.preventDefault();
  go(index - Math.sign(e.deltaY));
}, {passive: false});
let touched = null;
at('screen').addEventListener('pointerdown', e => { touched = {y: e.clientY, index}; });
at('screen').addEventListener('pointerup', () => { touched = null; });
at('screen').addEventListener('pointercancel', () => { touched = null; });
at('screen').addEventListener('pointermove', e => {
  if (touched && scan && e.buttons) go(touched.index + Math.round((touched.y - e.clientY) / 8));
  const pixel = viewer && viewer.at(e.clientX, e.clientY);
  at('value').textContent = pixel ? pixel.value + (scan.hounsfield ? ' HU' : '') + ' · row ' + pixel.row + ', column ' + pixel.column : '';
});
at('slice').addEventListener('input', e => { if (scan) go(e.target.value - 1); });
at('opacity').addEventListener('input', e => {
  at('percent').textContent = e.target.value + ' %';
  if (!viewer) return;
  viewer.opacity = e.target.value / 100;
  viewer.draw();
});
for (const id of ['level', 'width']) {
  at(id).addEventListener('change', () => { if (viewer) setWindow({level: Number(at('level').value), width: Number(at('width').value)}); });
}
at('label').addEventListener('change', e => {
  explain(state.predictions.find(p => p.modelDigest === at('model').value), e.target.value).catch(e => say(e.message));
});
at('model').addEventListener('change', () => showPrediction(state).catch(e => say(e.message)));

at('title').textContent = name;
document.title = name + ' · Gantry';
drawScale();
const again = changed => { if (changed.scan === name) read(); };
connect(read, {way: again, board: (totals, before) => { if (totals.deadletters !== before.deadletters) read(); }});
