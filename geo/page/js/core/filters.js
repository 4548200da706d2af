// The filters in force, besides the days: what each leaves out, and the change that takes it off.

import { FACETS, parentsOf, toggleNode } from './nodes.js';

/** @typedef {import('./types.js').Facet} Facet */
/** @typedef {import('./types.js').Nodes} Nodes */
/** @typedef {import('./types.js').State} State */

/**
 * One filter, and what takes it off.
 * @typedef {object} Filter
 * @property {'query' | 'only' | 'without'} kind What is asked for, all that is left of a facet, or one hidden
 *     node.
 * @property {string[]} nodes The nodes that are left or hidden; none of a query.
 * @property {Partial<State>} without The change that takes it off.
 */

/**
 * Lists the filters of a state: a search, and for each facet what is hidden beyond the state at the start.
 * Where less is left of a facet than is hidden, the filter names what is left.
 * @param {Nodes} nodes - The tree.
 * @param {Pick<State, 'query' | 'hidden'>} state - The state.
 * @param {Pick<State, 'hidden'>} defaults - The state at the start.
 * @returns {Filter[]} The filters, in the order of the tree.
 */
export function findFilters(nodes, state, defaults) {
	/** @type {Filter[]} */
	const filters = state.query ? [{ kind: 'query', nodes: [], without: { query: '' } }] : [];
	[...FACETS, 'role'].forEach((facet) => {
		const own = state.hidden.filter((id) => isOf(id, facet) && !defaults.hidden.includes(id));
		const left = facet === 'role' ? [] : leftOf(nodes, facet, state.hidden);
		if (left.length && left.length < own.length) {
			const hidden = state.hidden.filter((id) => !isOf(id, facet) || defaults.hidden.includes(id));
			filters.push({ kind: 'only', nodes: left, without: { hidden } });
			return;
		}
		own.forEach((id) => {
			const hidden = toggleNode(nodes, state.hidden, id, true);
			filters.push({ kind: 'without', nodes: [id], without: { hidden } });
		});
	});
	return filters;
}

/**
 * @param {string} id
 * @param {string} facet
 */
function isOf(id, facet) {
	return id.startsWith(`${facet}:`);
}

/**
 * The topmost nodes of a facet under which nothing is hidden, that are not hidden themselves.
 * @param {Nodes} nodes
 * @param {string} facet
 * @param {string[]} hidden
 * @returns {string[]}
 */
function leftOf(nodes, facet, hidden) {
	const gone = new Set(hidden);
	const split = new Set(hidden.flatMap((id) => parentsOf(nodes, id)));
	/**
	 * @param {string} id
	 * @returns {string[]}
	 */
	function left(id) {
		if (gone.has(id)) {
			return [];
		}
		return split.has(id) ? (nodes.children.get(id) || []).flatMap(left) : [id];
	}
	return nodes.ids.filter((id) => isOf(id, facet) && !nodes.parent.get(id)).flatMap(left);
}
