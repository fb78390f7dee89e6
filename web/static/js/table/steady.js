/**
 * Others' changes must not move the field somebody is typing in: what scrolls gives way instead.
 * @module
 */

/**
 * Makes a change to the page and keeps the field in use where it was on the screen.
 * The styles switch the browser's own anchoring off here: some browsers have none, and two would
 * move twice.
 * @param {() => void} change
 */
export function steadily(change) {
  const field = document.activeElement;
  const typing = (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)
    && field.closest('#sheets');
  if (!typing) {
    change();
    return;
  }
  const before = field.getBoundingClientRect().top;
  change();
  const moved = field.getBoundingClientRect().top - before;
  if (!moved) return;
  for (let box = field.parentElement; box; box = box.parentElement) {
    const flow = window.getComputedStyle(box).overflowY;
    if ((flow === 'auto' || flow === 'scroll') && box.scrollHeight > box.clientHeight) {
      box.scrollTop += moved;
      return;
    }
  }
}
