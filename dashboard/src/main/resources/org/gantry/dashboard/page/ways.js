/** Where scans are on their way: slices, scan, volume, prediction, CAM; or a dead letter with its reason. */
import {at, count, el, percent} from './dom.js';
import {post} from './api.js';

const SHOWN = 25;
const PLACES = ['SLICES', 'COMPLETE', 'VOLUME', 'ANSWERED'];

const LEARNED_FROM = {SEARCH_TRAIN: 'training', SEARCH_VALIDATION: 'training', VALIDATION: 'validation'};

const dead = way => way.letter !== null;

/** Whether it is here to be learned from, and nobody is to answer it. */
const ends = way => way.place === 'COMPLETE' && way.role in LEARNED_FROM;

/** By the choice of what is shown. */
export const FILTERS = {
  all: () => true,
  coming: way => way.place !== 'ANSWERED' && !ends(way),
  answered: way => way.place === 'ANSWERED',
  dead,
};

const SAID = {past: ', done', dead: ', stopped here', '': ', not yet'};

function step(name, state) {
  return el('li', {class: state, 'aria-label': name + SAID[state]}, name);
}

function track(way) {
  const at = PLACES.indexOf(way.place);
  const slices = way.expected ? way.slices + '/' + way.expected + ' slices' : 'slices';
  const names = [[slices, at >= 1 || way.slices > 0], ['scan', at >= 1], ['volume', at >= 2], ['prediction', at >= 3], ['CAM', at >= 3]];
  const stopped = dead(way) ? (way.letter.place.startsWith('volumes') ? 3 : at >= 1 ? -1 : 0) : -1;
  const steps = ends(way) ? names.slice(0, 2) : names;
  return el('ol', {class: 'track'}, steps.map(([name, past], i) => step(name, i === stopped ? 'dead' : past ? 'past' : '')));
}

/** A button that settles a dead letter and says what came of it. */
export function settle(place, action, done) {
  const button = el('button', {type: 'button'}, action[0].toUpperCase() + action.slice(1));
  button.onclick = async () => {
    button.disabled = true;
    try {
      await post('/api/dead-letters/' + place + '/' + action);
      done(null);
    } catch (e) {
      button.disabled = false;
      done(e);
    }
  };
  return button;
}

function outcome(way, done) {
  const parts = [];
  if (way.answer) {
    parts.push(el('b', {}, way.answer.label), percent(way.answer.probability), el('small', {class: 'note'}, 'by ' + way.answer.model));
    if (way.answer.abstains) parts.push(el('span', {class: 'badge abstains'}, 'abstains'));
  }
  if (ends(way)) parts.push(el('small', {class: 'note'}, 'for ' + LEARNED_FROM[way.role]));
  if (dead(way)) {
    parts.push(el('span', {class: 'reason'}, way.letter.reason), settle(way.letter.place, 'replay', done));
  }
  return el('div', {class: 'outcome'}, parts);
}

/** A scan's way as a row, with its name where others stand beside it. */
export function wayRow(way, done, linked = true) {
  const name = el('a', {href: '/scans/' + encodeURIComponent(way.scan), title: way.scan}, way.scan);
  const of = el('div', {class: 'way-name'}, name, el('small', {}, way.dataset || 'of no data set'));
  return el('li', {class: linked ? null : 'alone'}, linked ? of : null, track(way), outcome(way, done));
}

/** The list on the first page. */
export class Ways {
  #ways = new Map();
  #rows = new Map();
  #done;
  #most = SHOWN;

  /** @param done told how the settling of a letter went */
  constructor(done) {
    this.#done = done;
    at('filter').addEventListener('change', () => this.show());
    at('more').addEventListener('click', () => {
      this.#most *= 2;
      this.show();
    });
  }

  /** All of them, the last one that was heard of first. */
  set(ways) {
    this.#ways = new Map(ways.map(way => [way.scan, way]));
    this.show();
  }

  /** One that changed stays in its place, so that nothing moves under a user's hand; a new one comes first. */
  update(way) {
    const row = this.#rows.get(way.scan);
    const isNew = !this.#ways.has(way.scan);
    this.#ways = isNew ? new Map([[way.scan, way], ...this.#ways]) : this.#ways.set(way.scan, way);
    if (!isNew && row && FILTERS[at('filter').value](way)) {
      const fresh = wayRow(way, this.#done);
      row.replaceWith(fresh);
      this.#rows.set(way.scan, fresh);
    } else {
      this.show();
    }
  }

  show() {
    const wanted = [...this.#ways.values()].filter(FILTERS[at('filter').value]);
    const shown = wanted.slice(0, this.#most);
    this.#rows = new Map(shown.map(way => [way.scan, wayRow(way, this.#done)]));
    at('ways').replaceChildren(...(shown.length ? this.#rows.values() : [el('li', {class: 'empty'}, 'No scan is here yet. Drop one above.')]));
    at('more').hidden = wanted.length <= shown.length;
    at('more').textContent = 'Show more of ' + count(wanted.length, 'scan');
  }
}
