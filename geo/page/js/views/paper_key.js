// The key of a printed map: what is on this sheet, and nothing else.

import { el } from '../dom/dom.js';
import { drawFeatureSymbol } from '../map/feature_symbol.js';
import { legendSymbol, symbolOfCode } from '../map/symbols.js';

/** @typedef {import('../core/types.js').Code} Code */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Plate} Plate */
/** @typedef {import('../core/types.js').Theme} Theme */

/**
 * Makes the key of a picture of the map.
 * @param {{model: Model, i18n: I18n, format: Formatters, theme: Theme, mapView: MapView}} parts - What it
 *     uses.
 * @param {Plate} plate - The picture.
 * @returns {HTMLElement} The sides, kinds, lines and areas that it shows, and what the rest of a symbol says.
 */
export function makePaperKey(parts, plate) {
	const { model, i18n } = parts;
	const { events } = model;
	const members = plate.hits.flatMap((hit) => hit.members);
	const used = (/** @type {Uint8Array} */ column) => new Set(members.map((i) => column[i]));
	const roles = new Set(
		model.features
			.filter((feature) => parts.mapView.isDrawn(feature, plate.view))
			.map(({ role }) => role),
	);
	/** @type {[string, (row: Code, k: number) => boolean][]} */
	const groups = [
		['side', (_, k) => used(events.side).has(k)],
		['kind', (_, k) => used(events.kind).has(k)],
		['role', ({ code }) => roles.has(code)],
	];
	const blocks = groups.flatMap(([list, isUsed]) => {
		const rows = model.codes[list].filter(isUsed);
		return rows.length ? [makeBlock(parts, list, rows)] : [];
	});
	return el('aside', { class: 'paper-key' }, [
		...blocks,
		members.length ? el('p', { text: i18n.t('print.symbols') }) : null,
	]);
}

/**
 * @param {{model: Model, i18n: I18n, format: Formatters, theme: Theme}} parts
 * @param {string} list
 * @param {Code[]} rows
 */
function makeBlock({ model, i18n, format, theme }, list, rows) {
	const items = rows.map((row) => {
		const symbol = el('canvas', { class: 'legend-symbol' });
		if (row.looks) {
			const looks = row.looks.map((i) => model.core.looks[i]);
			drawFeatureSymbol(symbol, looks, theme.palette());
		} else {
			legendSymbol(symbol, symbolOfCode(row), theme);
		}
		return el('li', { lang: format.labelLang(list, row.code) }, [symbol, format.label(list, row.code)]);
	});
	return el('section', {}, [el('h2', { text: i18n.t(`tree.${list}`) }), el('ul', {}, items)]);
}
