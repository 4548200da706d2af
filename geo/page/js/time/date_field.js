// The field in which a reader types a day, a month or a year.

import { dayToIso, dayToParts } from '../core/days.js';
import { makeDateWords, readDays } from '../core/written_days.js';
import { el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Window} Window */

/**
 * Makes the field.
 * @param {{model: Model, i18n: I18n, notify: Notify}} parts - What it uses.
 * @param {(days: Window) => void} onTyped - Called with the days that were typed.
 * @returns {{input: HTMLInputElement, update: (state: State) => void}} The field.
 */
export function makeDateField({ model, i18n, notify }, onTyped) {
	const words = makeDateWords([i18n.t, i18n.english]);
	let isFresh = false;
	const input = el('input', {
		type: 'text',
		class: 'date',
		inputmode: 'numeric',
		autocomplete: 'off',
		spellcheck: 'false',
		size: '10',
		'aria-label': i18n.t('time.typed'),
		placeholder: i18n.t('time.placeholder'),
		// The first click chooses the whole of what stands there; a second one sets the cursor.
		onfocus: () => {
			isFresh = true;
		},
		onclick: () => {
			if (isFresh) {
				input.select();
			}
			isFresh = false;
		},
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
		const readings = readDays(text, words);
		if (readings.length !== 1) {
			input.setAttribute('aria-invalid', 'true');
			notify(refusalOf({ model, i18n }, text, readings));
			return;
		}
		input.removeAttribute('aria-invalid');
		notify(null);
		input.dataset.shown = text;
		onTyped(readings[0]);
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
 * @param {{model: Model, i18n: I18n}} parts
 * @param {string} text
 * @param {Window[]} readings
 */
function refusalOf({ model, i18n }, text, readings) {
	if (!readings.length) {
		return i18n.t('time.badDate', { text, y: dayToParts(model.meta.busiest_day).year });
	}
	const [a, b] = readings.map(({ from }) => i18n.date(from));
	const [x, y] = readings.map(({ from }) => dayToIso(from));
	return i18n.t('time.twoDates', { text, a, b, x, y });
}
