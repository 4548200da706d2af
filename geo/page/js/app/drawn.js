// What is drawn on the map and where: for scripts that point at it, and for tests that measure it.

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */

/**
 * @typedef {object} Drawn
 * @property {{text: string, x: number, y: number, box: Box}[]} names x, y: of the dot or the middle.
 * @property {{ids: string[], x: number, y: number, r: number}[]} symbols
 */

/**
 * What is drawn in the view and where, in pixels of the map's box.
 * @param {import('leaflet').Map} map - The map.
 * @param {Model} model - The data.
 * @param {MapView} mapView - What has painted it.
 * @returns {Drawn} The names and symbols.
 */
export function makeDrawn(map, model, mapView) {
	const corner = map.layerPointToContainerPoint(mapView.offset());
	return {
		names: mapView.names().map(({ text, x, y, box }) => ({
			text,
			x: x + corner.x,
			y: y + corner.y,
			box: { ...box, x: box.x + corner.x, y: box.y + corner.y },
		})),
		symbols: mapView.hits().map(({ x, y, r, members }) => ({
			ids: members.map((i) => model.events.id[i]),
			x: x + corner.x,
			y: y + corner.y,
			r,
		})),
	};
}
