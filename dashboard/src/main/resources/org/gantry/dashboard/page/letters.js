/** The open dead letters. */
import {day, el} from './dom.js';
import {fill} from './table.js';
import {settle} from './ways.js';

const MOST_ROWS = 50;

export function showLetters(items, done) {
  fill('letters', items.slice(0, MOST_ROWS), [
    {head: 'Place', cell: l => l.place, kind: 'id'},
    {head: 'Came (UTC)', cell: l => day(l.time), kind: 'wide'},
    {head: 'Key', cell: l => l.key, kind: 'id wide'},
    {head: 'Reason', cell: l => l.reason, kind: 'id'},
    {head: 'Settle', cell: l => el('span', {class: 'buttons'}, settle(l.place, 'replay', done), settle(l.place, 'drop', done))},
  ], 'No record waits among the dead letters.');
}
