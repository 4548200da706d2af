// Playing through time: from one day with something on it to the next. Gaps are skipped.

import { dayFromIso, dayToIso } from '../core/days.js';
import { firstAfter } from '../core/steps.js';
import { clear, el, icon } from '../dom/dom.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */

// Milliseconds for a step at the first speed, and the speeds.
const STEP_MS = 1100;
const SPEEDS = [1, 2, 4];
const PLAY = 'M4 2l9 6-9 6z';
const PAUSE = 'M4 2h3v12H4zM9 2h3v12H9z';

/**
 * Makes the player.
 * @param {{model: Model, store: Store, i18n: I18n}} parts - What it uses.
 * @param {() => number} lastDay - Where the axis in sight ends.
 * @returns {{buttons: () => {play: HTMLElement, speed: HTMLElement}}} What makes its buttons, anew for each
 *     language.
 */
export function makePlayer({ model, store, i18n }, lastDay) {
	let timer = 0;
	let speed = 0;
	/** @type {'day' | 'to'} The key of the state that moves. */
	let key = 'day';
	let end = 0;
	let buttons = { play: el('button'), speed: el('button') };

	function build() {
		buttons = makeButtons(i18n.t('time.speed'), () => (timer ? stop() : play()), nextSpeed);
		mark();
		return buttons;
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
		const state = store.state();
		key = state.mode === 'range' ? 'to' : 'day';
		end = key === 'to' ? dayFromIso(state.to) : lastDay();
		if (key === 'to') {
			store.set({ to: state.from });
		}
		run();
		mark();
	}

	function run() {
		window.clearInterval(timer);
		timer = window.setInterval(step, STEP_MS / SPEEDS[speed]);
	}

	function step() {
		const next = firstAfter(model.events, store.passes, dayFromIso(store.state()[key]));
		const day = next === null ? Infinity : model.events.start[next];
		if (day > end) {
			stop();
			if (key === 'day') {
				return;
			}
		}
		store.set({ [key]: dayToIso(Math.min(day, end)) });
	}

	function stop() {
		window.clearInterval(timer);
		timer = 0;
		mark();
	}

	function mark() {
		markPlaying(buttons.play, timer !== 0, i18n.t(timer ? 'time.pause' : 'time.play'));
		buttons.speed.textContent = `${SPEEDS[speed]}×`;
	}

	return { buttons: build };
}

/**
 * @param {string} label Of the button of the speed.
 * @param {() => void} onPlay
 * @param {() => void} onSpeed
 */
function makeButtons(label, onPlay, onSpeed) {
	return {
		play: el('button', { type: 'button', class: 'step', onclick: onPlay }),
		speed: el('button', {
			type: 'button',
			class: 'step speed',
			'aria-label': label,
			title: label,
			onclick: onSpeed,
		}),
	};
}

/**
 * @param {HTMLElement} button
 * @param {boolean} isPlaying
 * @param {string} name
 */
function markPlaying(button, isPlaying, name) {
	button.setAttribute('aria-pressed', isPlaying ? 'true' : 'false');
	button.setAttribute('aria-label', name);
	button.title = name;
	clear(button).appendChild(icon(isPlaying ? PAUSE : PLAY));
}
