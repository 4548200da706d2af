// The controls of the time bar: the readout, the mode, the steps, the field for a day, the axis.

import { dayFromIso, dayToIso } from '../core/days.js';
import { MODES } from '../core/state.js';
import { el, icon } from '../dom/dom.js';
import { makeDateField } from './date_field.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Mode} Mode */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Navigation} navigation
 * @property {Notify} notify
 */

/**
 * What the controls ask of the time bar.
 * @typedef {object} Acts
 * @property {(by: 1 | -1) => void} stepDay
 * @property {(window: Window) => void} onTyped Called with the days that a reader typed.
 * @property {(window: Window) => void} onAxis Called with the stretch of time that a reader chose.
 */

/**
 * @typedef {object} Controls
 * @property {HTMLElement} row
 * @property {HTMLSelectElement} axes
 * @property {(state: State) => void} update
 */

const ICONS = {
	prevEvent: 'M3 2v12M13 2L5 8l8 6z',
	prevDay: 'M10 3L5 8l5 5',
	nextDay: 'M6 3l5 5-5 5',
	nextEvent: 'M13 2v12M3 2l8 6-8 6z',
};

/**
 * Makes the controls.
 * @param {Parts} parts - What they use.
 * @param {{period: Window, whole: Window}} stretches - The period of the atlas, and all of its days.
 * @param {{play: HTMLElement, speed: HTMLElement}} playing - The buttons of the player.
 * @param {Acts} acts - What they ask for.
 * @returns {Controls} The controls.
 */
export function makeControls(parts, stretches, playing, { stepDay, onTyped, onAxis }) {
	const { i18n } = parts;
	const readout = el('output', { class: 'readout', 'aria-live': 'off' });
	const date = makeDateField(parts, onTyped);
	const modes = MODES.map((mode) => makeModeButton(parts, mode));
	const axes = makeAxisChoice(parts, stretches, onAxis);
	const menu = makeMenu(i18n.t('time.mode'), [
		el('div', { class: 'modes', role: 'group', 'aria-label': i18n.t('time.mode') }, modes),
		axes,
		playing.speed,
	]);
	const row = el('div', { class: 'controls' }, [
		readout,
		menu.button,
		menu.box,
		makeSteps(parts, playing.play, stepDay),
		date.input,
	]);

	/**
	 * @param {State} state
	 */
	function update(state) {
		modes.forEach((button) => {
			button.setAttribute('aria-pressed', button.dataset.mode === state.mode ? 'true' : 'false');
		});
		menu.name(i18n.t(`mode.${state.mode}`));
		readout.textContent = readoutOf(state, i18n);
		date.update(state);
	}

	return { row, axes, update };
}

/**
 * What there is no room for on a small screen, one tap away; where there is room the style sheet shows the
 * box in its place and hides the button.
 * @param {string} label What the button opens; its text says what is chosen there.
 * @param {HTMLElement[]} parts
 */
function makeMenu(label, parts) {
	const text = el('span', {});
	/** @type {HTMLButtonElement} */
	const button = el(
		'button',
		{
			type: 'button',
			class: 'menu-button',
			'aria-expanded': 'false',
			'aria-controls': 'time-menu',
			onclick: () => open(button.getAttribute('aria-expanded') === 'false'),
		},
		[text, el('span', { class: 'menu-sign', 'aria-hidden': 'true', text: '▾' })],
	);
	const box = el('div', { class: 'menu-box', id: 'time-menu', onkeydown: close, onchange: close }, parts);

	/**
	 * @param {boolean} isOpen
	 */
	function open(isOpen) {
		button.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
		box.dataset.open = isOpen ? 'yes' : 'no';
	}

	/**
	 * @param {Event} event
	 */
	function close(event) {
		const isOpen = button.getAttribute('aria-expanded') === 'true';
		if (isOpen && (!(event instanceof KeyboardEvent) || event.key === 'Escape')) {
			event.stopPropagation();
			open(false);
			button.focus();
		}
	}

	open(false);
	return {
		button,
		box,
		name: (/** @type {string} */ chosen) => {
			text.textContent = chosen;
			button.setAttribute('aria-label', `${chosen}: ${label}`);
		},
	};
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
 * @param {HTMLElement} play
 * @param {(by: 1 | -1) => void} stepDay
 */
function makeSteps({ i18n, navigation }, play, stepDay) {
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
		play,
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
