/** How much each slice spoke for a class, as bars that lead to it. */
import {at, el, number} from './dom.js';

/** @param go is given the slice that was chosen */
export function showStrip(explanation, go) {
  const scores = explanation.sliceScores;
  const low = Math.min(0, ...scores);
  const high = Math.max(...scores);
  at('strip').replaceChildren(...scores.map((score, i) => {
    const bar = el('i');
    bar.style.height = 100 * (high > low ? (score - low) / (high - low) : 0) + '%';
    const words = 'slice ' + (explanation.slices[i] + 1) + ', score ' + number(score, 3);
    const button = el('button', {type: 'button', tabindex: -1, title: words, 'aria-label': words, 'data-slice': explanation.slices[i]}, bar);
    button.onclick = () => go(explanation.slices[i]);
    return button;
  }));
}

/** Marks the bar that is nearest to a slice. */
export function markStrip(slice) {
  const bars = [...at('strip').children];
  const distances = bars.map(bar => Math.abs(bar.dataset.slice - slice));
  const nearest = distances.indexOf(Math.min(...distances));
  bars.forEach((bar, i) => i === nearest ? bar.setAttribute('aria-current', 'true') : bar.removeAttribute('aria-current'));
}
