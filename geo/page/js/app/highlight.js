// The event that is highlighted on the map and in the rows: the one under the pointer or the focus.

/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').Model} Model */

/**
 * Makes the holder of the highlighted event.
 * @param {Model} model - The data.
 * @returns {Highlight} The holder.
 */
export function makeHighlight(model) {
	/** @type {number | null} */
	let current = null;
	/** @type {(() => void)[]} */
	const listeners = [];

	/** @type {Highlight['set']} */
	function set(i) {
		if (current === i) {
			return;
		}
		current = i;
		listeners.forEach((act) => act());
		const id = i === null ? null : model.events.id[i];
		document.querySelectorAll('.row').forEach((row) => {
			row.classList.toggle(
				'highlighted',
				id !== null && row instanceof HTMLElement && row.dataset.event === id,
			);
		});
	}

	return {
		current: () => current,
		set,
		onChange: (act) => {
			listeners.push(act);
		},
	};
}
