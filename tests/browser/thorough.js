// How much of everything is tried with everything. The tests of a change take a part of the
// combinations: each theme meets every wish, and each kind of message too, but not both at once.
// Before a release all of them are tried, which takes half an hour more:
//
//   THOROUGH=1 npm run browser
const THOROUGH = process.env.THOROUGH === "1";

/**
 * What of a list is tried at a place among the combinations: one, or all. Neighbouring places have
 * neighbours, so that together they have the whole list.
 *
 * @template T
 * @param {T[]} all
 * @param {number} place
 * @returns {T[]}
 */
export const tried = (all, place) => (THOROUGH ? all : [all[place % all.length]]);
