// Steps through time: which event is next, and what the state must become to show one.

import { dayFromIso, dayToIso } from './days.js';

/** @typedef {import('./types.js').Events} Events */
/** @typedef {import('./types.js').Scene} Scene */
/** @typedef {import('./types.js').State} State */

/**
 * The first event that begins after a day and passes the filters.
 * @param {Events} events - All events, in the order of their first days.
 * @param {(i: number) => boolean} passes - Whether an event passes every filter but that of time.
 * @param {number} day - The day after which to look.
 * @returns {number | null} Its row, or null if there is none.
 */
export function firstAfter(events, passes, day) {
	for (let i = 0; i < events.n; i++) {
		if (events.start[i] > day && passes(i)) {
			return i;
		}
	}
	return null;
}

/**
 * The nearest events before and after one in time that pass the filters.
 * @param {Events} events - All events, in the order of their first days.
 * @param {(i: number) => boolean} passes - Whether an event passes every filter but that of time.
 * @param {number} i - The row of the event.
 * @returns {[number | null, number | null]} Rows; null where there is none.
 */
export function neighboursOf(events, passes, i) {
	return [nextFrom(events, passes, i, -1), nextFrom(events, passes, i, 1)];
}

/**
 * The next event from a row in one direction that passes a test.
 * @param {Events} events - All events, in the order of their first days.
 * @param {(i: number) => boolean} passes - The test.
 * @param {number} from - The row to start from; it is not itself an answer.
 * @param {1 | -1} by - Later or earlier.
 * @returns {number | null} Its row, or null if there is none.
 */
export function nextFrom(events, passes, from, by) {
	for (let i = from + by; i >= 0 && i < events.n; i += by) {
		if (passes(i)) {
			return i;
		}
	}
	return null;
}

/**
 * The row from which a step to the next or previous event starts: the open card, else the selected day.
 * @param {Events} events - All events, in the order of their first days.
 * @param {Scene} scene - What is selected now.
 * @param {1 | -1} by - Later or earlier.
 * @returns {number} A row, -1 before the first or `n` after the last.
 */
export function stepStart(events, scene, by) {
	if (scene.selected !== null) {
		return scene.selected;
	}
	const day = scene.mode === 'range' ? scene.window.from : scene.window.to;
	if (by > 0) {
		let before = -1;
		while (before + 1 < events.n && events.start[before + 1] < day) {
			before++;
		}
		return before;
	}
	const after = events.start.findIndex((start) => start > day);
	return after < 0 ? events.n : after;
}

/**
 * The change of state that selects days as a reader names them: a month or a year is a range.
 * @param {import('./types.js').Window} days - First and last day.
 * @param {Pick<State, 'mode'>} state - The state now.
 * @returns {Partial<State>} A patch.
 */
export function patchForDays({ from, to }, state) {
	if (from !== to) {
		return { mode: 'range', from: dayToIso(from), to: dayToIso(to) };
	}
	return { day: dayToIso(from), mode: state.mode === 'range' ? 'day' : state.mode };
}

/**
 * The smallest change of the selected days that shows an event.
 * @param {Events} events - All events.
 * @param {State} state - The state now.
 * @param {Scene} scene - What it selects.
 * @param {number} i - The row of the event.
 * @returns {Partial<State>} A patch; empty if its days are selected already.
 */
export function daysInto(events, state, scene, i) {
	if (events.start[i] <= scene.window.to && events.end[i] >= scene.window.from) {
		return {};
	}
	if (state.mode !== 'range') {
		return { day: dayToIso(events.start[i]) };
	}
	return {
		from: dayToIso(Math.min(dayFromIso(state.from), events.start[i])),
		to: dayToIso(Math.max(dayFromIso(state.to), events.end[i])),
	};
}
