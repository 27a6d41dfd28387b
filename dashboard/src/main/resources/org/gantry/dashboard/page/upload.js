/** Files and folders that are dropped or chosen, sent to where scans are taken, and what became of them. */
import {at, count, el} from './dom.js';
import {get, part, post} from './api.js';

const ASK_AGAIN_MS = 1000;

function row(name) {
  const item = el('li', {}, el('b', {}, name), ' ');
  const words = el('span');
  item.append(words);
  at('uploads').prepend(item);
  return (text, rejected) => {
    words.replaceChildren(text);
    item.className = rejected ? 'rejected' : '';
  };
}

function outcome(status) {
  const links = status.scans.map(scan => [el('a', {href: '/scans/' + part(scan)}, scan), ' ']);
  const words = [...status.refused, ...status.oddities].join('; ');
  return el('span', {}, status.scans.length ? count(status.scans.length, 'scan') + ': ' : 'rejected: ', links, words);
}

async function send(name, files, folder) {
  const say = row(name);
  try {
    say('sending ' + count(files.length, 'file'));
    const form = new FormData();
    files.forEach(file => form.append('file', file, file.name));
    const upload = await post('/scans' + (folder ? '?name=' + part(name) : ''), form);
    await follow(upload.status, say);
  } catch (e) {
    say(e.message, true);
  }
}

async function follow(path, say) {
  for (;;) {
    const status = await get(path);
    if (status.state === 'done' || status.state === 'rejected') {
      say(outcome(status), status.state === 'rejected');
      return;
    }
    say(status.state + (status.of ? ', ' + status.read + ' of ' + status.of : ''));
    await new Promise(later => setTimeout(later, ASK_AGAIN_MS));
  }
}

/** All files of a folder, however deep; a reader gives some at a time until none are left. */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (!some.length) return (await Promise.all(all.map(filesOf))).flat();
    all.push(...some);
  }
}

async function dropped(items) {
  // entries must be taken before anything is waited for
  const entries = [...items].map(item => item.webkitGetAsEntry()).filter(entry => entry);
  for (const folder of entries.filter(entry => entry.isDirectory)) await send(folder.name, await filesOf(folder), true);
  const files = (await Promise.all(entries.filter(entry => entry.isFile).map(filesOf))).flat();
  if (files.length) await send(named(files), files, false);
}

const named = files => files.length === 1 ? files[0].name : count(files.length, 'file');

/** Makes the place for drops one. */
export function takeDrops() {
  const drop = at('drop');
  const over = on => e => {
    e.preventDefault();
    drop.classList.toggle('over', on);
  };
  drop.addEventListener('dragover', over(true));
  drop.addEventListener('dragleave', over(false));
  drop.addEventListener('drop', e => {
    over(false)(e);
    dropped(e.dataTransfer.items);
  });
  at('files').addEventListener('change', e => {
    const files = [...e.target.files];
    e.target.value = '';
    if (files.length) send(named(files), files, false);
  });
}
