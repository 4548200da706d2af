// The bars of the histogram: how many events are certain, possible or filtered out on which days.

import { isBeginKnown } from '../core/visibility.js';

/** @typedef {import('../core/types.js').Events} Events */
/** @typedef {import('../core/types.js').Masks} Masks */
/** @typedef {import('../core/types.js').Matches} Matches */
/** @typedef {import('./axis.js').Axis} Axis */

/**
 * @typedef {object} Bin
 * @property {number} from First day; `to` the last.
 * @property {number} to
 * @property {number} x Pixels; so `w`.
 * @property {number} w
 * @property {number} certain
 * @property {number} possible
 * @property {number} muted Hidden by a filter other than that of time.
 */

// The least width of a bar, pixels.
const LEAST = 2;
const WEEK = 7;

/**
 * Makes bars of one day where there is room for them, of a week or a month where there is not.
 * @param {Axis} axis - The axis.
 * @param {number} width - Its width, pixels.
 * @returns {Bin[]} Empty bars, in order.
 */
export function makeBins(axis, width) {
	return axis.segments
		.filter((segment) => !segment.isGap)
		.flatMap(({ from, to }) => {
			const count = to - from + 1;
			const perDay = ((axis.at(to + 1) - axis.at(from)) * width) / count;
			const size = sizeOf(perDay, count);
			return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
				const first = from + i * size;
				const last = Math.min(to, first + size - 1);
				const x = axis.at(first) * width;
				const w = Math.max(1, axis.at(last + 1) * width - x);
				return { from: first, to: last, x, w, certain: 0, possible: 0, muted: 0 };
			});
		});
}

/**
 * @param {number} perDay Pixels.
 * @param {number} month Days.
 */
function sizeOf(perDay, month) {
	if (perDay >= LEAST) {
		return 1;
	}
	return perDay * WEEK >= LEAST ? WEEK : month;
}

/**
 * The bar of a day.
 * @param {Bin[]} bins - The bars, in order.
 * @param {number} day - The day.
 * @returns {number} The number of the first bar that does not end before the day; the last if all do.
 */
export function binAt(bins, day) {
	let low = 0;
	let high = bins.length - 1;
	while (low < high) {
		const mid = (low + high) >> 1;
		if (bins[mid].to < day) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return low;
}

/**
 * Counts each event into the bars once: on the day it began, if that is known, else spread over the days on
 * which it may have begun. What lasts is shown by the lanes, so that a long event raises no other day.
 * @param {Bin[]} bins - The bars; their counts grow.
 * @param {Events} events - All events.
 * @param {Masks} masks - Which events the facets hide.
 * @param {Matches} matches - Which events the query finds; null without a query.
 * @returns {void}
 */
export function fillBins(bins, events, masks, matches) {
	for (let i = 0; i < events.n; i++) {
		const from = events.start[i];
		const to = events.startLatest[i];
		const isMuted = Boolean(masks.any[i] || (matches && !matches[i]));
		const kind = isMuted ? 'muted' : kindOf(events, i);
		for (let b = binAt(bins, from); b < bins.length && bins[b].from <= to; b++) {
			const days = Math.min(to, bins[b].to) - Math.max(from, bins[b].from) + 1;
			bins[b][kind] += Math.max(0, days) / (to - from + 1);
		}
	}
}

/**
 * @param {Events} events
 * @param {number} i
 * @returns {'certain' | 'possible'}
 */
function kindOf(events, i) {
	return isBeginKnown(events, i) ? 'certain' : 'possible';
}
