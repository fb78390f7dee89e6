/**
 * The desk's sheets: at most one lies over the columns beside the clock, which stays in sight.
 * @module
 */

import { all, around } from '../page.js';

/** @param {HTMLElement} main @param {() => void} changed */
export function createSheets(main, changed) {
  const sheets = all('[data-sheet]', main);
  /** @type {Element | null} */
  let opener = null;

  /** @param {string} name which one; none for '' */
  function turn(name) {
    const wasOpen = sheets.some((sheet) => !sheet.hidden);
    const focused = document.activeElement;
    // A sheet that closes by itself takes the focus along only from inside itself.
    const isFree = focused === document.body || sheets.some((sheet) => sheet.contains(focused));
    if (name && !wasOpen) opener = focused;
    sheets.forEach((sheet) => { sheet.hidden = sheet.dataset.sheet !== name; });
    main.classList.toggle('has-sheet', name !== '');
    const open = sheets.find((sheet) => !sheet.hidden);
    if (open) open.focus({ preventScroll: true });
    else if (wasOpen && isFree && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    changed();
  }

  main.addEventListener('click', (event) => {
    if (around(event, '[data-close-sheet]')) turn('');
  });
  return {
    open: turn,
    close: () => turn(''),
    /** @returns {string} */
    now: () => {
      const open = sheets.find((sheet) => !sheet.hidden);
      return (open && open.dataset.sheet) || '';
    },
  };
}
