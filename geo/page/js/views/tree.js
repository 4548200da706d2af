// Layers: by date, kind, side, campaign, and the areas and lines. The tree is the legend: each node
// carries its symbol. Checkboxes have three states; counts follow the other filters.

import { compareDateNodes, daysOfNode, normaliseHidden, toggleNode } from '../core/nodes.js';
import { fold } from '../core/search.js';
import { clear, el, find } from '../dom/dom.js';
import { bindTreeKeys, setRovingTabindex } from './tree_keys.js';
import { labelOfNode, partsOfNode, stateOfNode } from './tree_nodes.js';
import { makeTreeRow } from './tree_row.js';

/** @typedef {import('../core/types.js').ColumnView} ColumnView */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../core/types.js').TimeBar} TimeBar */
/** @typedef {import('./tree_row.js').TreeRow} TreeRow */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {TimeBar['goTo']} goTo
 */

const FACETS = ['date', 'kind', 'side', 'campaign', 'grade', 'role'];

/**
 * Makes the view.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {ColumnView} The view.
 */
export function makeTree(root, parts) {
	const { store, i18n } = parts;
	const branches = makeBranches(parts, update);
	let filter = '';

	function build() {
		branches.rows.clear();
		clear(root).append(
			makeHead(parts, filter, (text) => {
				filter = text;
				filterRows();
				update();
			}),
			el('p', { class: 'empty-note', hidden: true, text: i18n.t('tree.nothing') }),
			...FACETS.filter((facet) => rootsOf(parts, facet).length).map((facet) =>
				branches.makeSection(facet),
			),
		);
		filterRows();
		update();
	}

	function filterRows() {
		const wanted = fold(filter);
		const isMatch = makeMatcher(parts, wanted);
		branches.rows.forEach((row, id) => {
			const isBelow = isMatch.below(id);
			row.branch.hidden = !isMatch.own(id) && !isBelow && !isMatch.above(id);
			// What is found below opens by itself; this loop then reaches the rows it makes.
			if (wanted && isBelow && !isMatch.own(id)) {
				branches.open(id);
			}
		});
		/** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.tree-section')).forEach((box) => {
			box.hidden = !box.querySelector('.branch-node:not([hidden])');
		});
		find(root, '.empty-note').hidden = root.querySelector('.tree-section:not([hidden])') !== null;
	}

	function update() {
		const hidden = new Set(store.state().hidden);
		const { counts } = store.scene();
		branches.rows.forEach((row, id) => {
			const state = stateOfNode(store.nodes, hidden, id);
			const count = id.startsWith('role:') ? null : counts.get(id) || 0;
			row.checkbox.checked = state !== 'off';
			row.checkbox.indeterminate = state === 'mixed';
			row.line.dataset.state = state;
			row.count.textContent = count === null ? '' : String(count);
			row.count.title =
				count === null || !id.startsWith('date:') ? '' : i18n.t('tree.begin', { n: count });
			row.line.classList.toggle('empty', count === 0);
		});
	}

	build();
	return { update, rebuild: build };
}

/**
 * The rows of the tree, and which of them are open. Branches are made when they are opened.
 * @param {Parts} parts
 * @param {() => void} onToggle Called when a reader has opened or closed a branch.
 */
function makeBranches(parts, onToggle) {
	const { store, i18n } = parts;
	const { nodes } = store;
	/** @type {Map<string, TreeRow>} */
	const rows = new Map();
	/** @type {Set<string>} */
	const opened = new Set();
	const acts = { toggle, showOnly: (/** @type {string} */ id) => showOnly(parts, id) };

	/**
	 * @param {string} facet
	 */
	function makeSection(facet) {
		const name = i18n.t(`tree.${facet}`);
		const body = el(
			'div',
			{ class: 'branch', role: 'group', 'data-facet': facet, 'aria-label': name },
			rootsOf(parts, facet).map((id) => makeRow(id, 0)),
		);
		bindTreeKeys(body, { rows, nodes, isOpen: (id) => opened.has(id), ...acts });
		setRovingTabindex(body, body.querySelector('input'));
		return el('details', { class: 'tree-section', 'data-facet': facet, open: true }, [
			el('summary', {}, [
				el('span', { class: 'section-name', text: name }),
				el('span', { class: 'section-note', text: i18n.t(`tree.${facet}.note`) }),
			]),
			body,
		]);
	}

	/**
	 * @param {string} id
	 * @param {number} depth
	 */
	function makeRow(id, depth) {
		const row = makeTreeRow(parts, id, depth, acts);
		rows.set(id, row);
		if (opened.has(id)) {
			fill(id);
		}
		return row.branch;
	}

	/**
	 * @param {string} id
	 */
	function toggle(id) {
		if (!opened.delete(id)) {
			opened.add(id);
		}
		fill(id);
		onToggle();
	}

	/**
	 * @param {string} id
	 */
	function open(id) {
		if (!opened.has(id)) {
			opened.add(id);
			fill(id);
		}
	}

	/**
	 * @param {string} id
	 */
	function fill(id) {
		const row = rows.get(id);
		if (!row) {
			return;
		}
		const isOpen = opened.has(id);
		row.expander.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
		row.box.hidden = !isOpen;
		if (isOpen && !row.box.firstChild) {
			row.box.append(...row.kids.map((kid) => makeRow(kid, row.depth + 1)));
		}
	}

	return { rows, makeSection, open };
}

/**
 * The topmost nodes of a facet, in their order.
 * @param {Parts} parts
 * @param {string} facet
 */
function rootsOf({ model, store: { nodes } }, facet) {
	if (facet === 'date') {
		const dates = nodes.ids.filter((id) => id.startsWith('date:') && !nodes.parent.get(id));
		return dates.sort(compareDateNodes);
	}
	const ids = (model.codes[facet] || []).map(({ code }) => `${facet}:${code}`);
	return ids.filter((id) => nodes.parent.has(id));
}

/**
 * "Only": of a date the days are selected, as if they were typed; of any other facet every other node is
 * hidden.
 * @param {Parts} parts
 * @param {string} id
 */
function showOnly({ model, store, goTo }, id) {
	const { nodes } = store;
	const { facet } = partsOfNode(id);
	if (facet === 'date') {
		const kept = store.state().hidden.filter((other) => !other.startsWith('date:'));
		goTo(daysOfNode(id, model), { hidden: kept });
		return;
	}
	const others = nodes.ids.filter((other) => other.startsWith(`${facet}:`) && !nodes.parent.get(other));
	const hidden = store.state().hidden.filter((other) => !other.startsWith(`${facet}:`));
	const all = normaliseHidden(nodes, [...hidden, ...others]);
	store.set({ hidden: toggleNode(nodes, all, id, true) });
}

/**
 * @param {Parts} parts
 * @param {string} filter
 * @param {(text: string) => void} onFilter
 */
function makeHead({ model, store, i18n }, filter, onFilter) {
	/** @type {HTMLInputElement} */
	const search = el('input', {
		type: 'search',
		class: 'tree-search',
		placeholder: i18n.t('tree.search'),
		'aria-label': i18n.t('tree.search'),
		value: filter,
		oninput: () => onFilter(search.value),
	});
	/**
	 * @param {string} key
	 * @param {string[]} hidden
	 */
	function button(key, hidden) {
		const onclick = () => store.set({ hidden });
		return el('button', { type: 'button', class: 'plain', text: i18n.t(key), onclick });
	}
	return el('div', { class: 'tree-head' }, [
		search,
		button('tree.all', []),
		button('tree.reset', model.meta.hidden.slice()),
	]);
}

/**
 * Whether a node, one below it or one above it is what a reader looks for.
 * @param {Parts} parts
 * @param {string} wanted Folded; empty for everything.
 */
function makeMatcher(parts, wanted) {
	const { parent, children } = parts.store.nodes;

	/**
	 * @param {string} id
	 * @returns {boolean}
	 */
	function own(id) {
		return !wanted || fold(id).includes(wanted) || fold(labelOfNode(parts, id)).includes(wanted);
	}
	/**
	 * @param {string} id
	 * @returns {boolean}
	 */
	function below(id) {
		return (children.get(id) || []).some((kid) => own(kid) || below(kid));
	}
	/**
	 * @param {string} id
	 * @returns {boolean}
	 */
	function above(id) {
		const up = parent.get(id);
		return Boolean(up) && (own(String(up)) || above(String(up)));
	}
	return { own, below, above };
}
