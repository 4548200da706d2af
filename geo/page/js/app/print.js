// Printing. Paper and its orientation are the reader's; what of the page is printed is chosen here.

import { byId, clear } from '../dom/dom.js';
import { makePaper } from '../views/paper.js';

/** @typedef {import('../core/types.js').Bounds} Bounds */
/** @typedef {import('../core/types.js').Printed} Printed */

/**
 * Makes the page ready for paper whenever it is printed, by its own buttons or by the browser's.
 * @param {import('../views/paper.js').Parts & {map: import('leaflet').Map}} parts - What it uses.
 * @returns {(what: Printed) => void} Prints.
 */
export function makePrint(parts) {
	const { map, store, theme } = parts;
	const box = byId('print');
	/** @type {Printed | null} */
	let chosen = null;

	function openCard() {
		const id = store.feature() ? 'feature' : 'card';
		const isOpen = store.feature() || store.scene().selected !== null;
		return isOpen ? byId(id) : null;
	}

	function fill() {
		const view = map.getBounds();
		/** @type {Bounds} */
		const bounds = [
			[view.getSouth(), view.getWest()],
			[view.getNorth(), view.getEast()],
		];
		const card = openCard();
		const what = chosen || (card ? 'card' : 'list');
		clear(box).append(...makePaper(parts, what, bounds, card));
		box.dataset.what = what;
	}

	window.addEventListener('beforeprint', () => theme.onPaper(fill));
	window.addEventListener('afterprint', () => {
		chosen = null;
		clear(box);
	});
	return (what) => {
		chosen = what;
		window.print();
	};
}
