// The store: the one state of the page, what follows from it, and the promise that it was painted.
// Views ask it and are told by it; none of them keeps events of its own.

import { FACETS, isNodeHidden, makeNodes, normaliseHidden, toggleNode } from '../core/nodes.js';
import { makeSearch } from '../core/search.js';
import { checkPatch, defaultState } from '../core/state.js';
import { countNodes, facetMasks, isCertain, visibleEvents, windowOf } from '../core/visibility.js';

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
	const search = makeSearch(model);
	const { on, tell } = makeListeners();
	const painted = makePainter(() => tell('paint'));
	const first = defaultState(model);
	const defaults = { ...first, hidden: normaliseHidden(nodes, first.hidden) };
	let state = { ...defaults };
	let masks = facetMasks(model, nodes, state.hidden);
	let hidden = new Set(state.hidden);
	/** @type {Matches} */
	let matches = null;
	let matchesFor = '';
	/** @type {Feature | null} */
	let feature = null;
	let scene = makeScene(model, nodes, state, masks, matches);

	function refresh() {
		scene = makeScene(model, nodes, state, masks, matches);
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
			hidden = new Set(state.hidden);
			masks = facetMasks(model, nodes, state.hidden);
		}
		if (patch.selected) {
			feature = null;
		}
		if (state.lang !== before.lang) {
			tell('language');
		}
		await findMatches(state.query);
		refresh();
		tell('change', state.selected !== before.selected);
		await painted();
	}

	// The answer to an older question is dropped when a newer one has been asked.
	/**
	 * @param {string} query
	 */
	async function findMatches(query) {
		if (query !== matchesFor) {
			const mask = await search(query);
			if (state.query === query) {
				matches = mask;
				matchesFor = query;
			}
		}
	}

	/** @type {Store['setChecked']} */
	async function setChecked(patch) {
		if (!patch || typeof patch !== 'object') {
			throw new TypeError('set: expected an object of state keys');
		}
		const values = /** @type {Record<string, unknown>} */ (patch);
		const problems = checkPatch(model, values, state);
		if (problems.length) {
			throw new RangeError(`set: ${problems.join('; ')}`);
		}
		const known = Object.keys(defaults).filter((key) => key in values);
		await set(Object.fromEntries(known.map((key) => [key, values[key]])));
	}

	/** @type {Store['openFeature']} */
	async function openFeature(wanted) {
		feature = wanted;
		await (wanted && state.selected ? set({ selected: null }) : painted());
	}

	// The list of hidden nodes that hides none of these events.
	/** @type {Store['hiddenWithout']} */
	function hiddenWithout(indices) {
		const ids = indices.flatMap((i) =>
			FACETS.filter((facet) => masks[facet][i]).map((facet) => nodes.leafOf(facet, i)),
		);
		return ids.reduce((list, id) => toggleNode(nodes, list, id, true), state.hidden);
	}

	refresh();
	return {
		defaults,
		nodes,
		on,
		set,
		setChecked,
		painted,
		passes: (i) => !masks.any[i] && !(matches && !matches[i]),
		hiddenWithout,
		state: () => state,
		scene: () => scene,
		matches: () => matches,
		isHidden: (id) => isNodeHidden(nodes, hidden, id),
		toggle: (id, show) => set({ hidden: toggleNode(nodes, state.hidden, id, show) }),
		feature: () => feature,
		openFeature,
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
		possible: (i) => !isCertain(model.events, i, win),
	};
}

/**
 * Who is told of what.
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
