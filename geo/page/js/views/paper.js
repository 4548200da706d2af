// The page on paper: a sheet with the map, its title, days and key, then the list with all sources; or a
// card.

import { findFilters } from '../core/filters.js';
import { el } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';
import { filterWords } from './filter_line.js';
import { makePaperKey } from './paper_key.js';

/** @typedef {import('../core/types.js').Bounds} Bounds */
/** @typedef {import('../core/types.js').EventText} EventText */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Plate} Plate */
/** @typedef {import('../core/types.js').PlateSize} PlateSize */
/** @typedef {import('../core/types.js').Printed} Printed */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Summary} Summary */
/** @typedef {import('../core/types.js').Theme} Theme */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Summary} summary
 * @property {MapView} mapView
 * @property {() => string} link
 */

// More than this is a catalogue, not a print; the rest is named by its number.
const MOST_ROWS = 400;
// Upright paper shows the tall picture, the other the wide one; a column of text the small one. Which paper
// it is the page is not told: A4 and Letter differ, so the picture is cut to the height that there is.
/** @type {Record<string, PlateSize>} */
const SIZES = {
	tall: { width: 194, height: 212, leastWidth: 185, leastHeight: 165 },
	wide: { width: 219, height: 176, leastWidth: 198, leastHeight: 148 },
	small: { width: 98, height: 66, leastWidth: 80, leastHeight: 62 },
};

/**
 * Makes what is printed.
 * @param {Parts} parts - What it uses.
 * @param {Printed} what - The map only, the map with the list, or the open card.
 * @param {Bounds} bounds - What the map shows.
 * @param {HTMLElement | null} card - The open card.
 * @returns {HTMLElement[]} The parts of the print.
 */
export function makePaper(parts, what, bounds, card) {
	const plateOf = (/** @type {string} */ name) => parts.mapView.plate(bounds, SIZES[name]);
	if (what === 'card' && card) {
		const { i18n } = parts;
		const title = `${i18n.t('atlas.title')} · ${i18n.t('atlas.kicker')}`;
		const picture = makeFigure(parts, 'small', plateOf('small'));
		const flow = el('div', { class: 'paper-flow' }, [picture, copyCard(card), makeFoot(parts)]);
		return [el('div', { class: 'paper-card' }, [el('p', { class: 'kicker', text: title }), flow])];
	}
	const tall = plateOf('tall');
	const sheet = el('div', { class: 'paper-sheet' }, [
		makeHead(parts),
		el('div', { class: 'paper-plate' }, [
			makeFigure(parts, 'tall', tall),
			makeFigure(parts, 'wide', plateOf('wide')),
			makePaperKey(parts, tall),
		]),
		makeFoot(parts),
	]);
	return what === 'map' ? [sheet] : [sheet, makeList(parts)];
}

/**
 * Title, what is shown, and what is left out.
 * @param {Parts} parts
 */
function makeHead(parts) {
	const { model, store, i18n, format, summary } = parts;
	const { shown, unfiltered } = store.scene();
	const filters = findFilters(store.nodes, store.state(), store.defaults);
	const count = i18n.t('filters.count', { n: shown.length, m: unfiltered });
	const words = filters.map((filter) => filterWords({ model, store, i18n, format }, filter));
	return el('header', { class: 'paper-head' }, [
		el('p', { class: 'kicker', text: i18n.t('atlas.kicker') }),
		el('h1', { text: i18n.t('atlas.title') }),
		el('p', { class: 'paper-days', text: summary.tally() }),
		filters.length
			? el('p', { class: 'paper-filters', dir: 'auto', text: `${count}: ${words.join('; ')}` })
			: null,
	]);
}

/**
 * A picture of the map with its scale.
 * @param {Parts} parts
 * @param {string} name
 * @param {Plate} plate
 */
function makeFigure({ format }, name, { canvas, scale }) {
	const bar = el('span', {
		class: 'paper-scale',
		style: { inlineSize: `${scale.length}mm` },
		text: format.metres(scale.metres),
	});
	return el('figure', { class: `plate ${name}` }, [canvas, bar]);
}

