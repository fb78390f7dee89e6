/**
 * Zone colours come from the template's data; this puts them where the styles can use them.
 * @module
 */

const WHITE = 255;
const DARK_CARD = [0x1d, 0x24, 0x2a];
const CONTRAST = 4.5; // look.md: in the dark theme zone colours are lightened to at least this

/** @param {number[]} colour @returns {number} WCAG 2 relative luminance */
function luminance(colour) {
  const [r, g, b] = colour.map((part) => {
    const share = part / WHITE;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} hex "#6B2A00" @returns {string} the same hue, readable on a dark card */
export function lightened(hex) {
  const base = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = base.map((part) => Math.round(part + (WHITE - part) * share));
    if ((luminance(mixed) + 0.05) / (luminance(DARK_CARD) + 0.05) >= CONTRAST) {
      return `rgb(${mixed.join(', ')})`;
    }
  }
  return '#ffffff';
}

/** Gives every element with `data-colour` below `root` the colours of its zone. @param {ParentNode} root */
export function paint(root) {
  root.querySelectorAll('[data-colour]').forEach((element) => {
    const colour = element.getAttribute('data-colour') || '';
    if (!(element instanceof HTMLElement) || !/^#[0-9a-f]{6}$/i.test(colour)) return;
    element.style.setProperty('--zone', colour);
    element.style.setProperty('--zone-dark', lightened(colour));
  });
}
