// How much of everything is tried with everything. The tests of a change take a part of the
// combinations: each theme meets every wish, and each kind of message too, but not both at once; and
// what chat must not do is tried in all engines, how it looks in the oldest and the newest. Before a
// release all of them are tried, which takes half an hour more:
//
//   THOROUGH=1 npm run browser
import { ENDS, ENGINES } from "./engines.js";

const THOROUGH = process.env.THOROUGH === "1";

/** The engines in which it is looked how things look. */
export const LOOKED_AT = THOROUGH ? ENGINES : ENDS;

/**
 * Every second of a list, from this place among the combinations on, or all.
 *
 * @template T
 * @param {T[]} all
 * @param {number} place
 * @returns {T[]}
 */
export const half = (all, place) => (THOROUGH ? all : all.filter((_, at) => at % 2 === place % 2));

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
