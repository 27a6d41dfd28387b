/** A slice in a window of intensities, with the CAM laid over it. */
import {at} from './dom.js';
import {turbo} from './scale.js';

/** At the highest opacity of the slider the map shows so much of itself; where it is lowest, a sixth of that. */
const FAINTEST = 1 / 6;
const COLOURS = Array.from({length: 256}, (_, i) => turbo((i - 1) / 254));

export class Viewer {
  #canvas = at('canvas');
  #context = this.#canvas.getContext('2d');
  #image;
  #slice;
  #map;

  #window = {level: 0, width: 1};
  #opacity = 0.6;

  /** For slices of a size whose pixels are so far apart, mm. */
  constructor(rows, columns, rowSpacing, columnSpacing) {
    this.rows = rows;
    this.columns = columns;
    this.#canvas.width = columns;
    this.#canvas.height = Math.max(1, Math.round(rows * rowSpacing / columnSpacing));
    this.#image = new ImageData(columns, rows);
  }

  /** What is shown; the map is null where there is none. */
  set(slice, map) {
    this.#slice = slice;
    this.#map = map;
    this.draw();
  }

  /** In a window of intensities. */
  look(window) {
    this.#window = window;
    this.draw();
  }

  /** Laid over with so much of the map, from 0 to 1. */
  lay(opacity) {
    this.#opacity = opacity;
    this.draw();
  }

  draw() {
    if (!this.#slice) return;
    const pixels = this.#image.data;
    const low = this.#window.level - this.#window.width / 2;
    const unit = 255 / this.#window.width;
    for (let i = 0, p = 0; i < this.#slice.length; i++, p += 4) {
      const grey = Math.max(0, Math.min(255, (this.#slice[i] - low) * unit));
      const heat = this.#map ? this.#map[i] : 0;
      if (heat && this.#opacity) {
        const share = this.#opacity * (FAINTEST + (1 - FAINTEST) * (heat - 1) / 254);
        const colour = COLOURS[heat];
        pixels[p] = grey + share * (colour[0] - grey);
        pixels[p + 1] = grey + share * (colour[1] - grey);
        pixels[p + 2] = grey + share * (colour[2] - grey);
      } else {
        pixels[p] = pixels[p + 1] = pixels[p + 2] = grey;
      }
      pixels[p + 3] = 255;
    }
    this.#put();
  }

  /** Pixels that are no squares are drawn as they lie. */
  #put() {
    if (this.#canvas.height === this.rows) {
      this.#context.putImageData(this.#image, 0, 0);
      return;
    }
    const flat = new OffscreenCanvas(this.columns, this.rows);
    flat.getContext('2d').putImageData(this.#image, 0, 0);
    this.#context.drawImage(flat, 0, 0, this.columns, this.#canvas.height);
  }

  /** The pixel under a place of the screen, and its number; null beside the slice. */
  at(clientX, clientY) {
    const box = this.#canvas.getBoundingClientRect();
    const scale = Math.min(box.width / this.#canvas.width, box.height / this.#canvas.height);
    const column = Math.floor((clientX - box.left - (box.width - scale * this.#canvas.width) / 2) / scale);
    const down = (clientY - box.top - (box.height - scale * this.#canvas.height) / 2) / scale;
    const row = Math.floor(down * this.rows / this.#canvas.height);
    const inside = column >= 0 && row >= 0 && column < this.columns && row < this.rows && this.#slice;
    return inside ? {row, column, value: this.#slice[row * this.columns + column]} : null;
  }
}

/** The colours of the map, from its low to its high. */
export function drawScale() {
  const canvas = at('scale');
  const context = canvas.getContext('2d');
  for (let x = 0; x < canvas.width; x++) {
    context.fillStyle = 'rgb(' + turbo(x / (canvas.width - 1)).join(' ') + ')';
    context.fillRect(x, 0, 1, canvas.height);
  }
}
