/** How slices are gone through: keys, wheel, a finger, the slider. */
import {at} from './dom.js';

const PAGE = 10;
const PIXELS_A_SLICE = 8;
const KEYS = {
  ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: PAGE, PageDown: -PAGE, Home: -Infinity, End: Infinity};

/** Keys belong to the viewer unless the focus is on something else that takes them. */
function isHere() {
  const on = document.activeElement;
  return on === document.body || on === at('main') || on === at('screen') || at('strip').contains(on);
}

/**
 * Begins to listen.
 *
 * @param by is given how many slices to go on; to, which one to go to; look, where the pointer is
 */
export function steer({by, to, look}) {
  document.addEventListener('keydown', e => {
    if (!(e.key in KEYS) || !isHere() || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    by(KEYS[e.key]);
  });
  at('screen').addEventListener('wheel', e => {
    e.preventDefault();
    by(-Math.sign(e.deltaY));
  }, {passive: false});
  let held = null;
  at('screen').addEventListener('pointerdown', e => { held = e.clientY; });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) at('screen').addEventListener(end, () => { held = null; });
  at('screen').addEventListener('pointermove', e => {
    look(e.clientX, e.clientY);
    const moved = held === null ? 0 : Math.trunc((held - e.clientY) / PIXELS_A_SLICE);
    if (moved) {
      held -= moved * PIXELS_A_SLICE;
      by(moved);
    }
  });
  at('slice').addEventListener('input', e => to(e.target.value - 1));
}
