// The store: the one state of the page, what follows from it, and the promise that it was painted.
// Views ask it and are told by it; none of them keeps events of its own.
(function (atlas) {
	'use strict';

	var S = atlas.state;
	// A hidden tab has no frames; a promise of paint must still be kept, after this many milliseconds.
	var PATIENCE = 250;

	// Gives a function that resolves once `paint` has run in the next frame, once for all who wait.
	function makePainter(paint) {
		var waiting = [], requested = false;

		function run() {
			if (!requested) { return; }
			requested = false;
			paint();
			var list = waiting;
			waiting = [];
			list.forEach(function (resolve) { resolve(); });
		}

		return function () {
			return new Promise(function (resolve) {
				waiting.push(resolve);
				if (requested) { return; }
				requested = true;
				window.requestAnimationFrame(run);
				window.setTimeout(run, PATIENCE);
			});
		};
	}

	function makeStore(model) {
		var nodes = S.makeNodes(model), defaults = S.defaultState(model), search = atlas.makeSearch(model);
		defaults.hidden = S.normaliseHidden(nodes, defaults.hidden);
		var state = Object.assign({}, defaults), masks = S.facetMasks(model, nodes, state.hidden), hidden = new Set(state.hidden);
		var matches = null, matchesFor = '', scene = null;
		var told = {language: [], left: [], change: [], paint: []};
		var painted = makePainter(function () { tell('paint'); });

		// on('paint', f): asked to paint. on('change', f): f(whether the card changed).
		// on('language', f). on('left', f): the open card has been closed, its event is not shown.
		function on(name, act) { told[name].push(act); }
		function tell(name, what) { told[name].forEach(function (act) { act(what); }); }

		function refresh() {
			var win = S.windowOf(state), shown = S.visible(model, state, masks, matches);
			scene = {
				shown: shown, masks: masks, matches: matches, mode: state.mode, day: win.to, window: win,
				selected: state.selected === null ? null : model.events.index.get(state.selected),
				counts: S.countNodes(model, nodes, state, masks, matches),
				possible: function (i) { return !S.isCertain(model.events, i, win); }
			};
			if (scene.selected !== null && shown.indexOf(scene.selected) < 0) {
				state.selected = null;
				scene.selected = null;
				tell('left');
			}
		}

		// Takes a patch that has been checked, and gives a promise of the painted page.
		function set(patch) {
			var before = state;
			state = Object.assign({}, state, patch);
			if (patch.hidden) {
				state.hidden = S.normaliseHidden(nodes, patch.hidden);
				hidden = new Set(state.hidden);
				masks = S.facetMasks(model, nodes, state.hidden);
			}
			if (state.lang !== before.lang) { tell('language'); }
			return findMatches(state.query).then(function () {
				refresh();
				tell('change', state.selected !== before.selected);
				return painted();
			});
		}

		// The answer to an older question is dropped when a newer one has been asked.
		function findMatches(query) {
			if (query === matchesFor) { return Promise.resolve(); }
			return search(query).then(function (mask) {
				if (state.query === query) { matches = mask; matchesFor = query; }
			});
		}

		// Takes a patch from outside: rejected, and nothing changed, if a value is wrong.
		function setChecked(patch) {
			if (!patch || typeof patch !== 'object') { return Promise.reject(new TypeError('set: expected an object of state keys')); }
			var problems = S.checkPatch(model, patch, state), next = {};
			if (problems.length) { return Promise.reject(new RangeError('set: ' + problems.join('; '))); }
			Object.keys(defaults).forEach(function (key) { if (key in patch) { next[key] = patch[key]; } });
			return set(next);
		}

		// Whether an event passes every filter but that of time.
		function passes(i) { return !masks.any[i] && !(matches && !matches[i]); }

		// The list of hidden nodes that hides none of these events.
		function hiddenWithout(indices) {
			return indices.reduce(function (list, i) {
				return S.FACETS.reduce(function (rest, facet) {
					return masks[facet][i] ? S.toggleNode(nodes, rest, nodes.leafOf(facet, i), true) : rest;
				}, list);
			}, state.hidden);
		}

		refresh();
		return {
			defaults: defaults, nodes: nodes, on: on, set: set, setChecked: setChecked, painted: painted,
			passes: passes, hiddenWithout: hiddenWithout,
			state: function () { return state; },
			scene: function () { return scene; },
			matches: function () { return matches; },
			isHidden: function (id) { return S.isHidden(nodes, hidden, id); },
			toggle: function (id, show) { return set({hidden: S.toggleNode(nodes, state.hidden, id, show)}); }
		};
	}

	atlas.makeStore = makeStore;
})(window.BorderAtlas = window.BorderAtlas || {});
