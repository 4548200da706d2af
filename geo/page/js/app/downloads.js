// What the reader takes away as a file: one event, those shown, or all, named after what they are.

import { dayToIso } from '../core/days.js';
import { toCsv, toGeoJSON } from '../core/records.js';
import { el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Downloads} Downloads */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Window} Window */

// Milliseconds after which a saved file is let go.
const KEPT_MS = 10000;
// Tells spreadsheets that a text is UTF-8.
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Makes the downloads.
 * @param {{model: Model, store: Store, i18n: I18n, notify: Notify}} parts - What they use.
 * @returns {Downloads} The downloads.
 */
export function makeDownloads({ model, store, i18n, notify }) {
	const ids = model.events.id;

	// The state as members of the collection, so that a file says how it was chosen.
	function filter() {
		const { window: win, shown } = store.scene();
		const state = store.state();
		return {
			mode: state.mode,
			from: win.from === -Infinity ? null : dayToIso(win.from),
			to: dayToIso(win.to),
			hidden: state.hidden,
			query: state.query || null,
			shown: shown.length,
			of: model.events.n,
		};
	}

	/**
	 * @param {'one' | 'all' | 'shown'} scope
	 */
	function choose(scope) {
		const { selected, shown, window: win } = store.scene();
		if (scope === 'one' && selected !== null) {
			const id = ids[selected];
			return { list: [selected], name: `incident_${id}`, filter: { id } };
		}
		if (scope === 'all') {
			return { list: ids.map((_, i) => i), name: `incidents_all-${ids.length}`, filter: null };
		}
		const name = ['incidents', nameOf(win), ...chosen(), `shown-${shown.length}`].join('_');
		return { list: shown, name, filter: filter() };
	}

	// What was searched for, and whether layers are hidden, as parts of the name of a file.
	function chosen() {
		const { query, hidden } = store.state();
		const isFiltered = hidden.join() !== store.defaults.hidden.join();
		const words = query.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
		return [words, isFiltered ? 'filtered' : ''].filter(Boolean);
	}

	/** @type {Downloads['save']} */
	async function save(scope, format) {
		const { list, name, filter: chosenBy } = choose(scope);
		const file = `${name}_v${model.meta.version}.${format}`;
		const collection = await toGeoJSON(model, list, chosenBy);
		if (format === 'csv') {
			saveFile(file, BYTE_ORDER_MARK + toCsv(collection), 'text/csv');
		} else {
			saveFile(file, JSON.stringify(collection, null, 1), 'application/geo+json');
		}
		notify(i18n.count('download.saved', list.length));
	}

	return { save, shown: () => toGeoJSON(model, store.scene().shown, filter()) };
}

/**
 * @param {Window} win
 */
function nameOf({ from, to }) {
	if (from === to) {
		return dayToIso(to);
	}
	return `${from === -Infinity ? 'start' : dayToIso(from)}_${dayToIso(to)}`;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
function saveFile(name, text, type) {
	const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
	const link = el('a', { href: url, download: name });
	document.body.appendChild(link);
	link.click();
	link.remove();
	window.setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
