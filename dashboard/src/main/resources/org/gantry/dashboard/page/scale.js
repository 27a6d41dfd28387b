/** Colours for numbers from 0 to 1, the same as in the pictures (ColourScale). */
const channel = (t, ...coefficients) => {
  const x = Math.min(1, Math.max(0, t));
  const value = coefficients.reduceRight((sum, c) => sum * x + c, 0);
  return Math.round(255 * Math.min(1, Math.max(0, value)));
};

/** Blue and dark to red and bright: a polynomial of Turbo (Mikhailov 2019). */
export const turbo = t => [
  channel(t, 0.13572138, 4.61539260, -42.66032258, 132.13108234, -152.94239396, 59.28637943),
  channel(t, 0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604),
  channel(t, 0.10667330, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973)];

/** White to dark blue. */
export const blues = t => [channel(t, 1, -0.95), channel(t, 1, -0.45, -0.29), channel(t, 1, -0.02, -0.53)];

export const css = rgb => 'rgb(' + rgb.join(' ') + ')';

/** The colour, of black and white, that is read better on top of another (WCAG 2.2, contrast ratio). */
export function ink(rgb) {
  const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000000' : '#ffffff';
}
