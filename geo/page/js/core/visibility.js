// One pure function from the state to the events a reader sees. Everything on the page - map, time bar,
// tree, list, counts, card, link, download - asks here.

import { dayFromIso } from './days.js';
import { FACETS, isNodeHidden, parentsOf } from './nodes.js';

/** @typedef {import('./types.js').Events} Events */
/** @typedef {import('./types.js').Masks} Masks */
/** @typedef {import('./types.js').Matches} Matches */
/** @typedef {import('./types.js').Model} Model */
/** @typedef {import('./types.js').Nodes} Nodes */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Window} Window */

// What keeps a date from being certain, as bits of `dateFlags`.
const UNCERTAIN = 1;
const ALL_OF = 2;

/**
 * The days a state selects.
 * @param {Pick<State, 'mode' | 'day' | 'from' | 'to'>} state - A checked state.
 * @returns {Window} First and last day, both included; the first is -Infinity in the mode "up to".
 */
export function windowOf(state) {
	if (state.mode === 'range') {
		return { from: dayFromIso(state.from), to: dayFromIso(state.to) };
	}
	const day = dayFromIso(state.day);
	return { from: state.mode === 'day' ? day : -Infinity, to: day };
}

/**
 * Which events each facet hides; `any` counts the facets that hide an event.
 * @param {Pick<Model, 'events'>} model - The data.
 * @param {Nodes} nodes - The tree.
 * @param {string[]} hidden - Hidden nodes.
 * @returns {Masks} A mask for each facet, and `any`.
 */
export function facetMasks(model, nodes, hidden) {
	const set = new Set(hidden);
	const gone = Uint8Array.from(nodes.ids, (id) => (isNodeHidden(nodes, set, id) ? 1 : 0));
	const none = () => new Uint8Array(model.events.n);
	const masks = { any: none(), date: none(), kind: none(), side: none(), campaign: none(), grade: none() };
	FACETS.forEach((facet) => {
		const mask = masks[facet];
		for (let i = 0; i < mask.length; i++) {
			mask[i] = gone[nodes.leaf[facet][i]] ?? 0;
			masks.any[i] += mask[i];
		}
	});
	return masks;
}

/**
 * The rule of the whole page: an event counts on every civil day from its first possible day to its last
 * possible day, both included, unless a facet or the query hides it.
 * @param {Pick<Model, 'events'>} model - The data; events stand in the order of their first days.
 * @param {Pick<State, 'mode' | 'day' | 'from' | 'to'>} state - A checked state.
 * @param {Masks} masks - Which events the facets hide.
 * @param {Matches} matches - Which events the query finds; null without a query.
 * @returns {number[]} Rows of the visible events.
 */
export function visibleEvents({ events }, state, masks, matches) {
	const { from, to } = windowOf(state);
	const shown = [];
	for (let i = 0; i < events.n && events.start[i] <= to; i++) {
		if (events.end[i] >= from && !masks.any[i] && !(matches && !matches[i])) {
			shown.push(i);
		}
	}
	return shown;
}

/**
 * How many events the days alone select, whatever the filters hide.
 * @param {Pick<Model, 'events'>} model - The data; events stand in the order of their first days.
 * @param {Window} win - The selected days.
 * @returns {number} The number of events.
 */
export function countInDays({ events }, win) {
	let count = 0;
	for (let i = 0; i < events.n && events.start[i] <= win.to; i++) {
		count += events.end[i] >= win.from ? 1 : 0;
	}
	return count;
}

/**
 * Whether an event is certain on a selected day: no reading of the sources takes it away.
 * @param {Events} events - All events.
 * @param {number} i - The row of the event.
 * @param {Window} win - The selected days.
 * @returns {boolean} Whether it is certain.
 */
export function isCertain(events, i, win) {
	if (!hasCertainDay(events, i)) {
		return false;
	}
	if (isAllOf(events, i)) {
		return isIn(events.start[i], win) || isIn(events.end[i], win);
	}
	return events.startLatest[i] <= win.to && events.endEarliest[i] >= win.from;
}

/**
 * Whether an event is certain on any day: a date its source calls approximate or uncertain is on none.
 * @param {Events} events - All events.
 * @param {number} i - The row of the event.
 * @returns {boolean} Whether it has a certain day.
 */
export function hasCertainDay(events, i) {
	return !(events.dateFlags[i] & UNCERTAIN) && events.startLatest[i] <= events.endEarliest[i];
}

/**
 * Whether the day on which an event began is known.
 * @param {Events} events - All events.
 * @param {number} i - The row of the event.
 * @returns {boolean} Whether no source leaves it open.
 */
export function isBeginKnown(events, i) {
	return !(events.dateFlags[i] & UNCERTAIN) && events.start[i] === events.startLatest[i];
}

/**
 * Whether a date names its first and its last day and says nothing of those between.
 * @param {Events} events - All events.
 * @param {number} i - The row of the event.
 * @returns {boolean} Whether it is such a set.
 */
export function isAllOf(events, i) {
	return Boolean(events.dateFlags[i] & ALL_OF);
}

/**
 * @param {number} day
 * @param {Window} win
 */
function isIn(day, win) {
	return day >= win.from && day <= win.to;
}

/**
 * Counts for every node of the tree: how many events it would show with all other filters as they are.
 * @param {Pick<Model, 'events'>} model - The data.
 * @param {Nodes} nodes - The tree.
 * @param {State} state - A checked state.
 * @param {Masks} masks - Which events the facets hide.
 * @param {Matches} matches - Which events the query finds; null without a query.
 * @returns {Map<string, number>} Node -> number of events; nodes of none are left out.
 */
export function countNodes({ events }, nodes, state, masks, matches) {
	const own = new Int32Array(nodes.ids.length);
	const win = windowOf(state);
	FACETS.forEach((facet) => {
		const leaf = nodes.leaf[facet];
		const mask = masks[facet];
		// The tree of dates is itself a choice of time: its counts do not follow the time bar.
		const { from, to } = facet === 'date' ? { from: -Infinity, to: Infinity } : win;
		for (let i = 0; i < events.n && events.start[i] <= to; i++) {
			if (events.end[i] >= from && masks.any[i] === mask[i] && !(matches && !matches[i])) {
				own[leaf[i]]++;
			}
		}
	});
	const counts = new Map();
	nodes.ids.forEach((id, n) => {
		if (own[n]) {
			[id, ...parentsOf(nodes, id)].forEach((up) => counts.set(up, (counts.get(up) || 0) + own[n]));
		}
	});
	return counts;
}

/**
 * Whether a feature or a label stands on the selected days. Undated ones always do; dated ones follow the
 * same rule as the events.
 * @param {{from: number | null, to: number | null}} feature - Its days; null for an open end.
 * @param {Pick<State, 'mode'>} state - The state.
 * @param {Window} win - The selected days.
 * @returns {boolean} Whether it stands.
 */
export function isFeatureShown(feature, state, win) {
	const from = feature.from ?? -Infinity;
	const to = feature.to ?? Infinity;
	// Up to the day, a front line gives way to the next one: the map shows where it stood that day.
	const start = state.mode === 'upto' ? win.to : win.from;
	return from <= win.to && to >= start;
}
