/** Elements and words. Texts are always set as text, so nothing that came from outside is ever markup. */
export const at = id => document.getElementById(id);

/** An element; children that are null are left out. */
export function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same of SVG. */
export function svg(tag, attributes, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, '');
    else if (known(value) && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(known));
  return element;
}

export const known = x => x !== null && x !== undefined;
export const percent = x => known(x) ? (100 * x).toFixed(1) + ' %' : '–';
export const number = (x, digits) => known(x) ? x.toFixed(digits) : '–';
export const whole = x => known(x) ? x.toLocaleString('en') : '–';
export const day = iso => iso.slice(0, 16).replace('T', ' ');
export const count = (n, one) => whole(n) + ' ' + one + (n === 1 ? '' : 's');

/** A number in few characters: 2.8 M. */
export function short(x) {
  for (const [unit, sign] of [[1e9, ' G'], [1e6, ' M'], [1e3, ' k']]) {
    if (Math.abs(x) >= unit) return (x / unit).toPrecision(3) + sign;
  }
  return Math.abs(x) >= 100 || Number.isInteger(x) ? String(Math.round(x)) : x.toPrecision(3);
}

/** A term and what it is. */
export const figure = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

/** A bar of a share from 0 to 1. */
export function bar(share) {
  const inner = el('i');
  inner.style.width = 100 * share + '%';
  return el('span', {class: 'bar', 'aria-hidden': 'true'}, inner);
}
