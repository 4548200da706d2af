// Playing through time: from one day with something on it to the next. Silence is never played through.

import { dayFromIso, dayToIso } from '../core/days.js';
import { clear, el, icon } from '../dom/dom.js';

// Milliseconds for a step at the first speed, and the speeds.
const STEP = 1100;
const SPEEDS = [1, 2, 4];
const PLAY = 'M4 2l9 6-9 6z';
const PAUSE = 'M4 2h3v12H4zM9 2h3v12H9z';

// `lastDay()`: where the axis in sight ends.
/**
 *
 * @param app
 * @param lastDay
 */
export function makePlayer(app, lastDay) {
	let timer = null;
	let speed = 0;
	const parts = {};
	let key = 'day';
	let end = 0;

	// Made anew for each language.
	function buttons() {
		parts.play = el('button', {
			type: 'button',
			class: 'step',
			onclick() {
				if (timer) {
					stop();
				} else {
					play();
				}
			},
		});
		parts.speed = el('button', {
			type: 'button',
			class: 'step speed',
			'aria-label': app.words.t('time.speed'),
			title: app.words.t('time.speed'),
			onclick: nextSpeed,
		});
		mark();
		return parts;
	}

	function nextSpeed() {
		speed = (speed + 1) % SPEEDS.length;
		if (timer) {
			run();
		}
		mark();
	}

	// A range grows from its first day to its last.
	function play() {
		const state = app.store.state();
		key = state.mode === 'range' ? 'to' : 'day';
		end = key === 'to' ? dayFromIso(state.to) : lastDay();
		if (key === 'to') {
			app.store.set({ to: state.from });
		}
		run();
		mark();
	}

	function run() {
		window.clearInterval(timer);
		timer = window.setInterval(step, STEP / SPEEDS[speed]);
	}

	function step() {
		const next = app.walk.firstAfter(dayFromIso(app.store.state()[key]));
		const day = next === null ? Infinity : app.model.events.start[next];
		const patch = {};
		if (day > end) {
			stop();
			if (key === 'day') {
				return;
			}
		}
		patch[key] = dayToIso(Math.min(day, end));
		app.store.set(patch);
	}

	function stop() {
		window.clearInterval(timer);
		timer = null;
		mark();
	}

	function mark() {
		const name = app.words.t(timer ? 'time.pause' : 'time.play');
		parts.play.setAttribute('aria-pressed', timer ? 'true' : 'false');
		parts.play.setAttribute('aria-label', name);
		parts.play.title = name;
		clear(parts.play).appendChild(icon(timer ? PAUSE : PLAY));
		parts.speed.textContent = `${SPEEDS[speed]}×`;
	}

	return { buttons };
}
