// `window.borderMap`: the API for a script, a test or an embedding page.

import { makeDrawn } from './drawn.js';
import { makeNodes, normaliseHidden } from '../core/nodes.js';
import { checkWholePatch, defaultState } from '../core/state.js';
import { facetMasks, visibleEvents } from '../core/visibility.js';

/** @typedef {import('../core/types.js').Downloads} Downloads */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Matches} Matches */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Nodes} Nodes */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */

/**
 * What the API answers from, once the page is painted.
 * @typedef {object} Page
 * @property {import('leaflet').Map} map
 * @property {Model} model
 * @property {Store} store
 * @property {MapView} mapView
 * @property {Downloads} downloads
 * @property {() => string} link
 */

/**
 * Puts the API on the window.
 * @param {Model | null} early - The data if they could be read at once.
 * @param {Promise<Page>} ready - The whole page.
 * @returns {void}
 */
export function exposeApi(early, ready) {
	const api = {
		ready: ready.then(() => true),
		set: async (/** @type {unknown} */ patch) => (await ready).store.setChecked(patch),
		toGeoJSON: async () => (await ready).downloads.shown(),
		...(early && earlyAnswers(early)),
	};
	Object.assign(window, { borderMap: api });
	ready.then(
		({ map, model, store, mapView, link }) => {
			Object.assign(api, makeAnswers(model, store.nodes, store.state, store.matches), {
				link,
				onMap: () => mapView.hits().flatMap((hit) => hit.members.map((i) => model.events.id[i])),
				drawn: () => makeDrawn(map, model, mapView),
				// For tests: Leaflet's map.
				map,
			});
		},
		() => {
			// The page itself says why it could not be opened.
		},
	);
}

/**
 * The questions that need no painted page.
 * @param {Model} model
 * @param {Nodes} nodes
 * @param {() => State} stateOf
 * @param {() => Matches} matchesOf
 */
function makeAnswers(model, nodes, stateOf, matchesOf) {
	const idOf = (/** @type {number} */ i) => model.events.id[i];
	return {
		ids: () => model.events.id.slice(),
		nodes: () => nodes.ids.slice(),
		state: () => ({ ...stateOf(), hidden: stateOf().hidden.slice() }),
		// With a patch: what would be visible with some keys changed; nothing on the page moves.
		visible: (/** @type {Partial<State>} */ patch = {}) => {
			const problems = checkWholePatch(model, nodes, patch, stateOf());
			if (!problems.length && 'query' in patch) {
				problems.push('query: searching takes time; use set() and then visible()');
			}
			if (problems.length) {
				throw new RangeError(`visible: ${problems.join('; ')}`);
			}
			const next = { ...stateOf(), ...patch };
			const masks = facetMasks(model, nodes, normaliseHidden(nodes, next.hidden));
			return visibleEvents(model, next, masks, matchesOf()).map(idOf);
		},
	};
}

/**
 * What can be answered before the first paint: the data as they are before any reader's choice.
 * @param {Model} model
 */
function earlyAnswers(model) {
	const nodes = makeNodes(model);
	const first = defaultState(model);
	const state = { ...first, hidden: normaliseHidden(nodes, first.hidden) };
	return makeAnswers(
		model,
		nodes,
		() => state,
		() => null,
	);
}
