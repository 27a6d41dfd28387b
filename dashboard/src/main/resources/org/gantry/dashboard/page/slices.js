/** Slices and maps of a scan as they are wanted: those that were looked at last are kept, neighbours are fetched ahead. */
import {bytes} from './api.js';

const MOST = 160;

export class Slices {
  #kept = new Map();
  #address;
  #make;

  /** @param address of an index; @param make of the bytes what is kept */
  constructor(address, make) {
    this.#address = address;
    this.#make = make;
  }

  /** One of them, as a promise. */
  of(index) {
    const known = this.#kept.get(index);
    this.#kept.delete(index);
    const slice = known || bytes(this.#address(index)).then(this.#make);
    this.#kept.set(index, slice);
    slice.catch(() => this.#kept.delete(index));
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value);
    return slice;
  }

  /** Whether it is there, or on its way. */
  has(index) {
    return this.#kept.has(index);
  }
}

/** 16 bit little-endian, whatever this machine has. */
export function shorts(buffer) {
  const view = new DataView(buffer);
  return Int16Array.from({length: buffer.byteLength / 2}, (_, i) => view.getInt16(2 * i, true));
}
