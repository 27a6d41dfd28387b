/** Windows of intensities: presets, the model's own, and whatever is typed. */
import {at, el} from './dom.js';

const PRESETS = [
  {name: 'Lung', level: -600, width: 1500}, {name: 'Mediastinum', level: 40, width: 400}, {name: 'Bone', level: 400, width: 1800}];

/** Grey values are no HU: they come stretched from 0 to 32767, and have one window. */
const GREYS = [{name: 'All greys', level: 16384, width: 32767}];

const same = (one, other) => one.level === other.level && one.width === other.width;

export class Windows {
  #presets;
  #set;
  #now;

  /** @param set is given the window that was chosen */
  constructor(hounsfield, set) {
    this.#presets = hounsfield ? PRESETS : GREYS;
    this.#set = set;
    this.#show(this.#presets);
    this.#choose(this.#presets[0]);
    for (const id of ['level', 'width']) {
      at(id).onchange = () => this.#choose({level: Number(at('level').value), width: Math.max(1, Number(at('width').value))});
    }
  }

  /** With a model's own window, which may be one of the presets. */
  ofModel(model) {
    if (this.#presets === GREYS) return;
    const own = {name: 'Model', level: model.windowLevel, width: model.windowWidth};
    const known = this.#presets.some(preset => same(preset, own));
    this.#show(known ? this.#presets.map(p => same(p, own) ? {...p, name: p.name + ' (model)'} : p) : [...this.#presets, own]);
    this.#mark();
  }

  #show(choices) {
    at('windows').replaceChildren(...choices.map(choice => {
      const button = el('button', {type: 'button', 'data-level': choice.level, 'data-width': choice.width}, choice.name);
      button.onclick = () => this.#choose(choice);
      return button;
    }));
  }

  #choose(window) {
    this.#now = window;
    at('level').value = window.level;
    at('width').value = window.width;
    this.#mark();
    this.#set(window);
  }

  #mark() {
    for (const button of at('windows').children) {
      button.setAttribute('aria-pressed', String(same(this.#now, {level: Number(button.dataset.level), width: Number(button.dataset.width)})));
    }
  }
}
