// The page on paper: a map with its title, day and key, then the open card or the list of what is shown,
// with all sources.

import { byId, clear, el } from '../dom/dom.js';

/** @typedef {import('leaflet').LatLngBounds} LatLngBounds */
/** @typedef {import('../core/types.js').EventText} EventText */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */

// More than this is a catalogue, not a print; the rest is named by its number.
const MOST_ROWS = 400;

/**
 * Makes the page ready for paper when it is printed.
 * @param {{map: import('leaflet').Map, model: Model, store: Store, i18n: I18n, format: Formatters,
 *     theme: Theme, mapView: MapView, link: () => string}} parts - What it uses.
 * @returns {void}
 */
export function bindPrint({ map, model, store, i18n, format, theme, mapView, link }) {
	const root = document.documentElement;
	const box = byId('print');
	const still = { animate: false };
	let centre = map.getCenter();
	let zoom = map.getZoom();

	function fill() {
		const { shown, selected } = store.scene();
		clear(box).append(el('p', { class: 'fine', text: `${model.meta.citation} ${link()}` }));
		if (selected !== null || store.feature()) {
			return;
		}
		box.append(...shown.slice(0, MOST_ROWS).map((i) => makeRow(model, format, i)));
		if (shown.length > MOST_ROWS) {
			box.append(el('p', { text: i18n.count('count.shown', shown.length - MOST_ROWS) }));
		}
	}

	window.addEventListener('beforeprint', () => {
		const bounds = map.getBounds();
		centre = map.getCenter();
		zoom = map.getZoom();
		fill();
		root.classList.add('printing');
		theme.change();
		map.invalidateSize(still);
		map.fitBounds(bounds, still);
		mapView.paintNow();
	});
	window.addEventListener('afterprint', () => {
		root.classList.remove('printing');
		theme.change();
		map.invalidateSize(still);
		map.setView(centre, zoom, still);
	});
}

/**
 * @param {Model} model
 * @param {Formatters} format
 * @param {number} i
 * @returns {HTMLElement | string}
 */
function makeRow(model, format, i) {
	const text = model.loadedText(i);
	if (!text) {
		return '';
	}
	const place = model.places[model.events.place[i]];
	const where = place ? format.placeName(place) : text.place_words;
	return el('article', { class: 'printed' }, [
		el('p', { class: 'tip-date', text: `${format.when(i)} · ${where}` }),
		el('h3', { dir: 'auto', lang: 'en', text: text.title }),
		el('p', { class: 'prose small', dir: 'auto', lang: 'en', text: text.summary }),
		el('p', { class: 'fine', dir: 'auto', text: cite(format, text) }),
	]);
}

/**
 * @param {Formatters} format
 * @param {EventText} text
 */
function cite(format, text) {
	const ids = new Set([...text.sources, ...text.claims.flatMap((claim) => claim.sources)]);
	return [...ids].map(format.citation).join('; ');
}
