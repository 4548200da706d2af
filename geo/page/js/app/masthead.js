// The head of the reading column: title, what is shown now, where to start, which language.

import { dayToIso } from '../core/days.js';
import { hasPosition } from '../core/model.js';
import { project } from '../core/projection.js';
import { byId, clear, el } from '../dom/dom.js';
import { legendSymbol, symbolOfCode } from '../map/symbols.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Preset} Preset */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Summary} Summary */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../core/types.js').TimeBar} TimeBar */
/** @typedef {import('./panel.js').Panel} Panel */

/**
 * @typedef {object} Parts
 * @property {import('leaflet').Map} map
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Summary} summary
 * @property {TimeBar} timeBar
 * @property {MapView} mapView
 * @property {Panel} panel
 */

/**
 * Fills the head of the column and keeps it up to date.
 * @param {Parts} parts - What it uses.
 * @returns {void}
 */
export function makeMasthead(parts) {
	const { map, model, store, i18n, theme, summary, panel } = parts;
	let credit = '';

	function build() {
		translatePage(i18n);
		map.getContainer().setAttribute('aria-label', i18n.t('map.keys'));
		buildKey(parts);
		buildPresets(parts);
		buildLanguages(parts);
		map.attributionControl.removeAttribution(credit);
		credit = `${i18n.t('map.broken')} · ${i18n.t('map.sources')}`;
		map.attributionControl.addAttribution(credit);
	}

	// What this map does not show can be opened from here: events without a position, and those elsewhere.
	function unplaced() {
		return store.scene().shown.filter((i) => !hasPosition(model.events, i));
	}

	function elsewhere() {
		const view = map.getBounds();
		const topLeft = project(view.getWest(), view.getNorth());
		const bottomRight = project(view.getEast(), view.getSouth());
		const { x, y } = model.events;
		const isInView = (/** @type {number} */ i) =>
			x[i] >= topLeft.x && x[i] <= bottomRight.x && y[i] >= topLeft.y && y[i] <= bottomRight.y;
		return store.scene().shown.filter((i) => hasPosition(model.events, i) && !isInView(i));
	}

	function paint() {
		byId('tally').dataset.n = String(store.scene().shown.length);
		setText('tally', summary.tally());
		setCount('unplaced', unplaced().length, i18n);
		setCount('elsewhere', elsewhere().length, i18n);
	}

	build();
	byId('unplaced').onclick = () => panel.showHere(unplaced());
	byId('elsewhere').onclick = () => panel.showHere(elsewhere());
	map.on('moveend', () => setCount('elsewhere', elsewhere().length, i18n));
	store.on('language', build);
	theme.onChange(() => buildKey(parts));
	store.on('paint', paint);
}

/**
 * @param {I18n} i18n
 */
function translatePage(i18n) {
	document.documentElement.lang = i18n.lang();
	document.title = `${i18n.t('atlas.title')} · ${i18n.t('atlas.kicker')}`;
	/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-t]')).forEach((part) => {
		part.textContent = i18n.t(part.dataset.t || '');
	});
	/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-t-label]')).forEach((part) => {
		part.setAttribute('aria-label', i18n.t(part.dataset.tLabel || ''));
	});
	['kicker', 'title', 'standfirst'].forEach((id) => {
		const part = byId(id);
		clear(part).append(...keepWordsWhole(i18n.t(`atlas.${id}`)));
		part.lang = i18n.langOf(`atlas.${id}`);
	});
}

/**
 * A text whose words are not broken at their hyphens.
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
function keepWordsWhole(text) {
	return text
		.split(/(\S*-\S*)/)
		.map((part) => (part.includes('-') ? el('span', { class: 'whole', text: part }) : part));
}

/**
 * What the colours mean, for a reader of ten seconds; the tree has the whole legend.
 * @param {Pick<Parts, 'model' | 'i18n' | 'theme'>} parts
 */
function buildKey({ model, i18n, theme }) {
	const rows = model.meta.key.map((side) => {
		const symbol = el('canvas', { class: 'legend-symbol', 'aria-hidden': 'true' });
		legendSymbol(symbol, symbolOfCode(model.codes.side.find(({ code }) => code === side)), theme);
		return el('li', {}, [symbol, i18n.t(`atlas.key.${side}`)]);
	});
	clear(byId('key')).append(...rows, el('li', { class: 'key-note', text: i18n.t('atlas.key_note') }));
}

/**
 * @param {Parts} parts
 */
function buildPresets({ model, store, i18n, format, timeBar, mapView, panel }) {
	/**
	 * @param {Preset} preset
	 */
	function apply(preset) {
		timeBar.setWindow(preset.window && { from: preset.window[0], to: preset.window[1] });
		store.set({
			mode: 'range',
			from: dayToIso(preset.from),
			to: dayToIso(preset.to),
			hidden: othersThan(preset.id, store),
			query: '',
			selected: null,
		});
		mapView.fit(preset.bounds);
		panel.sheet('low');
	}

	const buttons = model.meta.presets.map((preset) =>
		el('button', {
			type: 'button',
			class: 'preset',
			'data-preset': preset.id,
			text: preset.id === 'all' ? i18n.t('preset.all') : format.label('campaign', preset.id),
			onclick: () => apply(preset),
		}),
	);
	clear(byId('presets')).append(...buttons);
}

/**
 * What is hidden where one campaign is shown: all others, besides what is hidden at the start.
 * @param {string} id A campaign, or `all`.
 * @param {Store} store
 * @returns {string[]}
 */
function othersThan(id, { nodes, defaults }) {
	const campaigns = id === 'all' ? [] : nodes.ids.filter((node) => node.startsWith('campaign:'));
	return [...defaults.hidden, ...campaigns.filter((node) => node !== `campaign:${id}`)];
}

/**
 * Each language by its own name, so that a reader finds it who reads no other.
 * @param {Parts} parts
 */
function buildLanguages({ model, store, i18n }) {
	const box = /** @type {HTMLSelectElement} */ (byId('language'));
	const options = model.meta.languages.map((lang) =>
		el('option', {
			value: lang,
			lang,
			selected: lang === i18n.lang(),
			text: model.meta.words[lang].self,
		}),
	);
	clear(box).append(...options);
	box.onchange = () => {
		store.set({ lang: box.value });
	};
}

/**
 * @param {'unplaced' | 'elsewhere'} id
 * @param {number} count
 * @param {I18n} i18n
 */
function setCount(id, count, i18n) {
	byId(id).hidden = !count;
	setText(id, i18n.t(`tally.${id}`, { n: count }));
}

/**
 * A region that a screen reader announces must not be touched when nothing has changed.
 * @param {string} id
 * @param {string} text
 */
function setText(id, text) {
	const box = byId(id);
	if (box.textContent !== text) {
		box.textContent = text;
	}
}
