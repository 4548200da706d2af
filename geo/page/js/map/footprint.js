// Where symbols stand on any day: what a name keeps clear of, so that it may stay while time plays.

import { groupEvents } from './groups.js';
import { hitsOfGroup } from './events.js';
import { hasPosition } from '../core/model.js';

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').View} View */

// With more events than this no name is free of all of them, and to look through their days costs too much.
const MOST_EVENTS = 1500;
// On its way to another view a map stands on other levels than these, and names are not kept.
const LEVELS = 4;
const WORLD = 256;

/**
 * Makes what tells where symbols stand on any day, with the layers, the search and the mode as they are.
 * @param {{model: Model, store: Store}} parts - What it uses.
 * @returns {(view: View) => Box[]} The boxes of the symbols, pixels of the view.
 */
export function makeFootprint({ model, store }) {
	/** @type {unknown[]} */
	let madeFor = [];
	/** @type {Hit[]} */
	let spots = [];
	return (view) => {
		if (!Number.isInteger(view.zoom * LEVELS)) {
			return [];
		}
		const { masks, matches, mode } = store.scene();
		const wanted = [masks, matches, mode, view.scale];
		if (wanted.some((one, k) => one !== madeFor[k])) {
			madeFor = wanted;
			spots = spotsOf(model, store, view.scale);
		}
		return spots.map(({ x, y, r }) => ({ x: x - r - view.x, y: y - r - view.y, w: 2 * r, h: 2 * r }));
	};
}

/**
 * The symbols of all days on which another set of events is shown, each place once, pixels of the world.
 * @param {Model} model
 * @param {Store} store
 * @param {number} scale
 * @returns {Hit[]}
 */
function spotsOf(model, store, scale) {
	const { events } = model;
	const isUpTo = store.scene().mode === 'upto';
	const all = Array.from({ length: events.n }, (_, i) => i).filter(
		(i) => hasPosition(events, i) && store.passes(i),
	);
	if (all.length > MOST_EVENTS) {
		return [];
	}
	const days = new Set(all.flatMap((i) => [events.start[i], events.end[i] + 1]));
	const world = { x: 0, y: 0, width: WORLD * scale, height: WORLD * scale, scale };
	/** @type {Map<string, Hit>} */
	const spots = new Map();
	days.forEach((day) => {
		const shown = all.filter((i) => events.start[i] <= day && (isUpTo || events.end[i] >= day));
		groupEvents(events, shown, world)
			.flatMap((group) => hitsOfGroup(model, group, group))
			.forEach((hit) => spots.set([hit.x, hit.y, hit.r].map(Math.round).join(), hit));
	});
	return [...spots.values()];
}
