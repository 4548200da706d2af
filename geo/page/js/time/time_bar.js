// The time bar: how much is recorded when, which days are certain, where the reader stands.

import { dayFromIso, dayToIso } from '../core/days.js';
import { MODES } from '../core/state.js';
import { clear, contextOf, el, icon } from '../dom/dom.js';
import { makeAxis } from './axis.js';
import { makeDateField } from './date_field.js';
import { makePlayer } from './player.js';
import { drawTimePlot } from './plot.js';
import { makeSliders } from './sliders.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Mode} Mode */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../core/types.js').TimeBar} TimeBar */
/** @typedef {import('../core/types.js').Window} Window */
/** @typedef {import('./plot.js').Kept} Kept */
/** @typedef {import('./sliders.js').Sliders} Sliders */

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

const LANES = [
	['clash', 'battle', 'mutiny'],
	['air', 'bombardment', 'naval'],
	['occupation', 'movement'],
	['diplomacy', 'espionage', 'abduction', 'other'],
];
const LANE_NAMES = ['lane.all', 'lane.ground', 'lane.air', 'lane.moves', 'lane.talks'];
const ICONS = {
	prevEvent: 'M3 2v12M13 2L5 8l8 6z',
	prevDay: 'M10 3L5 8l5 5',
	nextDay: 'M6 3l5 5-5 5',
	nextEvent: 'M13 2v12M3 2l8 6-8 6z',
};
const MOST_DETAIL = 3;

/**
 * Makes the time bar.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {TimeBar} The time bar.
 */
