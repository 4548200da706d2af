// One state, and one pure function from it to the events a reader sees.
// Everything else on the page - map, time bar, tree, list, counts, card, link, download - asks here.

import { dayFromIso, dayToIso } from './days.js';

export const MODES = ['day', 'upto', 'range'];
// The facets of the layer tree that decide about events, in the order the reader meets them.
export const FACETS = ['date', 'kind', 'side', 'campaign'];

/**
 *
 * @param model
 */
export function defaultState(model) {
	return {
		mode: 'range',
		day: dayToIso(model.meta.busiest_day),
		from: dayToIso(model.meta.period[0]),
		to: dayToIso(model.meta.period[1]),
		hidden: model.meta.hidden.slice(),
		selected: null,
		lang: 'en',
		query: '',
	};
}

// Every id of the layer tree: parents, children, and for each facet the number of the leaf that
// each event belongs to. Numbers, because a step of the time bar asks for all of them.
/**
 *
 * @param model
 */
export function makeNodes(model) {
	const parent = new Map();
	const children = new Map();
	const number = new Map();
	const ids = [];
	const leaf = {};
	function add(id, up) {
		if (!parent.has(id)) {
			parent.set(id, up);
			children.set(id, []);
			number.set(id, ids.length);
			ids.push(id);
			if (up) {
				children.get(up).push(id);
			}
		}
		return number.get(id);
	}
	FACETS.forEach((facet) => {
		leaf[facet] = new Int32Array(model.events.n);
	});
	for (let i = 0; i < model.events.n; i++) {
		const path = model.filed[i];
		for (let depth = 0; depth < path.length; depth++) {
			leaf.date[i] = add(path[depth], depth ? path[depth - 1] : null);
		}
	}
	FACETS.slice(1).forEach((facet) => {
		const codes = model.codes[facet].map((c) => `${facet}:${c.code}`);
		const column = model.events[facet];
		for (let k = 0; k < column.length; k++) {
			leaf[facet][k] = add(codes[column[k]], null);
		}
	});
	model.features.forEach((f) => {
		add(`layer:${f.layer}`, null);
	});
	children.forEach((list, id) => {
		if (id.indexOf('date:') === 0) {
			list.sort(compareDateNodes);
		}
	});
	return {
		parent,
		children,
		ids,
		leaf,
		leafOf(facet, i) {
			return ids[leaf[facet][i]];
		},
	};
}

// In time order; "day not known" stands before the days of its month.
/**
 *
 * @param a
 * @param b
 */
export function compareDateNodes(a, b) {
	const x = sortKey(a);
	const y = sortKey(b);
	return x < y ? -1 : x > y ? 1 : 0;
}

function sortKey(id) {
	return id.replace('?', '0').replace(':earlier', ':0').replace(':later', ':9');
}

// A hidden node hides all below it. Kept in one form: the topmost nodes only, sorted.
/**
 *
 * @param nodes
 * @param list
 */
export function normaliseHidden(nodes, list) {
	const set = new Set(list.filter((id) => nodes.parent.has(id)));
	let changed = true;
	while (changed) {
		changed = false;
		nodes.children.forEach((kids, id) => {
			if (!set.has(id) && kids.length && kids.every((kid) => set.has(kid))) {
				set.add(id);
				changed = true;
			}
		});
	}
	return Array.from(set)
		.filter((id) => !isBelow(nodes, set, id))
		.sort();
}

function isBelow(nodes, set, id) {
	for (let up = nodes.parent.get(id); up; up = nodes.parent.get(up)) {
		if (set.has(up)) {
			return true;
		}
	}
	return false;
}

/**
 *
 * @param nodes
 * @param set
 * @param id
 */
export function isNodeHidden(nodes, set, id) {
	return set.has(id) || isBelow(nodes, set, id);
}

// Show or hide one node, whatever was ticked above or below it.
/**
 *
 * @param nodes
 * @param hidden
 * @param id
 * @param show
 */
export function toggleNode(nodes, hidden, id, show) {
	const set = new Set(hidden);
	if (!show) {
		set.add(id);
		return normaliseHidden(nodes, Array.from(set));
	}
	// Take the branch apart from the top, so that only its siblings stay hidden.
	const chain = [];
	for (let up = id; up; up = nodes.parent.get(up)) {
		chain.unshift(up);
	}
	chain.forEach((step) => {
		if (set.has(step)) {
			set.delete(step);
			if (step !== id) {
				nodes.children.get(step).forEach((kid) => {
					set.add(kid);
				});
			}
		}
	});
	Array.from(set).forEach((other) => {
		for (let up = nodes.parent.get(other); up; up = nodes.parent.get(up)) {
			if (up === id) {
				set.delete(other);
			}
		}
	});
	return normaliseHidden(nodes, Array.from(set));
}

// The inclusive window of days a state asks for.
/**
 *
 * @param state
 */
export function windowOf(state) {
	const day = dayFromIso(state.day);
	if (state.mode === 'day') {
		return { from: day, to: day };
	}
	if (state.mode === 'upto') {
		return { from: -Infinity, to: day };
	}
	return { from: dayFromIso(state.from), to: dayFromIso(state.to) };
}

