// How the list is sorted.

import { isBeginKnown } from '../core/visibility.js';

/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {'date' | 'place' | 'kind' | 'losses'} SortKey */

// Events without a place stand last.
const LAST = '\uffff';

/**
 * What compares events for a sorted list; equals stand in the order of their first days.
 * @param {Pick<Model, 'events' | 'places'>} model - The data.
 * @param {SortKey} key - What to sort by.
 * @param {boolean} down - Whether the greatest stands first.
 * @returns {(a: number, b: number) => number} As `sort` takes it.
 */
export function compareEvents(model, key, down) {
	const sign = down ? -1 : 1;
	return (a, b) => {
		const x = valueOf(model, key, a);
		const y = valueOf(model, key, b);
		if (x === y) {
			return a - b;
		}
		return x < y ? -sign : sign;
	};
}

/**
 * What compares events for the list of one day: what began that day first, then what may have begun, then
 * what lasts over it; equals stand in the order of their first days.
 * @param {Pick<Model, 'events'>} model - The data.
 * @param {number} day - The day.
 * @returns {(a: number, b: number) => number} As `sort` takes it.
 */
export function compareOnDay({ events }, day) {
	const rank = (/** @type {number} */ i) => {
		if (isBeginKnown(events, i)) {
			return events.start[i] === day ? 0 : 2;
		}
		return events.startLatest[i] >= day ? 1 : 2;
	};
	return (a, b) => rank(a) - rank(b) || a - b;
}

/**
 * @param {Pick<Model, 'events' | 'places'>} model
 * @param {SortKey} key
 * @param {number} i
 */
function valueOf({ events, places }, key, i) {
	switch (key) {
		case 'place':
			return places[events.place[i]]?.name ?? LAST;
		case 'kind':
			return events.kind[i];
		case 'losses':
			return events.lossesHigh[i];
		default:
			return i;
	}
}
