// The field in which a reader types a day, a month or a year.

import { dayToIso, dayToParts, parseDay } from '../core/days.js';
import { el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * Makes the field.
 * @param {{model: Model, store: Store, i18n: I18n, notify: Notify}} parts - What it uses.
 * @param {(days: Window) => void} onTyped - Called with the days that were typed, after the state has them.
 * @returns {{input: HTMLInputElement, update: (state: State) => void}} The field.
 */
export function makeDateField({ model, store, i18n, notify }, onTyped) {
	const input = el('input', {
		type: 'text',
		class: 'date',
		inputmode: 'numeric',
		autocomplete: 'off',
		spellcheck: 'false',
		size: '10',
		'aria-label': i18n.t('time.typed'),
		placeholder: i18n.t('time.placeholder'),
		onkeydown: (/** @type {KeyboardEvent} */ event) => {
			if (event.key === 'Enter') {
				take();
			}
		},
		onchange: take,
	});

	function take() {
		const text = input.value.trim();
		if (!text || text === input.dataset.shown) {
			return;
		}
		const days = parseDay(text);
		if (!days) {
			input.setAttribute('aria-invalid', 'true');
			const { year } = dayToParts(model.meta.busiest_day);
			notify(i18n.t('time.badDate', { text, y: year }));
			return;
		}
		input.removeAttribute('aria-invalid');
		notify(null);
		store.set(patchFor(days, store.state()));
		onTyped(days);
		update(store.state());
	}

	/**
	 * @param {State} state
	 */
	function update(state) {
		const text = state.mode === 'range' ? '' : state.day;
		if (document.activeElement !== input || input.value !== text) {
			input.value = text;
		}
		input.dataset.shown = text;
	}

	return { input, update };
}

/**
 * The change of state that selects typed days: a month or a year is a range.
 * @param {Window} days
 * @param {State} state
 * @returns {Partial<State>}
 */
function patchFor({ from, to }, state) {
	if (from !== to) {
		return { mode: 'range', from: dayToIso(from), to: dayToIso(to) };
	}
	return { day: dayToIso(from), mode: state.mode === 'range' ? 'day' : state.mode };
}
