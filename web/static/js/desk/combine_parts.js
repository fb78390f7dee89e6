/**
 * What a decision about groups names: pure, from a group as the server tells it.
 * @module
 */

/** @typedef {{text: string, level: string, own: boolean}} Wording */
/** @typedef {{note: string, table: string, text: string, wording: number}} GroupWord */
/**
 * @typedef {{id: string, headline: string, named: boolean, level: string, tables: number,
 *   wordings: Wording[], words: GroupWord[], dots: number}} Group
 */
/** @typedef {{notes: string[], wordings: {text: string, level: string}[]}} Part */
/** @typedef {{text: string, tables: string[], part: Part}} Row */

const MOST_PARTS = 60; // as many as one decision may name
const MOST_WORDINGS = 40;
const MOST_NOTES = 600;

/** @param {Group} group @returns {Part} the whole of it */
export function partOf({ words, wordings }) {
  return part(words.map(({ note }) => note), wordings.filter(({ own }) => own));
}

/** @param {string[]} notes @param {Wording[]} own @returns {Part} */
function part(notes, own) {
  const wordings = own.slice(0, MOST_WORDINGS).map(({ text, level }) => ({ text, level }));
  return { notes: notes.slice(0, MOST_NOTES), wordings };
}

/**
 * Its wordings as they were written, each with who wrote it so. What is taken out keeps later
 * notes in these words only when no note in them stays.
 * @param {Group} group @returns {Row[]}
 */
export function rowsOf(group) {
  const texts = Array.from(new Set(group.words.map(({ text }) => text)));
  return texts.map((text) => {
    const words = group.words.filter((word) => word.text === text);
    return {
      text,
      tables: Array.from(new Set(words.map(({ table }) => table))),
      part: part(words.map(({ note }) => note), whole(group, words)),
    };
  });
}

/** @param {Group} group @param {GroupWord[]} words @returns {Wording[]} those that are all of `words` */
function whole(group, words) {
  const places = Array.from(new Set(words.map(({ wording }) => wording)));
  return places.filter((place) => group.wordings[place].own
    && group.words.every((word) => word.wording !== place || words.includes(word)))
    .map((place) => group.wordings[place]);
}

/**
 * What it is made of: first what sounded alike by itself, then single notes.
 * @param {Group} group @returns {Part[]}
 */
export function piecesOf(group) {
  const single = group.wordings.length < 2;
  const pieces = single
    ? group.words.map((word) => part([word.note], []))
    : group.wordings.map((wording, place) => {
      const words = group.words.filter((word) => word.wording === place);
      return part(words.map(({ note }) => note), wording.own ? [wording] : []);
    });
  return pieces.slice(0, MOST_PARTS);
}
