// The current selection in words: how many events, on which days, and what to do when there are none.

import { firstAfter } from '../core/steps.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Summary} Summary */

/**
 * Makes what sums up the current selection.
 * @param {{model: Model, store: Store, i18n: I18n, format: Formatters}} parts - What it uses.
 * @returns {Summary} The sentences.
 */
export function makeSummary({ model, store, i18n, format }) {
	function emptyNote() {
		const query = store.state().query;
		if (query) {
			return i18n.t('empty.query', { q: query });
		}
		const next = firstAfter(model.events, store.passes, store.scene().window.to);
		return next === null
			? i18n.t('empty.none')
			: i18n.t('empty.next', { d: format.when(next), t: format.title(next) });
	}

	function tally() {
		const scene = store.scene();
		const count = scene.shown.length;
		if (!count) {
			return emptyNote();
		}
		const possible = scene.shown.filter(scene.possible).length;
		const note = possible ? `, ${i18n.t('tally.possible', { n: possible })}` : '';
		return `${i18n.count('tally', count)} · ${format.selectedDays(scene.window)}${note}`;
	}

	return { tally, emptyNote };
}
