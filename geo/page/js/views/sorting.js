// How the list is sorted.

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
