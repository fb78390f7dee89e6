/**
 * Who sits where, as the people sheet shows it. Pure; people.js puts it on the page.
 * @module
 */

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {{participant: string, table: string, letter: string, name: string, here: boolean}} Seat */
/** @typedef {{helper: string, name: string, here: boolean}} Helper */
/** `helpers` is there only for who may make them. */
/** @typedef {{people: Seat[], helpers?: Helper[]}} Roster */
/** @typedef {{id: string, name: string, people: Seat[], here: number}} TableOfPeople */

/**
 * One entry a table, in the tables' own order.
 * @param {Session} session @param {Seat[]} people @returns {TableOfPeople[]}
 */
export function byTable(session, people) {
  return session.tables.map(({ id, name }) => {
    const seated = people.filter(({ table }) => table === id);
    return { id, name, people: seated, here: seated.filter(({ here }) => here).length };
  });
}

/**
 * The tables that a search is about: by their own name whole, by a person's name with those
 * people alone. Upper and lower case and accents do not matter.
 * @param {TableOfPeople[]} tables @param {string} typed @returns {TableOfPeople[]}
 */
export function found(tables, typed) {
  const wanted = plain(typed);
  if (!wanted) return tables;
  return tables.flatMap((table) => {
    if (plain(table.name).includes(wanted)) return [table];
    const people = table.people.filter(({ name }) => plain(name).includes(wanted));
    return people.length ? [{ ...table, people }] : [];
  });
}

/** @param {string} text */
function plain(text) {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
