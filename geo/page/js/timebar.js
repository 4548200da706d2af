// The time bar: how much is recorded when, which days are certain, where the reader stands.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, days = atlas.days;
	var LANES = [['clash', 'battle', 'mutiny'], ['air', 'bombardment', 'naval'], ['occupation', 'movement'], ['diplomacy', 'espionage', 'abduction', 'other']];
	var LANE_NAMES = ['lane.ground', 'lane.air', 'lane.moves', 'lane.talks'];

	function makeTimeBar(root, app) {
		var model = app.model, axis = null, parts = {}, kept = {}, dragging = null, words = app.words;

		function build() {
			words = app.words;
			atlas.dom.clear(root);
			parts.plot = el('canvas', {'aria-hidden': 'true'});
			parts.day = slider('time.day');
			parts.from = slider('time.from');
			parts.to = slider('time.to');
			parts.track = el('div', {class: 'track'}, [parts.plot, parts.day, parts.from, parts.to]);
			parts.readout = el('output', {class: 'readout', 'aria-live': 'off'});
			parts.date = el('input', {
				type: 'text', class: 'date', inputmode: 'numeric', autocomplete: 'off', spellcheck: 'false', size: '10',
				'aria-label': words.t('time.typed'), placeholder: words.t('time.placeholder'),
				onkeydown: function (event) { if (event.key === 'Enter') { takeTyped(); } }, onchange: takeTyped
			});
			root.appendChild(el('div', {class: 'controls'}, [
				parts.readout, modes(), steps(), parts.date, zooms()
			]));
			root.appendChild(el('div', {class: 'timeline'}, [
				el('div', {class: 'lane-names', 'aria-hidden': 'true'}, ['lane.all'].concat(LANE_NAMES).map(function (name) { return el('span', {text: words.t(name)}); })),
				parts.track
			]));
			bindTrack();
			setAxis(axis ? {from: axis.from, to: axis.to} : periodWindow());
		}

		function wholeWindow() { return {from: model.meta.first_day, to: model.meta.last_day}; }
		function periodWindow() { return {from: model.meta.period[0], to: model.meta.period[1]}; }

		function slider(key) {
			return el('input', {
				type: 'range', step: '1', class: 'thumb', 'aria-label': words.t(key), 'data-role': key.split('.')[1],
				oninput: function (event) { moved(event.target, +event.target.value); }, onkeydown: onKey
			});
		}

		function modes() {
			parts.modes = atlas.state.MODES.map(function (mode) {
				return el('button', {
					type: 'button', class: 'mode', 'data-mode': mode, text: words.t('mode.' + mode), title: words.t('mode.' + mode + '.hint'),
					onclick: function () { chooseMode(mode); }
				});
			});
			return el('div', {class: 'modes', role: 'group', 'aria-label': words.t('time.mode')}, parts.modes);
		}

		// Changing the mode keeps the reader where they are looking.
		function chooseMode(mode) {
			var state = app.store.state(), patch = {mode: mode}, inside = state.day >= state.from && state.day <= state.to;
			if (state.mode === 'range' && mode === 'day' && !inside) { patch.day = firstDayShown(); }
			if (state.mode === 'range' && mode === 'upto' && !inside) { patch.day = state.to; }
			if (mode === 'range' && !inside) { patch.from = patch.to = state.day; }
			app.store.set(patch);
		}

		// The day on which the first event in the window begins, or the window itself.
		function firstDayShown() {
			var shown = app.store.scene().shown, from = days.fromIso(app.store.state().from);
			return days.toIso(shown.length ? Math.max(from, model.events.start[shown[0]]) : from);
		}

		function steps() {
			function button(key, path, act) {
				return el('button', {type: 'button', class: 'step', title: words.t(key), 'aria-label': words.t(key), onclick: act}, [atlas.dom.icon(path)]);
			}
			var playing = player.buttons();
			return el('div', {class: 'steps', role: 'group', 'aria-label': words.t('time.steps')}, [
				button('time.prevEvent', 'M3 2v12M13 2L5 8l8 6z', function () { app.walk.stepEvent(-1); }),
				button('time.prevDay', 'M10 3L5 8l5 5', function () { stepDay(-1); }),
				playing.play, playing.speed,
				button('time.nextDay', 'M6 3l5 5-5 5', function () { stepDay(1); }),
				button('time.nextEvent', 'M13 2v12M3 2l8 6-8 6z', function () { app.walk.stepEvent(1); })
			]);
		}

		function zooms() {
			var choices = [['period', periodWindow()], ['all', wholeWindow()]].concat(model.meta.windows.map(function (w) { return [w.id, {from: w.from, to: w.to}]; }));
			parts.zoom = el('select', {
				class: 'zooms', 'aria-label': words.t('time.axis'), title: words.t('time.axis'),
				onchange: function (event) { setAxis(choices[event.target.selectedIndex][1]); update(); }
			}, choices.map(function (choice) {
				return el('option', {value: choice[0], text: choice[0] === 'all' ? words.t('axis.all') : choice[0] === 'period' ? periodName() : app.say.label('campaign', choice[0])});
			}));
			return parts.zoom;
		}

		function periodName() {
			return app.say.year(model.meta.period[0]) + '–' + app.say.year(model.meta.period[1]);
		}

		function stepDay(by) {
			var state = app.store.state();
			if (state.mode === 'range') {
				var to = axis.step(days.fromIso(state.to), by);
				app.store.set({to: days.toIso(to), from: days.toIso(Math.min(days.fromIso(state.from), to))});
			} else {
				app.store.set({day: days.toIso(axis.step(days.fromIso(state.day), by))});
			}
		}

		function takeTyped() {
			var text = parts.date.value.trim();
			if (!text || text === parts.date.dataset.shown) { return; }
			var span = days.parse(text);
			if (!span) {
				parts.date.setAttribute('aria-invalid', 'true');
				app.notice(words.t('time.badDate', {text: text}));
				return;
			}
			parts.date.removeAttribute('aria-invalid');
			app.notice(null);
			if (span.from === span.to) {
				app.store.set(app.store.state().mode === 'range' ? {mode: 'day', day: days.toIso(span.from)} : {day: days.toIso(span.from)});
			} else {
				app.store.set({mode: 'range', from: days.toIso(span.from), to: days.toIso(span.to)});
			}
			ensureInAxis(span.from, span.to);
			showTyped(app.store.state());
		}

		function ensureInAxis(from, to) {
			if (from < axis.from || to > axis.to) { setAxis(wholeWindow()); update(); }
		}

		function moved(input, value) {
			var state = app.store.state();
			if (input === parts.day) { app.store.set({day: days.toIso(value)}); }
			else if (input === parts.from) { app.store.set({from: days.toIso(Math.min(value, days.fromIso(state.to)))}); }
			else { app.store.set({to: days.toIso(Math.max(value, days.fromIso(state.from)))}); }
		}

		// A native slider moves one day by itself; breaks, weeks and the two ends are ours.
		function onKey(event) {
			var value = +event.target.value, next = null, input = event.target;
			if (event.shiftKey && app.store.state().mode === 'range') { input = input === parts.from ? parts.to : parts.from; value = +input.value; }
			if (event.key === 'ArrowRight' || event.key === 'ArrowUp') { next = axis.step(value, 1); }
			if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') { next = axis.step(value, -1); }
			if (event.key === 'PageUp') { next = Math.min(axis.to, value + 7); }
			if (event.key === 'PageDown') { next = Math.max(axis.from, value - 7); }
			if (event.key === 'Home') { next = axis.from; }
			if (event.key === 'End') { next = axis.to; }
			if (next === null) { return; }
			event.preventDefault();
			moved(input, next);
		}

		function bindTrack() {
			parts.track.addEventListener('pointerdown', function (event) {
				if (event.button) { return; }
				event.preventDefault();
				hover(null);
				parts.track.setPointerCapture(event.pointerId);
				dragging = nearestThumb(dayUnder(event));
				dragging.focus({preventScroll: true});
				moved(dragging, clampThumb(dragging, dayUnder(event)));
			});
			parts.track.addEventListener('pointermove', function (event) {
				if (dragging) { moved(dragging, clampThumb(dragging, dayUnder(event))); }
				else { hover(dayUnder(event)); }
			});
			['pointerup', 'pointercancel'].forEach(function (name) {
				parts.track.addEventListener(name, function () { dragging = null; hover(null); });
			});
			parts.track.addEventListener('pointerleave', function () { hover(null); });
			L.DomEvent.disableClickPropagation(root);
			if (!window.ResizeObserver) { return; }
			if (watcher) { watcher.disconnect(); }
			watcher = new ResizeObserver(function () { draw(); });
			watcher.observe(parts.track);
		}

		var player = atlas.makePlayer(app, function () { return axis.to; });
		var hovered = null, watcher = null;
		function hover(day) {
			if (day === hovered) { return; }
			hovered = day;
			draw();
		}

		function dayUnder(event) {
			var box = parts.track.getBoundingClientRect();
			return Math.max(axis.from, Math.min(axis.to, axis.dayAt((event.clientX - box.left) / box.width)));
		}

		function nearestThumb(day) {
			var state = app.store.state();
			if (state.mode !== 'range') { return parts.day; }
			var from = axis.at(days.fromIso(state.from)), to = axis.at(days.fromIso(state.to) + 1), here = axis.at(day);
			return Math.abs(here - from) <= Math.abs(here - to) ? parts.from : parts.to;
		}

		function clampThumb(input, day) {
			var state = app.store.state();
			if (input === parts.from) { return Math.min(day, days.fromIso(state.to)); }
			if (input === parts.to) { return Math.max(day, days.fromIso(state.from)); }
			return day;
		}

		function setAxis(window) {
			axis = atlas.makeAxis(model.events, window);
			[parts.day, parts.from, parts.to].forEach(function (input) {
				input.min = axis.from;
				input.max = axis.to;
			});
			var found = model.meta.windows.filter(function (w) { return w.from === axis.from && w.to === axis.to; })[0];
			var period = periodWindow();
			parts.zoom.value = found ? found.id : axis.from === period.from && axis.to === period.to ? 'period' : 'all';
		}

		function showTyped(state) {
			var text = state.mode === 'range' ? '' : state.day;
			if (document.activeElement !== parts.date || parts.date.value !== text) { parts.date.value = text; }
			parts.date.dataset.shown = text;
		}

		function update() {
			var state = app.store.state(), scene = app.store.scene(), here = days.fromIso(state.day);
			// The reader has gone beyond the stretch in sight: show the whole axis again.
			if (state.mode !== 'range' && (here < axis.from || here > axis.to)) { setAxis(wholeWindow()); }
			parts.modes.forEach(function (button) {
				button.setAttribute('aria-pressed', button.dataset.mode === state.mode ? 'true' : 'false');
			});
			root.dataset.mode = state.mode;
			parts.day.hidden = state.mode === 'range';
			parts.from.hidden = parts.to.hidden = state.mode !== 'range';
			[['day', parts.day], ['from', parts.from], ['to', parts.to]].forEach(function (pair) {
				var day = days.fromIso(state[pair[0]]);
				pair[1].value = day;
				pair[1].setAttribute('aria-valuetext', words.date(day) + ', ' + words.count('count.shown', scene.shown.length));
			});
			parts.readout.textContent = readout(state);
			showTyped(state);
			draw();
		}

		function readout(state) {
			if (state.mode === 'range') { return words.span(days.fromIso(state.from), days.fromIso(state.to)); }
			var date = words.date(days.fromIso(state.day));
			return state.mode === 'upto' ? words.t('readout.upto', {d: date}) : date;
		}

		function draw() {
			if (!axis || !parts.plot.isConnected) { return; }
			var box = parts.track.getBoundingClientRect(), ratio = Math.min(window.devicePixelRatio || 1, 3);
			if (!box.width || !box.height) { return; }
			if (parts.plot.width !== Math.round(box.width * ratio) || parts.plot.height !== Math.round(box.height * ratio)) {
				parts.plot.width = Math.round(box.width * ratio);
				parts.plot.height = Math.round(box.height * ratio);
			}
			var ctx = parts.plot.getContext('2d');
			ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
			atlas.drawTimePlot(ctx, {
				axis: axis, width: box.width, height: box.height, model: model, state: app.store.state(), scene: app.store.scene(),
				inks: app.theme.inks(), words: words, hovered: hovered, lanes: LANES
			}, kept, ratio);
		}

		build();
		app.store.on('paint', update);
		app.store.on('language', build);
		return {
			setWindow: function (window) { setAxis(window || periodWindow()); },
			focus: function () { (app.store.state().mode === 'range' ? parts.to : parts.day).focus(); }
		};
	}

	atlas.makeTimeBar = makeTimeBar;
})(window.BorderAtlas = window.BorderAtlas || {});
