// Where names stood: a name keeps its place while time plays, as long as nothing stands in its way.

import { overlaps } from './text.js';

/** @typedef {import('../core/types.js').Box} Box */

/**
 * What is in the way of names.
 * @typedef {object} Obstacles
 * @property {Box[]} now Symbols, controls and names that were written before; what is written is added.
 * @property {Box[]} ever Where a symbol stands on some other day, with the same layers.
 */

/**
 * The places of names in the view before.
 * @template Place
 * @typedef {object} Memory
 * @property {(view: string) => void} begin Forgets everything if the view is another one.
 * @property {(name: string) => Place | undefined} last
 * @property {(name: string, place: Place) => void} keep
 */

/**
 * Makes an empty memory.
 * @template Place
 * @returns {Memory<Place>} The memory.
 */
export function makeMemory() {
	/** @type {Map<string, Place>} */
	const places = new Map();
	let kept = '';
	return {
		begin: (view) => {
			if (view !== kept) {
				places.clear();
				kept = view;
			}
		},
		last: (name) => places.get(name),
		keep: (name, place) => {
			places.set(name, place);
		},
	};
}

/**
 * The place of a name: where it stood, if that is free; else the best that is free on every day; else the
 * best that is free now.
 * @template Place
 * @param {Place[]} places - Where it may stand, best first.
 * @param {(place: Place) => Box[]} boxesOf - What it would cover.
 * @param {Obstacles} obstacles - What is in its way.
 * @param {Place | undefined} last - Where it stood.
 * @returns {Place | null} The place; null if none is free.
 */
export function choosePlace(places, boxesOf, { now, ever }, last) {
	const isFree = (/** @type {Place} */ place, /** @type {Box[]} */ others) =>
		boxesOf(place).every((box) => !overlaps(box, others));
	if (last !== undefined && isFree(last, now)) {
		return last;
	}
	return (
		places.find((place) => isFree(place, now) && isFree(place, ever)) ??
		places.find((place) => isFree(place, now)) ??
		null
	);
}
