/**
 * A task's empty diagram with its prompts lit one by one, and the worked example. Both stand in the
 * page once, as templates; a stage copies what it shows.
 * @module
 */

import { paint } from '../colour.js';
import { all, copyOf, get } from '../page.js';

/** @param {HTMLElement} root */
export function createForms(root) {
  /** @param {string} view @param {string} id what hangs there already stays @returns {HTMLElement} */
  function hang(view, id) {
    const frame = get(`[data-view="${view}"] [data-form]`, root);
    if (frame.dataset.form !== id) {
      frame.dataset.form = id;
      frame.replaceChildren(copyOf(id));
    }
    return frame;
  }

  return {
    /** @param {string} task @param {string | null} lit the zone whose prompt is lit */
    brief(task, lit) {
      const frame = hang('brief', `blank-form-${task}`);
      all('g[data-zone]', frame).forEach((zone) => {
        zone.classList.toggle('is-dim', lit !== null && zone.getAttribute('data-zone') !== lit);
      });
      const view = get('[data-view="brief"]', root);
      view.classList.toggle('is-lit', lit !== null);
      const prompts = get('[data-prompt]', view);
      const key = lit === null ? '' : `prompt-${task}-${lit}`;
      if (prompts.dataset.prompt === key) return;
      prompts.dataset.prompt = key;
      prompts.replaceChildren(...(key ? [copyOf(key)] : []));
      paint(prompts);
    },
    /** @param {string} task */
    example(task) {
      hang('example', `example-form-${task}`);
    },
  };
}
