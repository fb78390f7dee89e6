/**
 * Getting about on a phone: previous and next zone, and between the notes and the diagram.
 * @module
 */

import { all, get } from '../page.js';
import { say } from '../words.js';

/**
 * @param {{sheets: import('./sheets.js').Sheets, onView: (view: 'outline' | 'diagram') => void}} options
 */
export function createSteps({ sheets, onView }) {
  const app = get('#app');
  const buttons = [get('#previous'), get('#next')];
  let followed = '';

  function show() {
    [-1, 1].forEach((step, index) => {
      const zone = sheets.beside(step);
      buttons[index].toggleAttribute('disabled', !zone);
      get('[data-step-word]', buttons[index]).textContent = zone ? zone.title : '';
    });
  }

  /** @param {'outline' | 'diagram'} view */
  function turn(view) {
    app.dataset.view = view;
    get('[data-view-word]').textContent = say(view === 'outline' ? 'diagram' : 'notes');
    sheets.revealTab();
    onView(view);
  }

  buttons.forEach((button, index) => button.addEventListener('click', () => {
    const zone = sheets.beside(index === 0 ? -1 : 1);
    if (zone) sheets.go(zone.id);
  }));
  get('#foot').addEventListener('mousedown', sheets.keepWriting);
  get('#view').addEventListener('click', () => turn(app.dataset.view === 'outline' ? 'diagram' : 'outline'));

  return {
    show,
    /**
     * Opens a zone from the picture, ready to write in.
     * @param {string} zone
     */
    openZone(zone) {
      if (app.dataset.moment !== 'work') return;
      if (!sheets.section(sheets.shown(), zone)) return;
      sheets.go(zone);
      turn('outline');
      const section = sheets.section(sheets.shown(), zone);
      const field = section && all('textarea[name="text"]', section).pop();
      if (section) section.scrollIntoView({ block: 'nearest' });
      if (field) field.focus({ preventScroll: true });
    },
    /**
     * Where nobody writes, the picture is what there is to see; a task begins with its questions.
     * @param {string} moment
     */
    follow(moment) {
      const reading = moment === 'explain' || moment === 'combine';
      const begins = moment === 'work' && followed !== 'work';
      followed = moment;
      if (reading) onView('diagram');
      else if (begins || !get('[data-view-word]').textContent) turn('outline');
    },
  };
}
