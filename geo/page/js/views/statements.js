// The tested statements, one by one, with what the literature says and what the build measured. Choosing one
// moves map and time to what it is about and draws the measurement.

import { dayToIso } from '../core/days.js';
import { fold } from '../core/search.js';
import { clear, el, externalLink, find } from '../dom/dom.js';

/** @typedef {import('../core/types.js').ColumnView} ColumnView */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Statement} Statement */
/** @typedef {import('../core/types.js').StatementTest} StatementTest */
/** @typedef {import('../core/types.js').Store} Store */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {MapView} mapView
 * @property {Navigation} navigation
 */

/** @typedef {{document: string, verdict: string, text: string}} Filter */

const FIT = { padding: L.point(60, 60), maxZoom: 12 };

/**
 * Makes the view.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {ColumnView} The view.
 */
export function makeStatements(root, parts) {
	const { model, i18n } = parts;
	/** @type {Filter} */
	const filter = { document: '', verdict: '', text: '' };
	/** @type {string | null} */
	let chosen = null;

	function build() {
		const search = el('input', {
			type: 'search',
			class: 'search',
			placeholder: i18n.t('statements.search'),
			'aria-label': i18n.t('statements.search'),
			value: filter.text,
			oninput: () => {
				filter.text = search.value;
				fill();
			},
		});
		clear(root).append(
			el('p', { class: 'intro', text: i18n.t('statements.intro', { n: model.statements.length }) }),
			el('div', { class: 'filters' }, [
				makeFilter(parts, filter, 'document', fill),
				makeFilter(parts, filter, 'verdict', fill),
			]),
			search,
			el('ol', { class: 'statements' }),
		);
		fill();
	}

	function fill() {
		const rows = model.statements
			.filter((statement) => passes(statement, filter))
			.map((statement) => makeStatement(parts, statement, chosen === statement.id, choose));
		clear(find(root, '.statements')).append(...rows);
	}

	/**
	 * @param {string} id
	 */
	function choose(id) {
		chosen = chosen === id ? null : id;
		fill();
		showOnMap(parts, model.statements.find((statement) => statement.id === chosen) || null);
		const row = find(root, `[data-statement="${CSS.escape(id)}"]`);
		find(row, 'button').focus({ preventScroll: true });
		row.scrollIntoView({ block: 'nearest' });
	}

	build();
	return { rebuild: build };
}

/**
 * @param {Statement} statement
 * @param {Filter} filter
 */
function passes({ document, verdict, statement, literature }, filter) {
	return (
		(!filter.document || document === filter.document) &&
		(!filter.verdict || verdict === filter.verdict) &&
		fold(`${statement} ${literature}`).includes(fold(filter.text))
	);
}

/**
 * @param {Parts} parts
 * @param {Filter} filter
 * @param {'document' | 'verdict'} key
 * @param {() => void} onChange
 */
function makeFilter({ model, i18n, format }, filter, key, onChange) {
	const codes = [...new Set(model.statements.map((statement) => statement[key]))];
	const select = el(
		'select',
		{
			onchange: () => {
				filter[key] = select.value;
				onChange();
			},
		},
		[
			el('option', { value: '', text: i18n.t('statements.any') }),
			...codes.map((code) =>
				el('option', { value: code, selected: filter[key] === code, text: format.label(key, code) }),
			),
		],
	);
	return el('label', {}, [el('span', { class: 'hint', text: i18n.t(`statements.${key}`) }), select]);
}

/**
 * @param {Parts} parts
 * @param {Statement} statement
 * @param {boolean} isOpen
 * @param {(id: string) => void} choose
 */
function makeStatement(parts, statement, isOpen, choose) {
	const { i18n, format } = parts;
	const { id, verdict, tests } = statement;
	const measured = tests.length ? ` · ${i18n.t('statements.measured')}` : '';
	return el('li', { class: `statement${isOpen ? ' open' : ''}`, 'data-statement': id }, [
		el(
			'button',
			{
				type: 'button',
				class: 'statement-head',
				'aria-expanded': isOpen ? 'true' : 'false',
				onclick: () => choose(id),
			},
			[
				el('span', {
					class: 'verdict',
					'data-verdict': verdict,
					text: format.label('verdict', verdict) + measured,
				}),
				el('span', { class: 'statement-text', dir: 'auto', lang: 'en', text: statement.statement }),
			],
		),
		isOpen ? makeDetail(parts, statement) : null,
	]);
}

