// The tree of layers: an id for every date, kind, side, campaign and role, and which of them are hidden.

import { parseDay } from './days.js';

/** @typedef {import('./types.js').Facet} Facet */
/** @typedef {import('./types.js').Model} Model */
/** @typedef {import('./types.js').Nodes} Nodes */
/** @typedef {import('./types.js').Window} Window */

/** @type {Facet[]} The facets of the tree that decide about events, in the order the reader meets them. */
export const FACETS = ['date', 'kind', 'side', 'campaign', 'grade'];

// The leaf of an event of which a facet says nothing: no node hides it.
const NO_LEAF = -1;

/**
 * Makes every id of the tree: parents, children, and for each facet the number of the leaf that each event
 * belongs to. Numbers, because a step of the time bar asks for all of them.
 * @param {Pick<Model, 'events' | 'codes' | 'features' | 'filed' | 'meta'>} model - The data.
 * @returns {Nodes} The tree.
 */
export function makeNodes(model) {
	/** @type {Nodes['parent']} */
	const parent = new Map();
	/** @type {Nodes['children']} */
	const children = new Map();
	/** @type {Map<string, number>} */
	const numbers = new Map();
	/** @type {string[]} */
	const ids = [];
	/**
	 * @param {string} id
	 * @param {string | null} up
	 */
	function add(id, up) {
		const known = numbers.get(id);
		if (known !== undefined) {
			return known;
		}
		parent.set(id, up);
		children.set(id, []);
		numbers.set(id, ids.length);
		if (up !== null) {
			children.get(up)?.push(id);
		}
		return ids.push(id) - 1;
	}

	/** @type {Nodes['leaf']} */
	const leaf = {
		date: Int32Array.from(model.filed, (path) =>
			path.reduce((_, id, depth) => add(id, depth ? path[depth - 1] : null), 0),
		),
		kind: addCodes(model, 'kind', add),
		side: addCodes(model, 'side', add),
		campaign: addCodes(model, 'campaign', add),
		grade: addCodes(model, 'grade', add),
	};
	model.features.forEach((feature) => add(`role:${feature.role}`, null));
	children.forEach((list, id) => {
		if (id.startsWith('date:')) {
			list.sort(compareDateNodes);
		}
	});
	const leafOf = (/** @type {Facet} */ facet, /** @type {number} */ i) => ids[leaf[facet][i]];
	return { parent, children, ids, leaf, leafOf, renamed: model.meta.renamed };
}

/**
 * The days that a node of the tree of dates stands for; of a day that is not known, those of its month or
 * year.
 * @param {string} id - A node of the facet `date`.
 * @param {Pick<Model, 'meta'>} model - The data.
 * @returns {Window} First and last day.
 */
export function daysOfNode(id, { meta }) {
	const date = id.slice('date:'.length).replace(/:\?$/, '');
	if (date === 'earlier') {
		return { from: meta.first_day, to: meta.period[0] - 1 };
	}
	if (date === 'later') {
		return { from: meta.period[1] + 1, to: meta.last_day };
	}
	const days = parseDay(date);
	if (!days) {
		throw new RangeError(`${id}: expected a node of a year, a month or a day`);
	}
	return days;
}

/**
 * @param {Pick<Model, 'events' | 'codes'>} model
 * @param {'kind' | 'side' | 'campaign' | 'grade'} facet
 * @param {(id: string, up: null) => number} add
 * @returns {Int32Array}
 */
function addCodes(model, facet, add) {
	return Int32Array.from(model.events[facet], (row) =>
		row < 0 ? NO_LEAF : add(`${facet}:${model.codes[facet][row].code}`, null),
	);
}

/**
 * Compares ids of the tree of dates by time; "day not known" stands after the days of its month.
 * @param {string} a - An id.
 * @param {string} b - Another.
 * @returns {number} Negative, zero or positive, as `sort` takes it.
 */
export function compareDateNodes(a, b) {
	const x = sortKey(a);
	const y = sortKey(b);
	if (x === y) {
		return 0;
	}
	return x < y ? -1 : 1;
}

/**
 * @param {string} id
 */
function sortKey(id) {
	return id.replace(':earlier', ':0').replace(':later', ':9');
}

/**
 * Brings a list of hidden nodes into one form: the topmost nodes only, sorted. A hidden node hides all
 * below it, and a node whose children are all hidden is hidden.
 * @param {Nodes} nodes - The tree.
 * @param {string[]} list - Hidden nodes, by their names of today or of an older page; unknown ones are
 *     dropped.
 * @returns {string[]} The same in that form.
 */
export function normaliseHidden(nodes, list) {
	const today = list.map((id) => nodes.renamed[id] ?? id);
	const set = new Set(today.filter((id) => nodes.parent.has(id)));
	let changed = true;
	while (changed) {
		changed = false;
		for (const [id, kids] of nodes.children) {
			if (!set.has(id) && kids.length && kids.every((kid) => set.has(kid))) {
				set.add(id);
				changed = true;
			}
		}
	}
	return [...set].filter((id) => !isBelow(nodes, set, id)).sort();
}

/**
 * The nodes above one, nearest first.
 * @param {Nodes} nodes - The tree.
 * @param {string} id - A node.
 * @returns {string[]} Its parents.
 */
export function parentsOf(nodes, id) {
	const out = [];
	for (let up = nodes.parent.get(id); up; up = nodes.parent.get(up)) {
		out.push(up);
	}
	return out;
}

/**
 * @param {Nodes} nodes
 * @param {Set<string>} set
 * @param {string} id
 */
function isBelow(nodes, set, id) {
	return parentsOf(nodes, id).some((up) => set.has(up));
}

/**
 * Whether a node is hidden, by itself or by one above it.
 * @param {Nodes} nodes - The tree.
 * @param {Set<string>} set - Hidden nodes.
 * @param {string} id - The node.
 * @returns {boolean} Whether it is hidden.
 */
export function isNodeHidden(nodes, set, id) {
	return set.has(id) || isBelow(nodes, set, id);
}

/**
 * Shows or hides one node, whatever was ticked above or below it.
 * @param {Nodes} nodes - The tree.
 * @param {string[]} hidden - Hidden nodes.
 * @param {string} id - The node.
 * @param {boolean} show - Whether it is to be shown.
 * @returns {string[]} The hidden nodes after that.
 */
export function toggleNode(nodes, hidden, id, show) {
	const set = new Set(hidden);
	if (!show) {
		return normaliseHidden(nodes, [...set, id]);
	}
	// Take the branch apart from the top, so that only its siblings stay hidden.
	for (const step of [...parentsOf(nodes, id).reverse(), id]) {
		if (set.delete(step) && step !== id) {
			(nodes.children.get(step) || []).forEach((kid) => set.add(kid));
		}
	}
	const left = [...set].filter((other) => !parentsOf(nodes, other).includes(id));
	return normaliseHidden(nodes, left);
}
