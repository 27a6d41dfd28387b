/** The curves of a search: losses, entropy of alpha, accuracy of what was measured. */
import {at} from './dom.js';
import {lines} from './chart.js';
import {OPERATIONS} from './genotype.js';

export function showCurves(search) {
  at('curves').replaceChildren(
    lines('Loss', [{name: 'weights', ...search.weightLoss}, {name: 'alpha', ...search.alphaLoss}], 'steps'),
    lines('Entropy of alpha, nats', [{name: 'mean of blocks', ...search.entropy}], 'alpha draws', Math.log(OPERATIONS.length)),
    lines('Accuracy on D_V', [{name: 'measured', ...search.accuracy}], 'epochs'));
}
