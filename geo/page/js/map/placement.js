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
 * @property {(view: string, corner: string) => void} begin Forgets everything if the view is another one;
 *     where the map was only moved, names may make way once more.
 * @property {(name: string) => Place | undefined} last
 * @property {(name: string) => boolean} mayMove Whether the name has not made way yet.
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
	/** @type {Set<string>} */
	const moved = new Set();
	let kept = '';
	let from = '';
	return {
		begin: (view, corner) => {
			if (view !== kept) {
				places.clear();
			}
			if (view !== kept || corner !== from) {
				moved.clear();
			}
			kept = view;
			from = corner;
		},
		last: (name) => places.get(name),
		mayMove: (name) => !moved.has(name),
		keep: (name, place) => {
			if (places.has(name) && places.get(name) !== place) {
				moved.add(name);
			}
			places.set(name, place);
		},
	};
}

/**
 * The place of a name: where it stood, if that is free; else the best that is free on every day; else, of
 * those that are free now, the one that fewest symbols come upon.
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
	const always = places.find((place) => isFree(place, now) && isFree(place, ever));
	if (always !== undefined) {
		return always;
	}
	const count = (/** @type {Place} */ place) => ever.filter((box) => overlaps(box, boxesOf(place))).length;
	const free = places.filter((place) => isFree(place, now)).map((place) => ({ place, n: count(place) }));
	return free.length ? free.reduce((a, b) => (b.n < a.n ? b : a)).place : null;
}
