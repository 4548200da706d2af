// Playing through time: from one day with something on it to the next. Silence is never played through.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, days = atlas.days;
	// Milliseconds for a step at the first speed, and the speeds.
	var STEP = 1100, SPEEDS = [1, 2, 4];
	var PLAY = 'M4 2l9 6-9 6z', PAUSE = 'M4 2h3v12H4zM9 2h3v12H9z';

	// `lastDay()`: where the axis in sight ends.
	function makePlayer(app, lastDay) {
		var timer = null, speed = 0, parts = {}, key = 'day', end = 0;

		// Made anew for each language.
		function buttons() {
			parts.play = el('button', {type: 'button', class: 'step', onclick: function () { if (timer) { stop(); } else { play(); } }});
			parts.speed = el('button', {type: 'button', class: 'step speed', 'aria-label': app.words.t('time.speed'), title: app.words.t('time.speed'), onclick: nextSpeed});
			mark();
			return parts;
		}

		function nextSpeed() {
			speed = (speed + 1) % SPEEDS.length;
			if (timer) { run(); }
			mark();
		}

		// A range grows from its first day to its last.
		function play() {
			var state = app.store.state();
			key = state.mode === 'range' ? 'to' : 'day';
			end = key === 'to' ? days.fromIso(state.to) : lastDay();
			if (key === 'to') { app.store.set({to: state.from}); }
			run();
			mark();
		}

		function run() {
			window.clearInterval(timer);
			timer = window.setInterval(step, STEP / SPEEDS[speed]);
		}

		function step() {
			var next = app.walk.firstAfter(days.fromIso(app.store.state()[key])), day = next === null ? Infinity : app.model.events.start[next], patch = {};
			if (day > end) { stop(); if (key === 'day') { return; } }
			patch[key] = days.toIso(Math.min(day, end));
			app.store.set(patch);
		}

		function stop() {
			window.clearInterval(timer);
			timer = null;
			mark();
		}

		function mark() {
			var name = app.words.t(timer ? 'time.pause' : 'time.play');
			parts.play.setAttribute('aria-pressed', timer ? 'true' : 'false');
			parts.play.setAttribute('aria-label', name);
			parts.play.title = name;
			atlas.dom.clear(parts.play).appendChild(atlas.dom.icon(timer ? PAUSE : PLAY));
			parts.speed.textContent = SPEEDS[speed] + '×';
		}

		return {buttons: buttons};
	}

	atlas.makePlayer = makePlayer;
})(window.BorderAtlas = window.BorderAtlas || {});
