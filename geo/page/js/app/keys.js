// Keys that work anywhere on the page, but never while a reader is typing; and the skip links.

/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').TimeBar} TimeBar */
/** @typedef {import('./panel.js').Panel} Panel */

/**
 * Binds the keys and the skip links.
 * @param {{store: Store, mapView: MapView, navigation: Navigation, timeBar: TimeBar, panel: Panel}} parts -
 *     What they move.
 * @returns {void}
 */
export function bindKeys({ store, mapView, navigation, timeBar, panel }) {
	/** @type {Record<string, (event: KeyboardEvent) => void>} */
	const acts = {
		n: () => navigation.stepEvent(1),
		p: () => navigation.stepEvent(-1),
		'/': (event) => {
			event.preventDefault();
			panel.openSearch();
		},
		'?': () => panel.chooseTab('about'),
	};
	/** @type {Record<string, () => void>} */
	const skips = { list: panel.openSearch, time: timeBar.focus, map: mapView.focus };

	/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-skip]')).forEach((button) => {
		button.onclick = skips[button.dataset.skip || ''];
	});

	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		if (event.key === 'Escape') {
			closeCard(event.target, store, navigation);
			return;
		}
		const act = isTyping(event.target) ? null : acts[event.key.toLowerCase()];
		if (act) {
			act(event);
		}
	});
}

/**
 * @param {EventTarget | null} target
 */
function isTyping(target) {
	if (target instanceof HTMLInputElement) {
		return !['checkbox', 'radio', 'range'].includes(target.type);
	}
	return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

/**
 * Closes what was opened last: the card, then the search.
 * @param {EventTarget | null} target
 * @param {Store} store
 * @param {Navigation} navigation
 */
function closeCard(target, store, navigation) {
	// In a search field Escape first empties the field.
	if (target instanceof HTMLInputElement && target.type === 'search' && target.value) {
		return;
	}
	if (store.feature()) {
		navigation.closeFeature();
	} else if (store.state().selected) {
		navigation.select(null);
	} else if (store.state().query) {
		store.set({ query: '' });
	}
}
