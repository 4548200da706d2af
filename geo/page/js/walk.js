// Walking from event to event: choosing one, the next in time, the one before and after.
(function (atlas) {
	'use strict';

	var days = atlas.days;

	function makeWalk(app) {
		var model = app.model, e = model.events, store = app.store;

		// Opens the card of an event, or closes it with null. `fly` moves the map there.
		function select(i, fly) {
			if (i === null) {
				var last = store.state().selected;
				return store.set({selected: null}).then(function () { app.panel.giveFocusBack(last); });
			}
			return store.set(Object.assign({selected: e.id[i]}, stepInto(i))).then(function () {
				if (fly) { app.stage.flyTo(i); }
			});
		}

		// The smallest change of state that shows an event; nothing if it is shown already.
		function stepInto(i) {
			var scene = store.scene(), state = store.state(), win = scene.window, patch = {};
			if (scene.shown.indexOf(i) >= 0) { return patch; }
			if (e.start[i] > win.to || e.end[i] < win.from) {
				if (state.mode === 'range') {
					patch.from = days.toIso(Math.min(days.fromIso(state.from), e.start[i]));
					patch.to = days.toIso(Math.max(days.fromIso(state.to), e.end[i]));
				} else {
					patch.day = days.toIso(e.start[i]);
				}
			}
			var hidden = store.hiddenWithout([i]);
			if (hidden !== state.hidden) { patch.hidden = hidden; }
			if (scene.matches && !scene.matches[i]) { patch.query = ''; }
			return patch;
		}

		// The next or previous event in time: from the open card, else from the day in force.
		function stepEvent(by) {
			var state = store.state(), scene = store.scene();
			for (var i = startOf(by) + by; i >= 0 && i < e.n; i += by) {
				if (!store.passes(i) || (state.mode === 'range' && scene.shown.indexOf(i) < 0)) { continue; }
				return open(i);
			}
			app.notice(app.words.t(by > 0 ? 'time.noNext' : 'time.noPrev'));
			return Promise.resolve();
		}

		function open(i) {
			var patch = {selected: e.id[i]};
			if (store.state().mode !== 'range') { patch.day = days.toIso(e.start[i]); }
			return store.set(patch).then(function () { app.stage.keepInView(i); });
		}

		function startOf(by) {
			var scene = store.scene(), from = by > 0 ? -1 : e.n;
			if (scene.selected !== null) { return scene.selected; }
			var day = scene.mode === 'range' ? scene.window.from : scene.window.to;
			for (var k = 0; k < e.n; k++) {
				if (by > 0 && e.start[k] < day) { from = k; }
				if (by < 0 && e.start[k] > day) { return k; }
			}
			return from;
		}

		// The first event that passes the filters and begins after a day; null if none.
		function firstAfter(day) {
			for (var i = 0; i < e.n; i++) { if (e.start[i] > day && store.passes(i)) { return i; } }
			return null;
		}

		// The events before and after one in time, as far as the filters let them through.
		function neighbours(i) {
			return [-1, 1].map(function (by) {
				for (var k = i + by; k >= 0 && k < e.n; k += by) { if (store.passes(k)) { return k; } }
				return null;
			});
		}

		return {select: select, stepEvent: stepEvent, firstAfter: firstAfter, neighbours: neighbours};
	}

	atlas.makeWalk = makeWalk;
})(window.BorderAtlas = window.BorderAtlas || {});
