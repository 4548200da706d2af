// About: how to read the map, what is covered, where it comes from, how to cite and to download it.

import { dayToParts } from '../core/days.js';
import { clear, el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').ColumnView} ColumnView */
/** @typedef {import('../core/types.js').Downloads} Downloads */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Statistic} Statistic */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {MapView} mapView
 * @property {Downloads} downloads
 * @property {() => void} copyLink
 * @property {(what: 'map' | 'list') => void} print
 */

const RULES = ['rule', 'certain', 'where', 'losses', 'unconfirmed', 'claims'];
const KEYS = [
	['← →', 'keys.day'],
	['PgUp PgDn', 'keys.week'],
	['Home End', 'keys.ends'],
	['N P', 'keys.event'],
	['/', 'keys.search'],
	['Esc', 'keys.close'],
	['?', 'keys.help'],
	['↑ ↓ ← →', 'keys.tree'],
];

/**
 * Makes the view.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {ColumnView} The view.
 */
export function makeAbout(root, parts) {
	const { model, i18n, mapView } = parts;
	const { credits, citation, version, license } = model.meta;

	function build() {
		const heading = (/** @type {string} */ name) => el('h2', { text: i18n.t(`about.${name}`) });
		clear(root).append(
			heading('reading'),
			...[...RULES.map((name) => `about.${name}`), 'atlas.schematic', 'about.recorded']
				.filter((key) => i18n.has(key))
				.map((key) => el('p', { class: 'prose small', text: i18n.t(key) })),
			heading('download'),
			makeDownloadButtons(parts),
			heading('print'),
			makePrintButtons(parts),
			...(model.statistics.length ? [makeChart(parts)] : []),
			heading('keys'),
			el(
				'dl',
				{ class: 'keys' },
				KEYS.flatMap(([key, name]) => [el('dt', { text: key }), el('dd', { text: i18n.t(name) })]),
			),
			heading('origin'),
			el(
				'ul',
				{ class: 'cites' },
				credits.map((credit) => el('li', { dir: 'auto', text: credit })),
			),
			heading('cite'),
			el('p', { class: 'prose small', dir: 'auto', text: citation }),
			el('p', { class: 'fine', text: i18n.t('about.version', { v: version, l: license }) }),
			heading('online'),
			makeOnline(parts),
		);
	}

	mapView.backgrounds.onChange(build);
	build();
	return { rebuild: build };
}

/**
 * @param {Parts} parts
 */
function makeDownloadButtons({ i18n, downloads, copyLink }) {
	/**
	 * @param {'shown' | 'all'} scope
	 * @param {'geojson' | 'csv'} format
	 */
	function button(scope, format) {
		return el('button', {
			type: 'button',
			class: 'plain',
			'data-download': `${scope}-${format}`,
			text: `${i18n.t(`download.${scope}`)} · ${format === 'csv' ? 'CSV' : 'GeoJSON'}`,
			onclick: () => downloads.save(scope, format),
		});
	}
	return el('div', { class: 'downloads' }, [
		el('button', {
			type: 'button',
			class: 'plain',
			'data-copy': 'link',
			text: i18n.t('card.link'),
			onclick: copyLink,
		}),
		button('shown', 'geojson'),
		button('shown', 'csv'),
		button('all', 'geojson'),
		button('all', 'csv'),
	]);
}

/**
 * @param {Parts} parts
 */
function makePrintButtons({ i18n, print }) {
	const buttons = /** @type {const} */ (['map', 'list']).map((what) =>
		el('button', {
			type: 'button',
			class: 'plain',
			'data-print': what,
			text: i18n.t(`print.${what}`),
			onclick: () => print(what),
		}),
	);
	return el('div', { class: 'downloads' }, buttons);
}

/**
 * @param {Parts} parts
 */
function makeOnline({ i18n, mapView: { backgrounds } }) {
	/**
	 * @param {string} value
	 * @param {string} text
	 */
	function choice(value, text) {
		return el('label', {}, [
			el('input', {
				type: 'radio',
				name: 'background',
				value,
				checked: (backgrounds.current() || 'none') === value,
				onchange: () => backgrounds.set(value),
			}),
			` ${text}`,
		]);
	}
	return el('fieldset', { class: 'online' }, [
		el('legend', { text: i18n.t('online.warning') }),
		choice('none', i18n.t('online.none')),
		...backgrounds.list.map(({ id, name, host }) => choice(id, `${name} (${host})`)),
	]);
}

/**
 * Published totals beside the events recorded here, year by year: two different things.
 * @param {Parts} parts
 */
function makeChart({ model, i18n, format }) {
	const recorded = recordedByYear(model);
	const tallest = Math.max(...recorded.values());
	const years = [...recorded.keys()].sort((a, b) => a - b);
	return el('section', { class: 'statistics' }, [
		el('h2', { text: i18n.t('stats.title') }),
		el('p', { class: 'prose small', text: i18n.t('stats.note') }),
		el('table', { class: 'chart' }, [
			el('caption', { text: i18n.t('stats.recorded') }),
			el(
				'tbody',
				{},
				years.map((year) => makeBar(year, recorded.get(year) || 0, tallest)),
			),
		]),
		el('table', { class: 'chart counted' }, [
			el('caption', { text: i18n.t('stats.counted') }),
			el(
				'tbody',
				{},
				model.statistics.map((statistic) => makeStatistic(statistic, format)),
			),
		]),
	]);
}

/**
 * @param {Model} model
 * @returns {Map<number, number>} Year -> events that begin in it, within the period.
 */
function recordedByYear({ events, meta }) {
	const [first, last] = meta.period.map((day) => dayToParts(day).year);
	const counts = new Map();
	events.start.forEach((day) => {
		const { year } = dayToParts(day);
		if (year >= first && year <= last) {
			counts.set(year, (counts.get(year) || 0) + 1);
		}
	});
	return counts;
}

/**
 * @param {number} year
 * @param {number} count
 * @param {number} tallest
 */
function makeBar(year, count, tallest) {
	return el('tr', {}, [
		el('th', { scope: 'row', text: String(year) }),
		el('td', { class: 'bar' }, [el('span', { style: { inlineSize: `${(100 * count) / tallest}%` } })]),
		el('td', { class: 'n', text: String(count) }),
	]);
}

/**
 * @param {Statistic} statistic
 * @param {Formatters} format
 */
function makeStatistic(statistic, format) {
	const { date_edtf: date, count, counted_by: by, metric_words: what, note, sources } = statistic;
	return el('tr', {}, [
		el('th', { scope: 'row', text: date }),
		el('td', { class: 'n', text: format.number(count) }),
		el('td', {}, [
			`${format.label('claimant', by)}: ${what}${note ? ` (${note})` : ''}`,
			el('span', { class: 'fine', text: ` ${sources.map(format.citation).join('; ')}` }),
		]),
	]);
}