/**
 * @param {Parts} parts
 * @param {Statement} statement
 */
function makeDetail(parts, { id, document, kind, literature, tests, events, sources }) {
	const { i18n, format } = parts;
	const origin = [format.label('document', document), format.label('statement-kind', kind), id];
	return el('div', { class: 'statement-body' }, [
		el('p', { class: 'fine', text: origin.join(' · ') }),
		literature && el('p', { class: 'prose small', dir: 'auto', lang: 'en', text: literature }),
		tests.length
			? el('section', { class: 'tests' }, [
					el('h3', { text: i18n.t('statements.computed') }),
					...tests.map((test) => makeTest(i18n, test)),
				])
			: null,
		events.length
			? el(
					'ul',
					{ class: 'about' },
					events.map((event) => makeEventLink(parts, event)),
				)
			: null,
		el(
			'ul',
			{ class: 'cites' },
			sources.map((source) => makeCitation(parts, source)),
		),
	]);
}

// What a test says was written at build, once for each language; its note is in the language of the table.
/**
 * @param {I18n} i18n
 * @param {StatementTest} test
 */
function makeTest(i18n, { id, note }) {
	return el('div', { class: 'test' }, [
		el('p', { class: 'hint', text: i18n.t(`result.${id}.title`) }),
		el('p', { class: 'result', text: i18n.t(`result.${id}.result`) }),
		el('p', { class: 'fine', text: i18n.t(`result.${id}.method`) }),
		note && el('p', { class: 'fine', dir: 'auto', lang: 'en', text: note }),
	]);
}

/**
 * @param {Parts} parts
 * @param {string} id
 */
function makeEventLink({ model, format, navigation }, id) {
	const i = model.events.index.get(id);
	return i === undefined
		? null
		: el('li', {}, [
				el('button', {
					type: 'button',
					class: 'plain',
					text: `${format.when(i)} – ${model.loadedText(i)?.title || id}`,
					onclick: () => navigation.select(i, true),
				}),
			]);
}

/**
 * @param {Parts} parts
 * @param {string} id
 */
function makeCitation({ model, i18n, format }, id) {
	const row = model.sourceIndex.get(id);
	const url = row === undefined ? null : model.sources[row].url;
	return el('li', { dir: 'auto' }, [
		format.citation(id),
		url ? ' ' : null,
		url ? externalLink(url, i18n.t('card.open')) : null,
	]);
}

/**
 * Moves map and time to what a statement is about, and draws what was measured; null clears it.
 * @param {Parts} parts
 * @param {Statement | null} statement
 */
function showOnMap({ model, store, mapView }, statement) {
	const { events } = model;
	mapView.measure(statement?.drawing || []);
	if (!statement) {
		return;
	}
	const indices = statement.events.flatMap((id) => events.index.get(id) ?? []);
	if (indices.length) {
		store.set({
			mode: 'range',
			query: '',
			hidden: store.hiddenWithout(indices),
			from: dayToIso(Math.min(...indices.map((i) => events.start[i]))),
			to: dayToIso(Math.max(...indices.map((i) => events.end[i]))),
		});
	}
	const points = pointsOf(model, statement, indices);
	if (points.length) {
		mapView.fit(L.latLngBounds(points), FIT);
	}
}

/**
 * Latitude and longitude of everything a statement is about.
 * @param {Model} model
 * @param {Statement} statement
 * @param {number[]} indices
 * @returns {[number, number][]}
 */
function pointsOf({ places, events }, statement, indices) {
	const all = [
		...indices.flatMap((i) => places[events.place[i]] || []),
		...places.filter((place) => statement.places.includes(place.id)),
	];
	const points = all.flatMap(({ lat, lon }) =>
		lat === null || lon === null ? [] : [/** @type {[number, number]} */ ([lat, lon])],
	);
	const drawn = (statement.drawing || []).flatMap((line) => line.points);
	return [...points, ...drawn.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon]))];
}
