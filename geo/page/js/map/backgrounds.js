// Backgrounds that ask a server: off until the reader switches one on.

/** @typedef {import('../core/types.js').Background} Background */
/** @typedef {import('../core/types.js').Backgrounds} Backgrounds */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Notify} Notify */

const NONE = 'none';

/**
 * Makes the switch of backgrounds.
 * @param {{map: import('leaflet').Map, i18n: I18n, notify: Notify}} parts - What it uses.
 * @param {Background[]} online - The backgrounds.
 * @param {() => void} repaint - Called after a change.
 * @returns {Backgrounds} The switch.
 */
export function makeBackgrounds({ map, i18n, notify }, online, repaint) {
	/** @type {import('leaflet').TileLayer | null} */
	let tiles = null;
	let current = NONE;
	/** @type {(() => void)[]} */
	const listeners = [];

	/** @type {Backgrounds['set']} */
	function set(id) {
		tiles?.remove();
		const found = online.find((background) => background.id === id);
		current = found ? id : NONE;
		tiles = found ? request(found) : null;
		repaint();
		listeners.forEach((act) => act());
	}

	// The first picture that does not come gives the map in the file back.
	/**
	 * @param {Background} background
	 */
	function request(background) {
		const layer = L.tileLayer(background.url, {
			maxZoom: 18,
			maxNativeZoom: background.max_zoom,
			attribution: background.attribution,
			pane: 'tiles',
			referrerPolicy: 'no-referrer',
		});
		layer.once('tileerror', () => {
			notify(i18n.t('online.failed', { host: background.host }));
			set(NONE);
		});
		return layer.addTo(map);
	}

	return {
		list: online,
		current: () => (current === NONE ? null : current),
		onChange: (act) => {
			listeners.push(act);
		},
		set,
	};
}