export function makeTimeBar(root, parts) {
	const { model, store, i18n, theme } = parts;
	const { meta } = model;
	const period = { from: meta.period[0], to: meta.period[1] };
	const whole = { from: meta.first_day, to: meta.last_day };
	let axis = makeAxis(model.events, period);
	/** @type {Kept} */
	let kept = { key: [], bins: [], canvas: null };
	/** @type {number | null} */
	let hovered = null;
	const player = makePlayer(parts, () => axis.to);
	const watcher = new ResizeObserver(() => draw());
	let controls = build();

	function build() {
		const canvas = el('canvas', { 'aria-hidden': 'true' });
		const made = {
			canvas,
			sliders: makeSliders(parts, canvas, hover),
			readout: el('output', { class: 'readout', 'aria-live': 'off' }),
			date: makeDateField(parts, ({ from, to }) => {
				if (from < axis.from || to > axis.to) {
					setAxis(whole);
					update();
				}
			}),
			modes: MODES.map((mode) => makeModeButton(parts, mode)),
			axes: makeAxisChoice(parts, { period, whole }, (window) => {
				setAxis(window);
				update();
			}),
		};
		const names = LANE_NAMES.map((name) => el('span', { text: i18n.t(name) }));
		clear(root).append(
			el('div', { class: 'controls' }, [
				made.readout,
				el('div', { class: 'modes', role: 'group', 'aria-label': i18n.t('time.mode') }, made.modes),
				makeSteps(parts, player.buttons(), stepDay),
				made.date.input,
				made.axes,
			]),
			el('div', { class: 'timeline' }, [
				el('div', { class: 'lane-names', 'aria-hidden': 'true' }, names),
				made.sliders.track,
			]),
		);
		watcher.disconnect();
		watcher.observe(made.sliders.track);
		return made;
	}

	/**
	 * @param {Window} window
	 */
	function setAxis(window) {
		axis = makeAxis(model.events, window);
		showAxis();
	}

	function showAxis() {
		controls.sliders.setAxis(axis);
		const found = meta.windows.find((w) => w.from === axis.from && w.to === axis.to);
		const isPeriod = axis.from === period.from && axis.to === period.to;
		controls.axes.value = found ? found.id : isPeriod ? 'period' : 'all';
	}

	/**
	 * @param {1 | -1} by
	 */
	function stepDay(by) {
		const state = store.state();
		if (state.mode === 'range') {
			const to = axis.step(dayFromIso(state.to), by);
			store.set({ to: dayToIso(to), from: dayToIso(Math.min(dayFromIso(state.from), to)) });
		} else {
			store.set({ day: dayToIso(axis.step(dayFromIso(state.day), by)) });
		}
	}

	/**
	 * @param {number | null} day
	 */
	function hover(day) {
		if (day !== hovered) {
			hovered = day;
			draw();
		}
	}

	function update() {
		const state = store.state();
		const here = dayFromIso(state.day);
		// The reader has gone beyond the stretch in sight: show the whole axis again.
		if (state.mode !== 'range' && (here < axis.from || here > axis.to)) {
			setAxis(whole);
		}
		controls.modes.forEach((button) => {
			button.setAttribute('aria-pressed', button.dataset.mode === state.mode ? 'true' : 'false');
		});
		root.dataset.mode = state.mode;
		controls.sliders.update(state, store.scene().shown.length);
		controls.readout.textContent = readoutOf(state, i18n);
		controls.date.update(state);
		draw();
	}

	function draw() {
		const { canvas, sliders } = controls;
		const { width, height } = sliders.track.getBoundingClientRect();
		const ratio = Math.min(window.devicePixelRatio || 1, MOST_DETAIL);
		if (!canvas.isConnected || !width || !height) {
			return;
		}
		fitCanvas(canvas, Math.round(width * ratio), Math.round(height * ratio));
		const ctx = contextOf(canvas);
		ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
		const now = { state: store.state(), scene: store.scene(), palette: theme.palette(), hovered };
		kept = drawTimePlot(ctx, { axis, width, height, ratio, model, i18n, lanes: LANES, ...now }, kept);
	}

	showAxis();
	L.DomEvent.disableClickPropagation(root);
	store.on('paint', update);
	store.on('language', () => {
		controls = build();
		showAxis();
	});
	return {
		setWindow: (window) => setAxis(window || period),
		focus: () => controls.sliders.focus(),
	};
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
function fitCanvas(canvas, width, height) {
	if (canvas.width !== width || canvas.height !== height) {
		canvas.width = width;
		canvas.height = height;
	}
}

/**
 * @param {State} state
 * @param {I18n} i18n
 */
function readoutOf(state, i18n) {
	if (state.mode === 'range') {
		return i18n.span(dayFromIso(state.from), dayFromIso(state.to));
	}
	const date = i18n.date(dayFromIso(state.day));
	return state.mode === 'upto' ? i18n.t('readout.upto', { d: date }) : date;
}

/**
 * @param {Parts} parts
 * @param {Mode} mode
 */
function makeModeButton({ model, store, i18n }, mode) {
	return el('button', {
		type: 'button',
		class: 'mode',
		'data-mode': mode,
		text: i18n.t(`mode.${mode}`),
		title: i18n.t(`mode.${mode}.hint`),
		onclick: () => store.set(patchForMode(mode, model, store)),
	});
}

/**
 * Changing the mode keeps the reader where they are looking.
 * @param {Mode} mode
 * @param {Model} model
 * @param {Store} store
 * @returns {Partial<State>}
 */
function patchForMode(mode, model, store) {
	const { mode: before, day, from, to } = store.state();
	if (day >= from && day <= to) {
		return { mode };
	}
	if (mode === 'range') {
		return { mode, from: day, to: day };
	}
	if (before !== 'range') {
		return { mode };
	}
	return { mode, day: mode === 'upto' ? to : firstDayShown(model, store) };
}

/**
 * The day on which the first event in the window begins, or the window itself.
 * @param {Model} model
 * @param {Store} store
 */
function firstDayShown(model, store) {
	const { shown } = store.scene();
	const from = dayFromIso(store.state().from);
	return dayToIso(shown.length ? Math.max(from, model.events.start[shown[0]]) : from);
}

/**
 * @param {Parts} parts
 * @param {{play: HTMLElement, speed: HTMLElement}} playing
 * @param {(by: 1 | -1) => void} stepDay
 */
function makeSteps({ i18n, navigation }, playing, stepDay) {
	/**
	 * @param {keyof typeof ICONS} name
	 * @param {() => void} onclick
	 */
	function button(name, onclick) {
		const label = i18n.t(`time.${name}`);
		return el('button', { type: 'button', class: 'step', title: label, 'aria-label': label, onclick }, [
			icon(ICONS[name]),
		]);
	}
	return el('div', { class: 'steps', role: 'group', 'aria-label': i18n.t('time.steps') }, [
		button('prevEvent', () => navigation.stepEvent(-1)),
		button('prevDay', () => stepDay(-1)),
		playing.play,
		playing.speed,
		button('nextDay', () => stepDay(1)),
		button('nextEvent', () => navigation.stepEvent(1)),
	]);
}

/**
 * @param {Parts} parts
 * @param {{period: Window, whole: Window}} stretches
 * @param {(window: Window) => void} choose
 */
function makeAxisChoice({ model, i18n, format }, { period, whole }, choose) {
	const choices = [
		{ id: 'period', text: `${format.year(period.from)}–${format.year(period.to)}`, window: period },
		{ id: 'all', text: i18n.t('axis.all'), window: whole },
		...model.meta.windows.map(({ id, from, to }) => ({
			id,
			text: format.label('campaign', id),
			window: { from, to },
		})),
	];
	const label = i18n.t('time.axis');
	/** @type {HTMLSelectElement} */
	const select = el(
		'select',
		{
			class: 'zooms',
			'aria-label': label,
			title: label,
			onchange: () => choose(choices[select.selectedIndex].window),
		},
		choices.map(({ id, text }) => el('option', { value: id, text })),
	);
	return select;
}
