/** Runs as cards and badges. */
import {el, figure, number, percent, whole} from './dom.js';
import {genotype} from './genotype.js';

/** What a run is doing, in a word. */
export const stageOf = run => run.stage || (run.settings ? 'WAITING' : run.ended ? 'ENDED' : 'TRAINING');

export const badge = run => el('span', {class: 'badge ' + stageOf(run)}, stageOf(run).toLowerCase());

export const runLink = run => el('a', {href: '/runs/' + encodeURIComponent(run.run)}, run.run);

/** How far its stage is. */
export function progress(run) {
  const p = run.progress;
  if (!p) return [];
  const label = {'aria-label': 'stage of ' + run.run};
  if (!p.of) return [el('progress', label)];
  return [el('progress', {max: p.of, value: p.done, ...label}),
    el('p', {}, p.done + ' of ' + p.of + ' ' + p.unit + ' of this stage')];
}

/** What it says of itself. */
export function words(run) {
  const over = run.trainings.filter(t => t.outcome !== 'RUNNING').length;
  return run.message || (run.settings ? 'asked for; a searcher will take it'
    : over + ' of ' + run.trainings.length + ' trainings are over');
}

export const warnings = run =>
  run.warnings.map(w => el('p', {class: 'warned'}, 'epoch ' + (w.epoch + 1) + ': ' + w.message));

export function figures(run) {
  return [
    figure('Steps', whole(run.stepsTaken)),
    figure('Loss', run.lastStep ? number(run.lastStep.loss, 3) : '–'),
    figure('Architectures', whole(run.architectures)),
    figure('Best on D_V', run.best ? percent(run.best.performance) : '–')];
}

export function card(run) {
  return el('article', {class: 'card run-card'},
    el('div', {class: 'top'}, el('h3', {}, runLink(run)), badge(run)),
    el('p', {}, words(run)), warnings(run), progress(run), el('dl', {}, figures(run)),
    run.best ? el('p', {}, genotype(run.best.genotype), ' ' + number(run.best.mib, 2) + ' MB') : null);
}
