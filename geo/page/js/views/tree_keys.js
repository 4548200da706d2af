// The keys of the tree of layers. A branch is one stop of the Tab key; inside it the arrows go.

/** @typedef {import('../core/types.js').Nodes} Nodes */
/** @typedef {import('./tree_row.js').TreeRow} TreeRow */

/**
 * @typedef {object} Acts
 * @property {Map<string, TreeRow>} rows
 * @property {Nodes} nodes
 * @property {(id: string) => boolean} isOpen
 * @property {(id: string) => void} toggle
 * @property {(id: string) => void} showOnly
 */

/**
 * Binds the keys of a branch.
 * @param {HTMLElement} body - The branch.
 * @param {Acts} acts - What they move.
 * @returns {void}
 */
export function bindTreeKeys(body, acts) {
	body.addEventListener('keydown', (event) => {
		const box = event.target;
		const row = box instanceof HTMLInputElement ? acts.rows.get(box.dataset.node || '') : undefined;
		if (row && pressKey(event.key, row, body, acts)) {
			event.preventDefault();
		}
	});
	body.addEventListener('focusin', (event) => {
		if (event.target instanceof HTMLInputElement && event.target.dataset.node) {
			setRovingTabindex(body, event.target);
		}
	});
}

/**
 * Lets the Tab key stop at one checkbox of a branch.
 * @param {HTMLElement} body - The branch.
 * @param {HTMLInputElement | null} checkbox - The checkbox; null where a branch has none.
 * @returns {void}
 */
export function setRovingTabindex(body, checkbox) {
	/** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('input[tabindex="0"]')).forEach((other) => {
		other.tabIndex = -1;
	});
	if (checkbox) {
		checkbox.tabIndex = 0;
	}
}

/**
 * @param {string} key
 * @param {TreeRow} row
 * @param {HTMLElement} body
 * @param {Acts} acts
 * @returns {boolean} Whether the key means something here.
 */
function pressKey(key, row, body, { rows, nodes, isOpen, toggle, showOnly }) {
	const id = row.checkbox.dataset.node || '';
	/** @type {HTMLInputElement[]} */
	const all = Array.from(body.querySelectorAll('input[data-node]'));
	const seen = all.filter((box) => box.offsetParent);
	const at = seen.indexOf(row.checkbox);
	/** @type {Record<string, () => void>} */
	const moves = {
		ArrowDown: () => seen[at + 1]?.focus(),
		ArrowUp: () => seen[at - 1]?.focus(),
		Home: () => seen[0]?.focus(),
		End: () => seen[seen.length - 1]?.focus(),
		ArrowRight: () => (row.kids.length && !isOpen(id) ? toggle(id) : seen[at + 1]?.focus()),
		ArrowLeft: () => (isOpen(id) ? toggle(id) : rows.get(nodes.parent.get(id) || '')?.checkbox.focus()),
		...(!id.startsWith('role:') && { Enter: () => showOnly(id) }),
	};
	if (!(key in moves)) {
		return false;
	}
	moves[key]();
	return true;
}
