// One row of the tree of layers: expander, checkbox, symbol, name, "only", count.

import { el } from '../dom/dom.js';
import { drawFeatureSymbol } from '../map/feature_symbol.js';
import { legendSymbol, symbolOfCode } from '../map/symbols.js';
import { labelOfNode, partsOfNode } from './tree_nodes.js';

/** @typedef {import('./tree.js').Parts} Parts */

/**
 * @typedef {object} TreeRow
 * @property {HTMLElement} branch The row with all below it.
 * @property {HTMLElement} line
 * @property {HTMLElement} box What is below it.
 * @property {HTMLInputElement} checkbox
 * @property {HTMLElement} expander
 * @property {HTMLElement} count
 * @property {string[]} kids
 * @property {number} depth
 */

const INDENT = 16;

/**
 * Makes a row.
 * @param {Parts} parts - What it uses.
 * @param {string} id - The node.
 * @param {number} depth - How deep it stands.
 * @param {{toggle: (id: string) => void, showOnly: (id: string) => void}} acts - What its buttons do.
 * @returns {TreeRow} The row; what is below it is not made yet.
 */
export function makeTreeRow(parts, id, depth, { toggle, showOnly }) {
	const { store, i18n } = parts;
	const kids = store.nodes.children.get(id) || [];
	const label = labelOfNode(parts, id);
	/** @type {HTMLInputElement} */
	const checkbox = el('input', {
		type: 'checkbox',
		'data-node': id,
		'aria-label': label,
		tabindex: '-1',
		onchange: () => store.toggle(id, checkbox.checked),
	});
	const expander = kids.length
		? el('button', {
				type: 'button',
				class: 'expander',
				tabindex: '-1',
				'aria-expanded': 'false',
				'aria-label': i18n.t('tree.open', { name: label }),
				onclick: () => toggle(id),
			})
		: el('span', { class: 'expander none' });
	const only = el('button', {
		type: 'button',
		class: 'only',
		tabindex: '-1',
		text: i18n.t('tree.only'),
		'aria-label': i18n.t('tree.onlyThis', { name: label }),
		onclick: () => showOnly(id),
	});
	const count = el('span', { class: 'count' });
	const box = el('div', { class: 'children' });
	const line = el(
		'div',
		{ class: 'node', 'data-depth': depth, style: { paddingInlineStart: `${depth * INDENT}px` } },
		[
			expander,
			el('label', {}, [checkbox, makeSymbol(parts, id), makeName(parts, id, label)]),
			id.startsWith('role:') ? null : only,
			count,
		],
	);
	return {
		branch: el('div', { class: 'branch-node' }, [line, box]),
		line,
		box,
		checkbox,
		expander,
		count,
		kids,
		depth,
	};
}

/**
 * The name of a node; one that is not translated says in which language it is.
 * @param {Parts} parts
 * @param {string} id
 * @param {string} text
 */
function makeName({ i18n, format }, id, text) {
	const { facet, code } = partsOfNode(id);
	const lang = facet === 'date' ? i18n.lang() : format.labelLang(facet, code);
	return el('span', { class: 'name', text, ...(lang !== i18n.lang() && { lang }) });
}

/**
 * @param {Parts} parts
 * @param {string} id
 * @returns {HTMLCanvasElement | null}
 */
function makeSymbol({ model, theme }, id) {
	const { facet, code } = partsOfNode(id);
	if (facet === 'date' || facet === 'campaign' || facet === 'grade') {
		return null;
	}
	const canvas = el('canvas', { class: 'legend-symbol', 'aria-hidden': 'true' });
	const row = (model.codes[facet] || []).find((one) => one.code === code);
	if (row?.looks) {
		const looks = row.looks.map((i) => model.core.looks[i]);
		drawFeatureSymbol(canvas, looks, theme.palette());
	} else {
		legendSymbol(canvas, symbolOfCode(row), theme);
	}
	return canvas;
}
