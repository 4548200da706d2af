// The address of the page holds the state: written after changes, read at the start and on "back".

import { decodeLink, encodeLink } from '../core/link.js';
import { checkPatch } from '../core/state.js';

/** @typedef {import('../core/link.js').LinkView} LinkView */
/** @typedef {import('../core/types.js').Address} Address */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').Store} Store */

// Milliseconds of rest before the address follows; browsers limit how often it may change.
const REST = 300;
// Less than this, in pixels, is no move of the map that a reader has made.
const STILL_PX = 2;

/**
 * Keeps the address and the state together.
 * @param {{map: import('leaflet').Map, model: Model, store: Store, i18n: I18n, notify: Notify,
 *     flyTo: (i: number) => void}} parts - What it uses.
 * @returns {Address} The link of the present state, and what reads one.
 */
export function makeAddress({ map, model, store, i18n, notify, flyTo }) {
	let timer = 0;
	let reading = false;

	const kept = makeKeptView(map);

	function link() {
		return encodeLink(store.state(), store.defaults, kept.view());
	}

	// What a reader would want to come back to is a step of its own: an opened or closed card.
	/**
	 * @param {boolean} important
	 */
	function write(important) {
		if (reading) {
			return;
		}
		const hash = link();
		// A link that was about to be written is out of date now, whatever comes of this one.
		window.clearTimeout(timer);
		if (hash === window.location.hash) {
			return;
		}
		if (important) {
			put('pushState', hash);
		} else {
			timer = window.setTimeout(put, REST, 'replaceState', hash);
		}
	}

	// Reads the hash it is given: by the time an event arrives, the address may say something else.
	/** @type {Address['read']} */
	async function read(hash) {
		window.clearTimeout(timer);
		const { patch, view, problems } = decodeLink(hash, store.defaults, (one) =>
			checkPatch(model, one, {}),
		);
		if (patch.from) {
			const order = checkPatch(model, { from: patch.from }, patch);
			if (order.length) {
				delete patch.from;
				delete patch.to;
				problems.push(...order);
			}
		}
		if (problems.length) {
			notify(i18n.t('link.bad', { what: problems.join('; ') }));
		}
		if (view) {
			reading = true;
			map.setView([view.lat, view.lng], view.zoom, { animate: false });
			reading = false;
			kept.keep(view);
		}
		await store.set(patch);
		const selected = store.scene().selected;
		// A link to an event that says nothing of the view goes to the event.
		if (patch.selected && !view && selected !== null) {
			flyTo(selected);
		}
	}

	map.on('moveend', () => write(false));
	store.on('change', write);
	window.addEventListener('hashchange', (event) => {
		read(event.newURL.replace(/^[^#]*/, ''));
	});
	return { link, read };
}

/**
 * What the map shows, as a link says it. A map stands on whole pixels, and moves by half of one when its box
 * changes, so that its middle is hardly ever the one it was given; as long as nobody moves it, it shows what
 * the link has said.
 * @param {import('leaflet').Map} map
 */
function makeKeptView(map) {
	/** @type {LinkView | null} */
	let given = null;
	return {
		keep: (/** @type {LinkView} */ view) => {
			given = view;
		},
		view: () => {
			const { lat, lng } = map.getCenter();
			const zoom = map.getZoom();
			if (given?.zoom === zoom) {
				const moved = map.project([lat, lng]).distanceTo(map.project([given.lat, given.lng]));
				if (moved <= STILL_PX) {
					return given;
				}
			}
			return { zoom, lat, lng };
		},
	};
}

// Some browsers refuse history on file://; the page works without it.
/**
 * @param {'pushState' | 'replaceState'} how
 * @param {string} hash
 */
function put(how, hash) {
	try {
		window.history[how](null, '', hash);
	} catch {
		// The address stays as it was.
	}
}
