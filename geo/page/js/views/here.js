// What stands at one spot of the map, as rows, when it is too much to stand apart.

import { clear, el } from '../dom/dom.js';
import { makeRow } from './row.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').HereView} HereView */
/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Highlight} highlight
 * @property {Navigation} navigation
 * @property {() => void} onBack Called when the reader leaves.
 */

/**
 * Makes the view.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {HereView} The view.
 */
export function makeHere(root, parts) {
	const { model, store, i18n, format, navigation, onBack } = parts;
	/** @type {number[]} */
	let members = [];
	let built = '';

	// Those of them that are still shown: the filters go on working while the list is open.
	function build() {
		const shown = new Set(store.scene().shown);
		const rows = members.filter((i) => shown.has(i));
		const key = rows.join() + i18n.lang();
		if (!members.length || key === built) {
			return;
		}
		built = key;
		clear(root).append(
			el('div', { class: 'here-head' }, [
				el('h2', { text: titleOf(rows.length) }),
				el('button', { type: 'button', class: 'plain', text: i18n.t('here.back'), onclick: onBack }),
			]),
			...rows.map((i) =>
				makeRow(parts, i, { onclick: () => navigation.select(i) }, { title: format.title(i) }),
			),
		);
	}

	/**
	 * @param {number} count
	 */
	function titleOf(count) {
		const place = model.places[model.events.place[members[0]]];
		if (!place || place.lon === null) {
			return i18n.count('count.nowhere', count);
		}
		return `${i18n.count('count.here', count)} · ${format.placeName(place)}`;
	}

	function rebuild() {
		built = '';
		build();
	}

	return {
		show: (indices) => {
			members = [...indices].sort((a, b) => a - b);
			rebuild();
		},
		update: build,
		rebuild,
	};
}
