// The store: the one state of the page, what follows from it, and the promise that it was painted.
// Views ask it and are told by it; none of them keeps events of its own.

import { makeSearch } from '../core/search.js';
import {
	FACETS,
	checkPatch,
	countNodes,
	defaultState,
	facetMasks,
	isCertain,
	isNodeHidden,
	makeNodes,
	normaliseHidden,
	toggleNode,
	visibleEvents,
	windowOf,
} from '../core/state.js';

// A hidden tab has no frames; a promise of paint must still be kept, after this many milliseconds.
const PATIENCE = 250;

// Gives a function that resolves once `paint` has run in the next frame, once for all who wait.
function makePainter(paint) {
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
		list.forEach((resolve) => {
			resolve();
		});
	}

	return function () {
		return new Promise((resolve) => {
			waiting.push(resolve);
			if (requested) {
				return;
			}
			requested = true;
			window.requestAnimationFrame(run);
			window.setTimeout(run, PATIENCE);
		});
	};
}

/**
 *
 * @param model
 */
export function makeStore(model) {
	const nodes = makeNodes(model);
	const defaults = defaultState(model);
	const search = makeSearch(model);
	defaults.hidden = normaliseHidden(nodes, defaults.hidden);
	let state = Object.assign({}, defaults);
	let masks = facetMasks(model, nodes, state.hidden);
	let hidden = new Set(state.hidden);
	let matches = null;
	let matchesFor = '';
	let scene = null;
	const told = { language: [], left: [], change: [], paint: [] };
	const painted = makePainter(() => {
		tell('paint');
	});

	// on('paint', f): asked to paint. on('change', f): f(whether the card changed).
	// on('language', f). on('left', f): the open card has been closed, its event is not shown.
	function on(name, act) {
		told[name].push(act);
	}
	function tell(name, what) {
		told[name].forEach((act) => {
			act(what);
		});
	}

	function refresh() {
		const win = windowOf(state);
		const shown = visibleEvents(model, state, masks, matches);
		scene = {
			shown,
			masks,
			matches,
			mode: state.mode,
			day: win.to,
			window: win,
			selected: state.selected === null ? null : model.events.index.get(state.selected),
			counts: countNodes(model, nodes, state, masks, matches),
			possible(i) {
				return !isCertain(model.events, i, win);
			},
		};
		if (scene.selected !== null && shown.indexOf(scene.selected) < 0) {
			state.selected = null;
			scene.selected = null;
			tell('left');
		}
	}

	// Takes a patch that has been checked, and gives a promise of the painted page.
	function set(patch) {
		const before = state;
		state = Object.assign({}, state, patch);
		if (patch.hidden) {
			state.hidden = normaliseHidden(nodes, patch.hidden);
			hidden = new Set(state.hidden);
			masks = facetMasks(model, nodes, state.hidden);
		}
		if (state.lang !== before.lang) {
			tell('language');
		}
		return findMatches(state.query).then(() => {
			refresh();
			tell('change', state.selected !== before.selected);
			return painted();
		});
	}

	// The answer to an older question is dropped when a newer one has been asked.
	function findMatches(query) {
		if (query === matchesFor) {
			return Promise.resolve();
		}
		return search(query).then((mask) => {
			if (state.query === query) {
				matches = mask;
				matchesFor = query;
			}
		});
	}

	// Takes a patch from outside: rejected, and nothing changed, if a value is wrong.
	function setChecked(patch) {
		if (!patch || typeof patch !== 'object') {
			return Promise.reject(new TypeError('set: expected an object of state keys'));
		}
		const problems = checkPatch(model, patch, state);
		const next = {};
		if (problems.length) {
			return Promise.reject(new RangeError(`set: ${problems.join('; ')}`));
		}
		Object.keys(defaults).forEach((key) => {
			if (key in patch) {
				next[key] = patch[key];
			}
		});
		return set(next);
	}

	// Whether an event passes every filter but that of time.
	function passes(i) {
		return !masks.any[i] && !(matches && !matches[i]);
	}

	// The list of hidden nodes that hides none of these events.
	function hiddenWithout(indices) {
		return indices.reduce(
			(list, i) =>
				FACETS.reduce(
					(rest, facet) =>
						masks[facet][i] ? toggleNode(nodes, rest, nodes.leafOf(facet, i), true) : rest,
					list,
				),
			state.hidden,
		);
	}

	refresh();
	return {
		defaults,
		nodes,
		on,
		set,
		setChecked,
		painted,
		passes,
		hiddenWithout,
		state() {
			return state;
		},
		scene() {
			return scene;
		},
		matches() {
			return matches;
		},
		isHidden(id) {
			return isNodeHidden(nodes, hidden, id);
		},
		toggle(id, show) {
			return set({ hidden: toggleNode(nodes, state.hidden, id, show) });
		},
	};
}