/**
 * How to cite it, where to find it again, and whose the ground is.
 * @param {Parts} parts
 */
function makeFoot({ model, i18n, link }) {
	const { citation, version, license, credits } = model.meta;
	return el('footer', { class: 'paper-foot' }, [
		el('p', { dir: 'auto', text: `${citation} ${i18n.t('about.version', { v: version, l: license })}` }),
		el('p', { dir: 'auto', text: `${i18n.t('map.broken')}. ${credits.join('; ')}.` }),
		el('p', { text: `${addressOfPage()}${link()}` }),
	]);
}

/**
 * Where the page is: its address, or the name of its file.
 */
function addressOfPage() {
	const { protocol, href, pathname } = window.location;
	return protocol === 'file:' ? pathname.split('/').pop() : href.replace(/#.*$/, '');
}

/**
 * A copy of the open card without what only a screen can use.
 * @param {HTMLElement} card
 */
function copyCard(card) {
	const copy = /** @type {HTMLElement} */ (card.cloneNode(true));
	const pictures = copy.querySelectorAll('canvas');
	card.querySelectorAll('canvas').forEach((canvas, k) => {
		pictures[k].getContext('2d')?.drawImage(canvas, 0, 0);
	});
	copy.querySelectorAll('button, .card-foot, .neighbours').forEach((part) => part.remove());
	copy.querySelectorAll('[id]').forEach((part) => part.removeAttribute('id'));
	copy.querySelectorAll('details').forEach((part) => {
		part.open = true;
	});
	copy.querySelectorAll('a[target]').forEach((link) => {
		link.textContent = link.getAttribute('href');
	});
	copy.removeAttribute('id');
	copy.className = 'card';
	return copy;
}

/**
 * What is shown, in the order of its days, and the sources by the numbers that it names.
 * @param {Parts} parts
 */
function makeList(parts) {
	const { model, store, i18n, format } = parts;
	const { shown } = store.scene();
	/** @type {Map<string, number>} */
	const numbers = new Map();
	const numberOf = (/** @type {string} */ id) => {
		numbers.set(id, numbers.get(id) ?? numbers.size + 1);
		return numbers.get(id);
	};
	const rows = shown.slice(0, MOST_ROWS).map((i) => makeRow(parts, i, numberOf));
	const more = shown.length - MOST_ROWS;
	const sources = [...numbers.keys()].map((id) => el('li', { dir: 'auto', text: format.citation(id) }));
	return el('div', { class: 'paper-flow' }, [
		...rows,
		more > 0 ? el('p', { class: 'paper-more', text: i18n.t('print.more', { n: more }) }) : null,
		model.sources.length && rows.length ? el('h2', { text: i18n.t('card.sources') }) : null,
		el('ol', { class: 'paper-sources' }, sources),
	]);
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {(source: string) => number | undefined} numberOf
 * @returns {HTMLElement | string}
 */
function makeRow({ model, i18n, format, theme }, i, numberOf) {
	const text = model.loadedText(i);
	if (!text) {
		return '';
	}
	const place = model.places[model.events.place[i]];
	const facts = [
		format.when(i),
		place ? format.placeName(place) : text.place_words,
		place && place.lon !== null ? '' : i18n.t('list.noPlace'),
		model.events.confirmed[i] ? '' : i18n.t('list.unconfirmed'),
	];
	const symbol = el('canvas', { class: 'legend-symbol' });
	legendSymbol(symbol, symbolOfEvent(model, i), theme);
	const numbers = text.sources.map(numberOf).sort((a, b) => Number(a) - Number(b));
	return el('article', { class: 'printed' }, [
		el('p', { class: 'printed-when' }, [symbol, facts.filter(Boolean).join(' · ')]),
		el('h3', { dir: 'auto', lang: 'en', text: text.title }),
		el('p', { class: 'printed-text', dir: 'auto', lang: 'en' }, [
			text.summary,
			el('span', { class: 'printed-sources', text: ` [${numbers.join(', ')}]` }),
		]),
	]);
}
