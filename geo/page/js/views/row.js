// One event as a row: its symbol, when, what. The list and "here" are made of them.

import { el } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../dom/dom.js').Attribute} Attribute */
/** @typedef {import('../dom/dom.js').Child} Child */

/**
 * Makes the row of an event.
 * @param {{model: Model, format: Formatters, theme: Theme, highlight: Highlight}} parts - What it uses.
 * @param {number} i - The row of the event.
 * @param {Record<string, Attribute>} attributes - What a click does, and more.
 * @param {{title: string, more?: Child}} text - Its title, and what stands below it.
 * @returns {HTMLButtonElement} The row.
 */
export function makeRow({ model, format, theme, highlight }, i, attributes, { title, more }) {
	const symbol = el('canvas', { class: 'legend-symbol', 'aria-hidden': 'true' });
	legendSymbol(symbol, symbolOfEvent(model, i), theme);
	return el(
		'button',
		{
			type: 'button',
			class: 'row',
			'data-event': model.events.id[i],
			onmouseenter: () => highlight.set(i),
			onmouseleave: () => highlight.set(null),
			onfocus: () => highlight.set(i),
			...attributes,
		},
		[
			symbol,
			el('span', { class: 'row-main' }, [
				el('span', { class: 'row-date', text: format.when(i) }),
				el('span', { class: 'row-title', dir: 'auto', text: title }),
				more,
			]),
		],
	);
}
