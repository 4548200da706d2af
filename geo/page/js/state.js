// One state, and one pure function from it to the events a reader sees.
// Everything else on the page - map, time bar, tree, list, counts, card, link, download - asks here.
(function (atlas) {
	'use strict';

	var days = atlas.days;
	var MODES = ['day', 'upto', 'range'];
	// The facets of the layer tree that decide about events, in the order the reader meets them.
	var FACETS = ['date', 'kind', 'side', 'campaign'];

	function defaultState(model) {
		return {
			mode: 'range',
			day: days.toIso(model.meta.busiest_day),
			from: days.toIso(model.meta.period[0]),
			to: days.toIso(model.meta.period[1]),
			hidden: model.meta.hidden.slice(),
			selected: null,
			lang: 'en',
			query: ''
		};
	}

	// Every id of the layer tree: parents, children, and for each facet the number of the leaf that
	// each event belongs to. Numbers, because a step of the time bar asks for all of them.
	function makeNodes(model) {
		var parent = new Map(), children = new Map(), number = new Map(), ids = [], leaf = {};
		function add(id, up) {
			if (!parent.has(id)) {
				parent.set(id, up);
				children.set(id, []);
				number.set(id, ids.length);
				ids.push(id);
				if (up) { children.get(up).push(id); }
			}
			return number.get(id);
		}
		FACETS.forEach(function (facet) { leaf[facet] = new Int32Array(model.events.n); });
		for (var i = 0; i < model.events.n; i++) {
			var path = model.filed[i];
			for (var depth = 0; depth < path.length; depth++) { leaf.date[i] = add(path[depth], depth ? path[depth - 1] : null); }
		}
		FACETS.slice(1).forEach(function (facet) {
			var codes = model.codes[facet].map(function (c) { return facet + ':' + c.code; }), column = model.events[facet];
			for (var k = 0; k < column.length; k++) { leaf[facet][k] = add(codes[column[k]], null); }
		});
		model.features.forEach(function (f) { add('layer:' + f.layer, null); });
		children.forEach(function (list, id) { if (id.indexOf('date:') === 0) { list.sort(byDateNode); } });
		return {parent: parent, children: children, ids: ids, leaf: leaf, leafOf: function (facet, i) { return ids[leaf[facet][i]]; }};
	}

	// In time order; "day not known" stands before the days of its month.
	function byDateNode(a, b) {
		var x = sortKey(a), y = sortKey(b);
		return x < y ? -1 : x > y ? 1 : 0;
	}

	function sortKey(id) { return id.replace('?', '0').replace(':earlier', ':0').replace(':later', ':9'); }

	// A hidden node hides all below it. Kept in one form: the topmost nodes only, sorted.
	function normaliseHidden(nodes, list) {
		var set = new Set(list.filter(function (id) { return nodes.parent.has(id); }));
		var changed = true;
		while (changed) {
			changed = false;
			nodes.children.forEach(function (kids, id) {
				if (!set.has(id) && kids.length && kids.every(function (kid) { return set.has(kid); })) {
					set.add(id);
					changed = true;
				}
			});
		}
		return Array.from(set).filter(function (id) { return !isBelow(nodes, set, id); }).sort();
	}

	function isBelow(nodes, set, id) {
		for (var up = nodes.parent.get(id); up; up = nodes.parent.get(up)) {
			if (set.has(up)) { return true; }
		}
		return false;
	}

	function isHidden(nodes, set, id) { return set.has(id) || isBelow(nodes, set, id); }

	// Show or hide one node, whatever was ticked above or below it.
	function toggleNode(nodes, hidden, id, show) {
		var set = new Set(hidden);
		if (!show) { set.add(id); return normaliseHidden(nodes, Array.from(set)); }
		// Take the branch apart from the top, so that only its siblings stay hidden.
		var chain = [];
		for (var up = id; up; up = nodes.parent.get(up)) { chain.unshift(up); }
		chain.forEach(function (step) {
			if (set.has(step)) {
				set.delete(step);
				if (step !== id) { nodes.children.get(step).forEach(function (kid) { set.add(kid); }); }
			}
		});
		Array.from(set).forEach(function (other) {
			for (var up = nodes.parent.get(other); up; up = nodes.parent.get(up)) {
				if (up === id) { set.delete(other); }
			}
		});
		return normaliseHidden(nodes, Array.from(set));
	}

	// The inclusive window of days a state asks for.
	function windowOf(state) {
		var day = days.fromIso(state.day);
		if (state.mode === 'day') { return {from: day, to: day}; }
		if (state.mode === 'upto') { return {from: -Infinity, to: day}; }
		return {from: days.fromIso(state.from), to: days.fromIso(state.to)};
	}

	// For each facet, which events it hides; `any` counts the facets that hide an event.
	function facetMasks(model, nodes, hidden) {
		var set = new Set(hidden), masks = {any: new Uint8Array(model.events.n)};
		var gone = Uint8Array.from(nodes.ids, function (id) { return isHidden(nodes, set, id) ? 1 : 0; });
		FACETS.forEach(function (facet) {
			var mask = new Uint8Array(model.events.n), leaf = nodes.leaf[facet];
			for (var i = 0; i < mask.length; i++) {
				mask[i] = gone[leaf[i]];
				masks.any[i] += mask[i];
			}
			masks[facet] = mask;
		});
		return masks;
	}

	// The rule of the whole page. An event counts on every civil day from its first possible day to
	// its last possible day, both included.
	function visible(model, state, masks, matches) {
		var e = model.events, win = windowOf(state), shown = [];
		for (var i = 0; i < e.n; i++) {
			if (e.start[i] > win.to) { break; }
			if (e.end[i] < win.from) { continue; }
			if (masks.any[i] || (matches && !matches[i])) { continue; }
			shown.push(i);
		}
		return shown;
	}

	// Certain on the days of the window that no reading of the sources takes away.
	function isCertain(events, i, win) {
		if (!hasCertainDay(events, i)) { return false; }
		if (isAllOf(events, i)) { return isIn(events.start[i], win) || isIn(events.end[i], win); }
		return events.startLatest[i] <= win.to && events.endEarliest[i] >= win.from;
	}

	// A date its source calls approximate or uncertain is certain on no day.
	function hasCertainDay(events, i) {
		return !(events.doubt[i] & 1) && events.startLatest[i] <= events.endEarliest[i];
	}

	// A date that names its first and its last day, and says nothing of those between.
	function isAllOf(events, i) { return Boolean(events.doubt[i] & 2); }

	function isIn(day, win) { return day >= win.from && day <= win.to; }

	// Counts for every node: how many events it would show with all other filters as they are.
	function countNodes(model, nodes, state, masks, matches) {
		var e = model.events, win = windowOf(state), own = new Int32Array(nodes.ids.length), counts = new Map();
		FACETS.forEach(function (facet) {
			var leaf = nodes.leaf[facet], mask = masks[facet];
			// The tree of dates is itself a choice of time: its counts do not follow the time bar.
			var from = facet === 'date' ? -Infinity : win.from, to = facet === 'date' ? Infinity : win.to;
			for (var i = 0; i < e.n && e.start[i] <= to; i++) {
				if (e.end[i] >= from && masks.any[i] === mask[i] && !(matches && !matches[i])) { own[leaf[i]]++; }
			}
		});
		nodes.ids.forEach(function (id, n) {
			if (!own[n]) { return; }
			for (var up = id; up; up = nodes.parent.get(up)) { counts.set(up, (counts.get(up) || 0) + own[n]); }
		});
		return counts;
	}

	// Undated features always stand; dated ones follow the same rule as the events.
	function featureShown(feature, state, win) {
		if (feature.from === null && feature.to === null) { return true; }
		var from = feature.from === null ? -Infinity : feature.from;
		var to = feature.to === null ? Infinity : feature.to;
		// Up to the day, a front line gives way to the next one: the map shows where it stood that day.
		var start = state.mode === 'upto' ? win.to : win.from;
		return from <= win.to && to >= start;
	}

	// Checks a patch of a state, or by itself with {}; gives the problems in words, none if it can be taken.
	function checkPatch(model, patch, state) {
		var problems = [];
		function check(key, ok, expected) {
			if (key in patch && !ok(patch[key])) { problems.push(key + ' ' + JSON.stringify(patch[key]) + ': expected ' + expected); }
		}
		var isDay = function (v) { return days.fromIso(v) !== null; };
		var isText = function (v) { return typeof v === 'string'; };
		check('mode', function (v) { return MODES.indexOf(v) >= 0; }, MODES.join(', '));
		check('day', isDay, 'an ISO day, YYYY-MM-DD');
		check('from', isDay, 'an ISO day, YYYY-MM-DD');
		check('to', isDay, 'an ISO day, YYYY-MM-DD');
		check('hidden', function (v) { return Array.isArray(v) && v.every(isText); }, 'a list of layer ids');
		check('selected', function (v) { return v === null || model.events.index.has(v); }, 'an event id or null');
		check('lang', function (v) { return model.meta.languages.indexOf(v) >= 0; }, model.meta.languages.join(', '));
		check('query', isText, 'text');
		var from = patch.from || state.from, to = patch.to || state.to;
		if (!problems.length && from && to && days.fromIso(from) > days.fromIso(to)) { problems.push('from ' + from + ' is after to ' + to); }
		return problems;
	}

	atlas.state = {
		MODES: MODES,
		FACETS: FACETS,
		defaultState: defaultState,
		makeNodes: makeNodes,
		normaliseHidden: normaliseHidden,
		toggleNode: toggleNode,
		byDateNode: byDateNode,
		isHidden: isHidden,
		windowOf: windowOf,
		facetMasks: facetMasks,
		visible: visible,
		isCertain: isCertain,
		hasCertainDay: hasCertainDay,
		isAllOf: isAllOf,
		countNodes: countNodes,
		featureShown: featureShown,
		checkPatch: checkPatch
	};
})(window.BorderAtlas = window.BorderAtlas || {});
