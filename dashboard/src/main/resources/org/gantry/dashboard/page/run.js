/** A search as it goes: figures, alpha, curves, Pareto front, architecture, leaderboard; pause, resume, stop. */
import {at, el, figure, number, percent, short, whole} from './dom.js';
import {get, list, named, part, post} from './api.js';
import {connect, paced} from './frame.js';
import {badge, figures, progress, stageOf, warnings, words} from './board.js';
import {fill} from './table.js';
import {genotype} from './genotype.js';
import {showAlpha} from './alpha.js';
import {showArchitecture} from './architecture.js';
import {showCurves} from './curves.js';
import {showPareto} from './pareto.js';

const PACE_MS = 700;
const BEST = 12;
const name = named();
const path = '/api/runs/' + part(name);
let search = null;
let run = null;

const wishButtons = [...document.querySelectorAll('[data-wish]')];

/** Which wishes mean something now, by what is wished and how the run stands. */
function mayWish(wish) {
  const stage = stageOf(run);
  if (!run.settings || stage === 'COMPLETED') return false;
  if (stage === 'FAILED') return wish === 'resume';
  return run.wish !== {pause: 'PAUSE', resume: 'RUN', stop: 'STOP'}[wish];
}

function standing() {
  const rests = {PAUSE: 'PAUSED', STOP: 'STOPPED'}[run.wish];
  if (!run.settings) return words(run) + '; it has no search that could be paused';
  if (rests && stageOf(run) !== rests && !run.ended) return words(run) + '; ' + run.wish.toLowerCase() + ' is wished, its searcher has not said so yet';
  return words(run);
}

function showRun() {
  at('stage').replaceChildren(badge(run));
  at('said').textContent = standing();
  at('warnings').replaceChildren(...warnings(run));
  at('progress').replaceChildren(...progress(run));
  at('figures').replaceChildren(...figures(run), ...(search ? [figure('Draws', whole(search.draws))] : []),
    ...(run.settings ? [figure('Data set', run.settings.dataset), figure('Input', run.settings.searchInput), figure('Seed', String(run.settings.seed))] : []));
  wishButtons.forEach(b => { b.disabled = !mayWish(b.dataset.wish); });
  fill('trainings', run.trainings, [
    {head: 'Job', cell: t => t.job, kind: 'id'},
    {head: 'Purpose', cell: t => (t.purpose || '').toLowerCase(), kind: 'wide'},
    {head: 'Epochs', cell: t => whole(t.epochsDone), kind: 'n'},
    {head: 'Accuracy', cell: t => percent(t.accuracy), kind: 'n'},
    {head: 'Outcome', cell: t => t.outcome.toLowerCase()},
    {head: 'Reason', cell: t => t.reason, kind: 'id wide'},
  ], 'No training is asked for yet.');
}

function architecture() {
  const value = at('chosen').value;
  if (value === 'drawn') return search.lastDraw;
  return [...search.leaderboard, ...search.front].find(a => value === 'best' || String(a.epoch) === value);
}

/** Options made anew would close the list under a user's hand, so only when there are others. */
function showChoice() {
  const select = at('chosen');
  const wanted = [['best', 'the best'], ['drawn', 'drawn last'],
    ...[...search.leaderboard].sort((a, b) => a.epoch - b.epoch).map(a => [String(a.epoch), 'of epoch ' + (a.epoch + 1)])];
  if (wanted.map(w => w[0]).join() === [...select.options].map(o => o.value).join()) return;
  const before = select.value;
  select.replaceChildren(...wanted.map(([value, text]) => el('option', {value}, text)));
  select.value = wanted.some(w => w[0] === before) ? before : search.leaderboard.length ? 'best' : 'drawn';
}

function choose(a) {
  at('chosen').value = String(a.epoch);
  showChosen();
}

function showChosen() {
  const shown = architecture();
  const measured = shown && shown.performance !== undefined;
  at('what').textContent = !shown ? '' : measured
    ? percent(shown.performance) + ' on D_V, ' + short(shown.parameters) + ' parameters, ' + short(shown.macs) + ' multiplications a volume'
    : 'epoch ' + (shown.epoch + 1) + ', step ' + (shown.step + 1) + ', ' + shown.phase.toLowerCase();
  showArchitecture(search.frame, shown && shown.genotype);
  showPareto(search, measured ? shown : null, choose);
  fill('leaderboard', search.leaderboard.slice(0, BEST), [
    {head: '#', cell: (a, i) => String(i + 1), kind: 'n'},
    {head: 'Performance', cell: a => percent(a.performance), kind: 'n'},
    {head: 'Loss', cell: a => number(a.loss, 3), kind: 'n wide'},
    {head: 'Size, MB', cell: a => number(a.mib, 2), kind: 'n'},
    {head: 'MACs', cell: a => short(a.macs), kind: 'n wide'},
    {head: 'Epoch', cell: a => whole(a.epoch + 1), kind: 'n'},
    {head: 'Architecture', cell: a => genotype(a.genotype)},
    {head: 'Front', cell: a => search.front.some(f => f.epoch === a.epoch) ? 'on it' : '', kind: 'wide'},
    {head: 'See', cell: a => seen(a), kind: 'wide'},
  ], 'No architecture is measured yet.', a => shown && shown.epoch === a.epoch && measured ? 'chosen' : '');
}

function seen(a) {
  const button = el('button', {type: 'button', 'aria-label': 'show the architecture of epoch ' + (a.epoch + 1)}, 'Show');
  button.onclick = () => choose(a);
  return button;
}

function showSearch() {
  showAlpha(search.alpha, search.lastDraw);
  showCurves(search);
  showChoice();
  showChosen();
}

async function readSearch() {
  try {
    search = await get(path + '/search');
    showSearch();
    if (run) showRun();
  } catch (e) {
    at('said').textContent = e.message;
  }
}

async function readRun() {
  try {
    const found = (await list('runs')).find(r => r.run === name);
    if (!found) throw new Error('run “' + name + '” is not known here, or not any more');
    run = found;
    showRun();
  } catch (e) {
    at('said').textContent = e.message;
  }
}

async function wish(button) {
  button.disabled = true;
  try {
    await post(path + '/' + button.dataset.wish);
  } catch (e) {
    at('said').textContent = e.message;
    button.disabled = false;
  }
}

const again = paced(readSearch, PACE_MS);

at('title').textContent = name;
document.title = name + ' · Gantry';
at('chosen').addEventListener('change', showChosen);
wishButtons.forEach(button => { button.onclick = () => wish(button); });
connect(() => { readRun(); again(); }, {
  run: changed => {
    if (changed.run !== name) return;
    run = changed;
    showRun();
    again();
  },
});
