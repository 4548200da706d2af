// The time bar: how much is recorded when, which days are certain, where the reader stands.

import { dayFromIso, dayToIso } from '../core/days.js';
import { patchForDays } from '../core/steps.js';
import { clear, el } from '../dom/dom.js';
import { makeAxis } from './axis.js';
import { makeControls } from './controls.js';
import { makePlayer } from './player.js';
import { makeTrack } from './track.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../core/types.js').TimeBar} TimeBar */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Navigation} navigation
 * @property {Notify} notify
 */

/**
 * Makes the time bar.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {TimeBar} The time bar.
 */
export function makeTimeBar(root, parts) {
	const { store } = parts;
	const { meta, events } = parts.model;
	const period = { from: meta.period[0], to: meta.period[1] };
	const whole = { from: meta.first_day, to: meta.last_day };
	let axis = makeAxis(events, period);
	const track = makeTrack(parts, axis);
	const player = makePlayer(parts, () => axis.to);
	let controls = build();

	function build() {
		const made = makeControls(parts, { period, whole }, player.buttons(), {
			stepDay,
			onTyped: goTo,
			onAxis: chooseAxis,
		});
		const lanes = makeLaneNames(parts);
		clear(root).append(made.row, el('div', { class: 'timeline' }, [lanes, track.build()]));
		made.axes.value = axisId(axis, period, meta.windows);
		return made;
	}

	/**
	 * @param {Window} window
	 */
	function setAxis(window) {
		axis = makeAxis(events, window);
		track.setAxis(axis);
		controls.axes.value = axisId(axis, period, meta.windows);
	}

	/** @type {TimeBar['goTo']} */
	function goTo(days, more = {}) {
		if (days.from < axis.from || days.to > axis.to) {
			setAxis(whole);
		}
		store.set({ ...patchForDays(days, store.state()), ...more });
	}

	/**
	 * @param {Window} window
	 */
	function chooseAxis(window) {
		setAxis(window);
		if (!moveInto(parts, window)) {
			update();
		}
	}

	/**
	 * @param {1 | -1} by
	 */
	function stepDay(by) {
		store.set(patchForStep(store.state(), (day) => axis.step(day, by)));
	}

	function update() {
		const state = store.state();
		const here = dayFromIso(state.day);
		// The reader has gone beyond the stretch in sight: show the whole axis again.
		if (state.mode !== 'range' && (here < axis.from || here > axis.to)) {
			setAxis(whole);
		}
		root.dataset.mode = state.mode;
		controls.update(state);
		track.update();
	}

	L.DomEvent.disableClickPropagation(root);
	store.on('paint', update);
	store.on('language', () => {
		controls = build();
	});
	return { setWindow: (window) => setAxis(window || period), goTo, focus: track.focus };
}

/**
 * Moves a day that lies outside the stretch which a reader chose to its nearest end, and says so.
 * @param {Parts} parts
 * @param {Window} window
 * @returns {boolean} Whether it had to.
 */
function moveInto({ store, i18n, notify }, window) {
	const { mode, day } = store.state();
	const here = dayFromIso(day);
	const nearest = Math.max(window.from, Math.min(window.to, here));
	if (mode === 'range' || nearest === here) {
		return false;
	}
	store.set({ day: dayToIso(nearest) });
	notify(i18n.t('time.moved', { d: i18n.date(nearest) }));
	return true;
}

/**
 * The choice of the axis that an axis is.
 * @param {Window} axis
 * @param {Window} period
 * @param {(Window & {id: string})[]} windows
 */
function axisId(axis, period, windows) {
	const found = windows.find((w) => w.from === axis.from && w.to === axis.to);
	const isPeriod = axis.from === period.from && axis.to === period.to;
	return found ? found.id : isPeriod ? 'period' : 'all';
}

/**
 * What a step to the next or the previous day changes; in a range its last day moves.
 * @param {State} state
 * @param {(day: number) => number} step
 * @returns {Partial<State>}
 */
function patchForStep(state, step) {
	if (state.mode !== 'range') {
		return { day: dayToIso(step(dayFromIso(state.day))) };
	}
	const to = step(dayFromIso(state.to));
	return { to: dayToIso(to), from: dayToIso(Math.min(dayFromIso(state.from), to)) };
}

/**
 * The names beside the track: of the bars, and of each lane below them.
 * @param {Parts} parts
 */
function makeLaneNames({ model, i18n, format }) {
	const names = (model.codes.lane || []).map(({ code }) => format.label('lane', code));
	const lines = [i18n.t('lane.all'), ...names].map((text) => el('span', { text }));
	return el('div', { class: 'lane-names', 'aria-hidden': 'true' }, lines);
}
