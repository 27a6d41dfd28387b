/** What stands on every page: the state of the connection, the totals, and the events, which say what to read again. */
import {at, count, el} from './dom.js';

const RETRY_MS = 5000;

function say(text, kind) {
  at('state').textContent = text;
  at('state').className = 'state ' + kind;
}

function showTotals(totals) {
  const of = (n, one) => {
    const [figure, ...name] = count(n, one).split(' ');
    return el('span', {}, el('b', {}, figure), ' ' + name.join(' '));
  };
  at('totals').replaceChildren(
    of(totals.scans, 'scan'), of(totals.predictions, 'prediction'), of(totals.models, 'model'), of(totals.datasets, 'data set'));
  const well = totals.health === 'up';
  const warned = totals.warnings.join('; ');
  say(!well ? totals.health : warned || (totals.caughtUp ? 'up' : 'reading what happened before'), well ? 'well' : 'ill');
}

function markPage() {
  const page = document.body.dataset.page;
  document.querySelectorAll('nav a').forEach(a => {
    if (a.dataset.page === page) a.setAttribute('aria-current', 'page');
  });
}

/**
 * Opens the events.
 *
 * @param again is called whenever all is to be read again: at first, after a break, when the server has caught up
 * @param on what to do with events by their names; board gets the totals and those before
 */
export function connect(again, on) {
  markPage();
  let totals = null;
  let events = null;
  const listen = () => {
    if (events) events.close();
    if (document.hidden) return;
    events = new EventSource('/api/events');
    events.onopen = () => { totals = null; };
    events.onerror = () => {
      say('disconnected; trying again', 'ill');
      // A browser comes back by itself after a broken connection, but not after a refusal.
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
    };
    events.addEventListener('board', e => {
      const before = totals;
      totals = JSON.parse(e.data);
      showTotals(totals);
      if (!before || before.caughtUp !== totals.caughtUp) again();
      else if (on.board) on.board(totals, before);
    });
    for (const name of ['run', 'way', 'prediction']) {
      if (on[name]) events.addEventListener(name, e => on[name](JSON.parse(e.data)));
    }
  };
  // A browser has six connections to a server: tabs that nobody looks at hold none, and read all again when they are back.
  document.addEventListener('visibilitychange', listen);
  listen();
}

/** Calls a reading at once, then at most once in some milliseconds, and a last time after the last wish for it. */
export function paced(read, millis) {
  let waiting = false;
  let wanted = false;
  const go = async () => {
    waiting = true;
    wanted = false;
    await read();
    setTimeout(() => {
      waiting = false;
      if (wanted) go();
    }, millis);
  };
  return () => {
    wanted = true;
    if (!waiting) go();
  };
}