// For each facet, which events it hides; `any` counts the facets that hide an event.
/**
 *
 * @param model
 * @param nodes
 * @param hidden
 */
export function facetMasks(model, nodes, hidden) {
	const set = new Set(hidden);
	const masks = { any: new Uint8Array(model.events.n) };
	const gone = Uint8Array.from(nodes.ids, (id) => (isNodeHidden(nodes, set, id) ? 1 : 0));
	FACETS.forEach((facet) => {
		const mask = new Uint8Array(model.events.n);
		const leaf = nodes.leaf[facet];
		for (let i = 0; i < mask.length; i++) {
			mask[i] = gone[leaf[i]];
			masks.any[i] += mask[i];
		}
		masks[facet] = mask;
	});
	return masks;
}

// The rule of the whole page. An event counts on every civil day from its first possible day to
// its last possible day, both included.
/**
 *
 * @param model
 * @param state
 * @param masks
 * @param matches
 */
export function visibleEvents(model, state, masks, matches) {
	const e = model.events;
	const win = windowOf(state);
	const shown = [];
	for (let i = 0; i < e.n; i++) {
		if (e.start[i] > win.to) {
			break;
		}
		if (e.end[i] < win.from) {
			continue;
		}
		if (masks.any[i] || (matches && !matches[i])) {
			continue;
		}
		shown.push(i);
	}
	return shown;
}

// Certain on the days of the window that no reading of the sources takes away.
/**
 *
 * @param events
 * @param i
 * @param win
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

// A date its source calls approximate or uncertain is certain on no day.
/**
 *
 * @param events
 * @param i
 */
export function hasCertainDay(events, i) {
	return !(events.doubt[i] & 1) && events.startLatest[i] <= events.endEarliest[i];
}

// A date that names its first and its last day, and says nothing of those between.
/**
 *
 * @param events
 * @param i
 */
export function isAllOf(events, i) {
	return Boolean(events.doubt[i] & 2);
}

function isIn(day, win) {
	return day >= win.from && day <= win.to;
}

// Counts for every node: how many events it would show with all other filters as they are.
/**
 *
 * @param model
 * @param nodes
 * @param state
 * @param masks
 * @param matches
 */
export function countNodes(model, nodes, state, masks, matches) {
	const e = model.events;
	const win = windowOf(state);
	const own = new Int32Array(nodes.ids.length);
	const counts = new Map();
	FACETS.forEach((facet) => {
		const leaf = nodes.leaf[facet];
		const mask = masks[facet];
		// The tree of dates is itself a choice of time: its counts do not follow the time bar.
		const from = facet === 'date' ? -Infinity : win.from;
		const to = facet === 'date' ? Infinity : win.to;
		for (let i = 0; i < e.n && e.start[i] <= to; i++) {
			if (e.end[i] >= from && masks.any[i] === mask[i] && !(matches && !matches[i])) {
				own[leaf[i]]++;
			}
		}
	});
	nodes.ids.forEach((id, n) => {
		if (!own[n]) {
			return;
		}
		for (let up = id; up; up = nodes.parent.get(up)) {
			counts.set(up, (counts.get(up) || 0) + own[n]);
		}
	});
	return counts;
}

// Undated features always stand; dated ones follow the same rule as the events.
/**
 *
 * @param feature
 * @param state
 * @param win
 */
export function isFeatureShown(feature, state, win) {
	if (feature.from === null && feature.to === null) {
		return true;
	}
	const from = feature.from === null ? -Infinity : feature.from;
	const to = feature.to === null ? Infinity : feature.to;
	// Up to the day, a front line gives way to the next one: the map shows where it stood that day.
	const start = state.mode === 'upto' ? win.to : win.from;
	return from <= win.to && to >= start;
}

// Checks a patch of a state, or by itself with {}; gives the problems in words, none if it can be taken.
/**
 *
 * @param model
 * @param patch
 * @param state
 */
export function checkPatch(model, patch, state) {
	const problems = [];
	function check(key, ok, expected) {
		if (key in patch && !ok(patch[key])) {
			problems.push(`${key} ${JSON.stringify(patch[key])}: expected ${expected}`);
		}
	}
	const isDay = function (v) {
		return dayFromIso(v) !== null;
	};
	const isText = function (v) {
		return typeof v === 'string';
	};
	check('mode', (v) => MODES.indexOf(v) >= 0, MODES.join(', '));
	check('day', isDay, 'an ISO day, YYYY-MM-DD');
	check('from', isDay, 'an ISO day, YYYY-MM-DD');
	check('to', isDay, 'an ISO day, YYYY-MM-DD');
	check('hidden', (v) => Array.isArray(v) && v.every(isText), 'a list of layer ids');
	check('selected', (v) => v === null || model.events.index.has(v), 'an event id or null');
	check('lang', (v) => model.meta.languages.indexOf(v) >= 0, model.meta.languages.join(', '));
	check('query', isText, 'text');
	const from = patch.from || state.from;
	const to = patch.to || state.to;
	if (!problems.length && from && to && dayFromIso(from) > dayFromIso(to)) {
		problems.push(`from ${from} is after to ${to}`);
	}
	return problems;
}
