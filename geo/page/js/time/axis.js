// The axis of the time bar: busy months are wide, quiet months narrow, long gaps a break.

import { dayFromParts, dayToParts, monthLength } from '../core/days.js';

/** @typedef {import('../core/types.js').Events} Events */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * A month, or a long gap; inclusive days.
 * @typedef {object} Segment
 * @property {number} from
 * @property {number} to
 * @property {number} weight
 * @property {number} left Sum of the weights before it.
 * @property {boolean} isGap
 * @property {number} year Of a month; so `month`.
 * @property {number} month
 */

/** @typedef {{year: number, month: number, from: number, to: number, n: number}} Month */

/**
 * @typedef {object} Axis
 * @property {Segment[]} segments In order, covering everything between the first and the last day.
 * @property {number} from
 * @property {number} to
 * @property {(day: number) => number} at Share of the width, 0 to 1, where a day begins; day + 1 is its end.
 * @property {(share: number) => number} dayAt
 * @property {(day: number, by: 1 | -1) => number} step One day on or back; a gap is crossed in one step.
 */

// Months without a single beginning, in a row, before the axis breaks.
const MIN_GAP_MONTHS = 6;
const GAP_WEIGHT = 2.4;
const QUIET_WEIGHT = 1.2;

/**
 * Makes an axis for a stretch of days.
 * @param {Pick<Events, 'n' | 'start'>} events - All events.
 * @param {Window} window - First and last day; finite.
 * @returns {Axis} The axis.
 */
export function makeAxis(events, window) {
	let total = 0;
	const segments = makeSegments(events, window).map((segment) => {
		const left = total;
		total += segment.weight;
		return { ...segment, left };
	});

	/** @type {Axis['at']} */
	function at(day) {
		const s = segmentOf(segments, day);
		const span = s.to - s.from + 1;
		return (s.left + s.weight * Math.max(0, Math.min(1, (day - s.from) / span))) / total;
	}

	/** @type {Axis['dayAt']} */
	function dayAt(share) {
		const target = Math.max(0, Math.min(0.999999, share)) * total;
		let i = 0;
		while (i < segments.length - 1 && segments[i + 1].left <= target) {
			i++;
		}
		const s = segments[i];
		if (s.isGap) {
			return target - s.left < s.weight / 2 ? s.from - 1 : s.to + 1;
		}
		return s.from + Math.floor(((target - s.left) / s.weight) * (s.to - s.from + 1));
	}

	/** @type {Axis['step']} */
	function step(day, by) {
		const s = segmentOf(segments, day + by);
		const beyond = by > 0 ? s.to + 1 : s.from - 1;
		return Math.max(window.from, Math.min(window.to, s.isGap ? beyond : day + by));
	}

	return { segments, from: window.from, to: window.to, at, dayAt, step };
}

/**
 * The segment that holds a day; the first or last for one beyond.
 * @param {Segment[]} segments
 * @param {number} day
 */
function segmentOf(segments, day) {
	let low = 0;
	let high = segments.length - 1;
	while (low < high) {
		const mid = (low + high + 1) >> 1;
		if (segments[mid].from <= day) {
			low = mid;
		} else {
			high = mid - 1;
		}
	}
	return segments[low];
}

/**
 * @param {Pick<Events, 'n' | 'start'>} events
 * @param {Window} window
 * @returns {Omit<Segment, 'left'>[]}
 */
function makeSegments(events, window) {
	/** @type {Omit<Segment, 'left'>[]} */
	const segments = [];
	/** @type {Month[]} */
	let quiet = [];
	function flush() {
		if (quiet.length >= MIN_GAP_MONTHS) {
			const last = quiet[quiet.length - 1];
			segments.push({ ...quiet[0], to: last.to, weight: GAP_WEIGHT, isGap: true });
		} else {
			segments.push(...quiet.map((month) => ({ ...month, weight: QUIET_WEIGHT, isGap: false })));
		}
		quiet = [];
	}
	countedMonths(events, window).forEach((month) => {
		if (month.n) {
			flush();
			segments.push({ ...month, weight: 2 + 2.2 * Math.sqrt(month.n), isGap: false });
		} else {
			quiet.push(month);
		}
	});
	flush();
	return segments;
}

/**
 * The months of a stretch, with the number of events that begin in each.
 * @param {Pick<Events, 'n' | 'start'>} events
 * @param {Window} window
 * @returns {Month[]}
 */
function countedMonths(events, window) {
	const first = monthNumber(window.from);
	const last = monthNumber(window.to);
	const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
		const year = Math.floor((first + i) / 12);
		const month = ((first + i) % 12) + 1;
		const from = dayFromParts(year, month, 1);
		return { year, month, from, to: from + monthLength(year, month) - 1, n: 0 };
	});
	for (let i = 0; i < events.n; i++) {
		const month = months[monthNumber(events.start[i]) - first];
		if (month) {
			month.n++;
		}
	}
	return months;
}

/**
 * Months since the year 0.
 * @param {number} day
 */
function monthNumber(day) {
	const { year, month } = dayToParts(day);
	return year * 12 + month - 1;
}
