/**
 * Links to this desk for colleagues, and a new link for the wall: for the facilitator alone.
 * @module
 */

import { ask, show } from './handout.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/**
 * @param {HTMLElement} sheet
 * @param {{session: string, act: (op: import('../protocol.js').SessionOp) => void,
 *   tell: (sentence: string) => void, changed: () => void}} desk
 */
export function createColleagues(sheet, { session, act, tell, changed }) {
  const list = get('[data-helpers]', sheet);
  const form = /** @type {HTMLFormElement} */ (get('[data-make-helper]', sheet));
  const field = /** @type {HTMLInputElement} */ (get('input', form));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    const made = await ask(`/s/${session}/desk/helpers`, { name }, tell);
    if (!made) return;
    field.value = '';
    show(get('[data-handout="helper"]', sheet), made, say('helper-link', { name }));
    changed();
  });
  list.addEventListener('click', (event) => {
    const row = around(event, '[data-helper]');
    if (!row || !around(event, '[data-revoke]')) return;
    act({ type: 'helper.revoke', helper: String(row.dataset.helper) });
    tell(say('revoked-helper', { name: get('[data-name]', row).textContent || '' }));
  });
  get('[data-renew-wall]', sheet).addEventListener('click', async () => {
    const made = await ask(`/s/${session}/desk/wall/renew`, {}, tell);
    if (!made) return;
    all('a[data-link="wall_url"], [data-wall-new]').forEach((link) => link.setAttribute('href', made.wall_url));
    all('input[data-link="wall_url"]').forEach((place) => { /** @type {HTMLInputElement} */ (place).value = made.wall_url; });
    get('[data-wall-renewed]', sheet).hidden = false;
  });

  return {
    /** @param {import('./roster.js').Helper[] | undefined} helpers */
    render(helpers) {
      all('[data-helpers-part]', sheet).forEach((part) => { part.hidden = !helpers; });
      if (!helpers) return;
      const rows = new Map(all('[data-helper]', list).map((row) => [row.dataset.helper, row]));
      list.replaceChildren(...helpers.map((helper) => {
        const row = rows.get(helper.helper) || copyOf('helper-row');
        row.dataset.helper = helper.helper;
        get('[data-name]', row).textContent = helper.name;
        get('[data-here]', row).textContent = say(helper.here ? 'helper-here' : 'helper-away');
        return row;
      }));
    },
  };
}
