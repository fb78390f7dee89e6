/**
 * One's own dots in a vote: pure. The server counts; this is what the phone shows meanwhile.
 * @module
 */

/** `note`: what a dot on the group is put on; `mine`: on what one's own dots in it are. @typedef {{id: string, headline: string, note: string, mine: string[], dots?: number}} Choice */
/** @typedef {{id: string, title: string, letter: string, colour: string, groups: Choice[]}} BallotZone */
/** @typedef {{vote: import('../protocol.js').Vote, left: number, zones: BallotZone[]}} Ballot */
/** @typedef {{type: 'vote.dot', note: string, placed: boolean}} Dot */

/** @param {Ballot} ballot @returns {number} */
export function leftOf({ left }) {
  return Math.max(0, left);
}

/**
 * Puts a dot on a group, or takes back all own ones in it: groups that were brought together
 * since may hold several. Null when there is none left to put.
 * @param {Ballot} ballot @param {string} id @returns {{ballot: Ballot, ops: Dot[]} | null}
 */
export function placed(ballot, id) {
  const group = ballot.zones.flatMap(({ groups }) => groups).find((one) => one.id === id);
  if (!group || (!group.mine.length && !leftOf(ballot))) return null;
  const isPlaced = group.mine.length === 0;
  const notes = isPlaced ? [group.note] : group.mine;
  const change = isPlaced ? 1 : -notes.length;
  const after = {
    ...group, mine: isPlaced ? notes : [],
    ...(group.dots === undefined ? {} : { dots: group.dots + change }),
  };
  return {
    ops: notes.map((note) => ({ type: 'vote.dot', note, placed: isPlaced })),
    ballot: {
      ...ballot,
      left: ballot.left - change,
      zones: ballot.zones.map((zone) => ({
        ...zone, groups: zone.groups.map((one) => (one === group ? after : one)),
      })),
    },
  };
}
