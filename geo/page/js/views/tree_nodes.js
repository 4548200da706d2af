// What a node of the tree of layers is called, and how it is ticked.

import { dayFromParts } from '../core/days.js';
import { isNodeHidden, parentsOf } from '../core/nodes.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Nodes} Nodes */

/**
 * Facet and code of a node.
 * @param {string} id - Such as "side:ussr" or "date:1938-07:?".
 * @returns {{facet: string, code: string}} What stands before and after the first colon.
 */
export function partsOfNode(id) {
	const at = id.indexOf(':');
	return { facet: id.slice(0, at), code: id.slice(at + 1) };
}

/**
 * The name of a node.
 * @param {{model: Pick<Model, 'meta'>, i18n: I18n, format: Pick<Formatters, 'label' | 'year'>}} parts - What
 *     writes it.
 * @param {string} id - The node.
 * @returns {string} Its name in the reader's language.
 */
export function labelOfNode({ model, i18n, format }, id) {
	const { facet, code } = partsOfNode(id);
	if (facet !== 'date') {
		return format.label(facet, code);
	}
	if (code === 'earlier' || code === 'later') {
		const end = model.meta.period[code === 'earlier' ? 0 : 1];
		return i18n.t(`tree.${code}`, { y: format.year(end) });
	}
	const [date, isUnknown] = code.endsWith(':?') ? [code.slice(0, -2), true] : [code, false];
	const [year, month, day] = date.split('-').map(Number);
	if (isUnknown) {
		return i18n.t(month ? 'tree.dayUnknown' : 'tree.monthUnknown');
	}
	if (day) {
		return i18n.date(dayFromParts(year, month, day));
	}
	return month ? i18n.month(year, month) : date;
}

/**
 * How a node is ticked.
 * @param {Nodes} nodes - The tree.
 * @param {Set<string>} hidden - Hidden nodes.
 * @param {string} id - The node.
 * @returns {'on' | 'off' | 'mixed'} Mixed if some below it are hidden.
 */
export function stateOfNode(nodes, hidden, id) {
	if (isNodeHidden(nodes, hidden, id)) {
		return 'off';
	}
	return [...hidden].some((other) => parentsOf(nodes, other).includes(id)) ? 'mixed' : 'on';
}
