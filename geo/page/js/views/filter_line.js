// The filters in force, where every tab and card shows them: each word takes itself off.

import { findFilters } from '../core/filters.js';
import { clear, el } from '../dom/dom.js';
import { labelOfNode } from './tree_nodes.js';

/** @typedef {import('../core/filters.js').Filter} Filter */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */

// More words of one kind are counted, not listed.
const MOST_NAMES = 3;

/**
 * Keeps the line of filters up to date.
 * @param {HTMLElement} root - Where it stands.
 * @param {{model: Model, store: Store, i18n: I18n, format: Formatters}} parts - What it uses.
 * @returns {void}
 */
export function makeFilterLine(root, parts) {
	const { store, i18n } = parts;
	let shown = '';

	function paint() {
		const state = store.state();
		const filters = findFilters(store.nodes, state, store.defaults);
		const { shown: list, unfiltered } = store.scene();
		const key = JSON.stringify([filters, state.lang, state.query, list.length, unfiltered]);
		if (key === shown) {
			return;
		}
		shown = key;
		root.hidden = !filters.length;
		const focused = root.contains(document.activeElement);
		clear(root).append(
			el('span', {
				class: 'filter-line-count',
				text: i18n.t('filters.count', { n: list.length, m: unfiltered }),
			}),
			...filters.map((filter) => makeChip(parts, filter)),
		);
		// One word alone takes off everything itself.
		if (filters.length > 1) {
			root.append(makeAll(parts));
		}
		root.setAttribute('aria-label', i18n.t('filters.label'));
		// The word that was pressed is gone; the reader goes on from the next.
		if (focused) {
			root.querySelector('button')?.focus();
		}
	}

	store.on('paint', paint);
}

/**
 * @param {{store: Store, i18n: I18n}} parts
 */
function makeAll({ store, i18n }) {
	return el('button', {
		type: 'button',
		class: 'plain filter-line-all',
		text: i18n.t('filters.all'),
		onclick: () => store.set({ query: '', hidden: store.defaults.hidden.slice() }),
	});
}

/**
 * @param {{model: Model, store: Store, i18n: I18n, format: Formatters}} parts
 * @param {Filter} filter
 */
function makeChip(parts, filter) {
	const { store, i18n } = parts;
	const what = filterWords(parts, filter);
	const label = i18n.t('filters.off', { what });
	return el(
		'button',
		{
			type: 'button',
			class: 'chip',
			'data-filter': filter.kind === 'query' ? 'query' : filter.nodes.join(' '),
			'aria-label': label,
			title: label,
			onclick: () => store.set(filter.without),
		},
		[el('span', { text: what }), el('span', { class: 'chip-off', 'aria-hidden': 'true', text: '×' })],
	);
}

/**
 * What a filter asks for or leaves out, in words.
 * @param {{model: Model, store: Store, i18n: I18n, format: Formatters}} parts - What writes it.
 * @param {Filter} filter - The filter.
 * @returns {string} Its words in the reader's language.
 */
export function filterWords(parts, { kind, nodes }) {
	const { store, i18n } = parts;
	if (kind === 'query') {
		return `“${store.state().query}”`;
	}
	const names = nodes.slice(0, MOST_NAMES).map((id) => nameOf(parts, id));
	const more = nodes.length - names.length;
	return i18n.t(`filters.${kind}`, { names: names.join(', ') + (more ? ` +${more}` : '') });
}

/**
 * The name of a node; one of a day that is not known needs its month or year.
 * @param {{model: Model, store: Store, i18n: I18n, format: Formatters}} parts
 * @param {string} id
 * @returns {string}
 */
function nameOf(parts, id) {
	const up = parts.store.nodes.parent.get(id);
	const name = labelOfNode(parts, id);
	return id.endsWith(':?') && up ? `${nameOf(parts, up)}: ${name}` : name;
}
