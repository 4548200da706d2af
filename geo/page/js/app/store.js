// The store: the one state of the page, what follows from it, and the promise that it was painted.
// Views ask it and listen to it; none of them keeps events of its own.

import { FACETS, isNodeHidden, makeNodes, normaliseHidden, toggleNode } from '../core/nodes.js';
import { makeSearch } from '../core/search.js';
import { checkWholePatch, defaultState } from '../core/state.js';
import {
	countInDays,
	countNodes,
	facetMasks,
	isCertain,
	visibleEvents,
	windowOf,
} from '../core/visibility.js';

/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Masks} Masks */
/** @typedef {import('../core/types.js').Matches} Matches */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Nodes} Nodes */
/** @typedef {import('../core/types.js').Scene} Scene */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */

// A hidden tab has no frames; a promise of paint must still be kept, after this many milliseconds.
const FRAME_TIMEOUT_MS = 250;

/**
 * Makes the store.
 * @param {Model} model - The data.
 * @returns {Store} The store.
 */
export function makeStore(model) {
	const nodes = makeNodes(model);
	const { on, tell } = makeListeners();
	const painted = makePainter(() => tell('paint'));
	const first = defaultState(model);
	const defaults = { ...first, hidden: normaliseHidden(nodes, first.hidden) };
	let state = { ...defaults };
	const filters = makeFilters(model, nodes, state.hidden);
	const matching = makeMatching(model);
	/** @type {Feature | null} */
	let feature = null;
	let scene = makeScene(model, nodes, state, filters.masks(), matching.matches());

	function refresh() {
		scene = makeScene(model, nodes, state, filters.masks(), matching.matches());
		if (scene.selected !== null && !scene.shown.includes(scene.selected)) {
			state.selected = null;
			scene.selected = null;
			tell('left');
		}
	}

	/** @type {Store['set']} */
	async function set(patch) {
		const before = state;
		state = { ...state, ...patch };
		if (patch.hidden) {
			state.hidden = normaliseHidden(nodes, patch.hidden);
			filters.hide(state.hidden);
		}
		if (patch.selected) {
			feature = null;
		}
		if (state.lang !== before.lang) {
			tell('language');
		}
		await matching.find(state.query, (query) => state.query === query);
		refresh();
		tell('change', state.selected !== before.selected);
		await painted();
	}

	/** @type {Store['openFeature']} */
	async function openFeature(wanted) {
		feature = wanted;
		await (wanted && state.selected ? set({ selected: null }) : painted());
	}

	refresh();
	return {
		defaults,
		nodes,
		on,
		set,
		setChecked: async (patch) => set(checkedPatch(model, nodes, patch, state)),
		painted,
		passes: (i) => !filters.masks().any[i] && !(matching.matches()?.[i] === 0),
		hiddenWithout: (indices) => filters.hiddenWithout(indices, state.hidden),
		state: () => state,
		scene: () => scene,
		matches: matching.matches,
		isHidden: filters.isHidden,
		toggle: (id, show) => set({ hidden: toggleNode(nodes, state.hidden, id, show) }),
		feature: () => feature,
		openFeature,
	};
}

/**
 * A change asked for from outside.
 * @param {Model} model
 * @param {Nodes} nodes
 * @param {unknown} patch
 * @param {State} state The state now.
 * @returns {Partial<State>}
 * @throws {RangeError} If it is no change, or something in it is not known or wrong.
 */
function checkedPatch(model, nodes, patch, state) {
	const problems = checkWholePatch(model, nodes, patch, state);
	if (problems.length) {
		throw new RangeError(`set: ${problems.join('; ')}`);
	}
	return /** @type {Partial<State>} */ (patch);
}

/**
 * What the hidden nodes of the tree hide.
 * @param {Model} model
 * @param {Nodes} nodes
 * @param {string[]} first
 */
function makeFilters(model, nodes, first) {
	let masks = facetMasks(model, nodes, first);
	let hidden = new Set(first);
	return {
		masks: () => masks,
		isHidden: (/** @type {string} */ id) => isNodeHidden(nodes, hidden, id),
		hide: (/** @type {string[]} */ list) => {
			hidden = new Set(list);
			masks = facetMasks(model, nodes, list);
		},
		// The list of hidden nodes that hides none of these events.
		hiddenWithout: (/** @type {number[]} */ indices, /** @type {string[]} */ from) => {
			const ids = indices.flatMap((i) =>
				FACETS.filter((facet) => masks[facet][i]).map((facet) => nodes.leafOf(facet, i)),
			);
			return ids.reduce((list, id) => toggleNode(nodes, list, id, true), from);
		},
	};
}

/**
 * Which events a search finds.
 * @param {Model} model
 */
function makeMatching(model) {
	const search = makeSearch(model);
	/** @type {Matches} */
	let matches = null;
	let matchesFor = '';
	return {
		matches: () => matches,
		// The answer to an older question is dropped when a newer one has been asked.
		find: async (/** @type {string} */ query, /** @type {(query: string) => boolean} */ isCurrent) => {
			if (query !== matchesFor) {
				const mask = await search(query);
				if (isCurrent(query)) {
					matches = mask;
					matchesFor = query;
				}
			}
		},
	};
}

/**
 * What a state selects.
 * @param {Model} model
 * @param {Nodes} nodes
 * @param {State} state
 * @param {Masks} masks
 * @param {Matches} matches
 * @returns {Scene}
 */
function makeScene(model, nodes, state, masks, matches) {
	const win = windowOf(state);
	return {
		shown: visibleEvents(model, state, masks, matches),
		masks,
		matches,
		mode: state.mode,
		day: win.to,
		window: win,
		selected: state.selected === null ? null : (model.events.index.get(state.selected) ?? null),
		counts: countNodes(model, nodes, state, masks, matches),
		unfiltered: countInDays(model, win),
		possible: (i) => !isCertain(model.events, i, win),
	};
}

/**
 * Listeners by what they listen to.
 */
function makeListeners() {
	/** @type {Record<string, ((what: boolean) => void)[]>} */
	const listeners = { language: [], left: [], change: [], paint: [] };
	return {
		/** @type {Store['on']} */
		on: (name, act) => {
			listeners[name].push(act);
		},
		tell: (/** @type {string} */ name, what = false) => {
			listeners[name].forEach((act) => act(what));
		},
	};
}

/**
 * Gives a function that resolves once `paint` has run in the next frame, once for all who wait.
 * @param {() => void} paint
 * @returns {() => Promise<void>}
 */
function makePainter(paint) {
	/** @type {(() => void)[]} */
	let waiting = [];
	let requested = false;

	function run() {
		if (!requested) {
			return;
		}
		requested = false;
		paint();
		const list = waiting;
		waiting = [];
		list.forEach((resolve) => resolve());
	}

	return () =>
		new Promise((resolve) => {
			waiting.push(resolve);
			if (!requested) {
				requested = true;
				window.requestAnimationFrame(run);
				window.setTimeout(run, FRAME_TIMEOUT_MS);
			}
		});
}
