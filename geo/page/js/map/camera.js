// Moving the map: smoothly, or at once for a reader who asked for less motion.

/** @typedef {import('../core/types.js').Bounds} Bounds */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Place} Place */

const METRES_PER_DEGREE = 111320;
const FLIGHT = { duration: 0.7 };
const STILL = { animate: false };
// Beyond the study area only the outlines of the world are known: there a reader stays far enough to
// see them.
const NEAREST = 13;
const NEAREST_ABROAD = 5;
const FARTHEST = 4;
const ABROAD = 0.25;
// A place is shown with at least this much around it, metres.
const LEAST_RADIUS = 800;
// The border kept free when several places are shown, pixels.
const MARGIN = 160;

/**
 * @typedef {object} Camera
 * @property {(bounds: import('leaflet').LatLngBoundsExpression,
 *     options?: import('leaflet').FitBoundsOptions) => void} fit
 * @property {(i: number) => void} flyTo
 * @property {(i: number) => void} keepInView
 * @property {(members: number[]) => boolean} part
 */

/**
 * Makes what moves the map.
 * @param {import('leaflet').Map} map - The map.
 * @param {Model} model - The data.
 * @returns {Camera} The moves.
 */
export function makeCamera(map, model) {
	const studyArea = L.latLngBounds(model.meta.bounds).pad(ABROAD);
	const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

	/**
	 * @param {import('leaflet').LatLngExpression} centre
	 * @param {number} zoom
	 */
	function move(centre, zoom) {
		if (reduced.matches) {
			map.setView(centre, zoom, STILL);
		} else {
			map.flyTo(centre, zoom, FLIGHT);
		}
	}

	/** @type {Camera['fit']} */
	function fit(bounds, options = {}) {
		const { x, y } = L.point(options.padding || [0, 0]);
		/** @type {import('leaflet').FitBoundsOptions} */
		const room = { ...options, paddingTopLeft: [x, y], paddingBottomRight: [x, y + heightOfCredit(map)] };
		if (reduced.matches || options.animate === false) {
			map.fitBounds(bounds, { ...room, ...STILL });
		} else {
			map.flyToBounds(bounds, { ...room, ...FLIGHT });
		}
	}

	// Near enough that the uncertainty of the place fills about a third of the map.
	/** @type {Camera['flyTo']} */
	function flyTo(i) {
		const place = positionOf(model, i);
		if (!place) {
			return;
		}
		const { lat, lon } = place;
		const span = (Math.max(LEAST_RADIUS, place.uncertainty) / METRES_PER_DEGREE) * 3;
		const zoom = map.getBoundsZoom([
			[lat - span, lon - span * 1.3],
			[lat + span, lon + span * 1.3],
		]);
		const nearest = studyArea.contains([lat, lon]) ? NEAREST : NEAREST_ABROAD;
		move([lat, lon], Math.max(FARTHEST, Math.min(nearest, zoom)));
	}

	/** @type {Camera['keepInView']} */
	function keepInView(i) {
		const place = positionOf(model, i);
		if (place && !map.getBounds().pad(-0.1).contains([place.lat, place.lon])) {
			flyTo(i);
		}
	}

	// Nearer to several events, if that would part them; tells whether it did.
	/** @type {Camera['part']} */
	function part(members) {
		const places = members.flatMap((i) => positionOf(model, i) || []);
		const areApart = new Set(places.map(({ lat, lon }) => `${lat} ${lon}`)).size > 1;
		if (!areApart || map.getZoom() >= map.getMaxZoom()) {
			return false;
		}
		const bounds = L.latLngBounds(places.map(({ lat, lon }) => [lat, lon]));
		const zoom = Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds, false, L.point(MARGIN, MARGIN)));
		if (zoom <= map.getZoom()) {
			return false;
		}
		move(bounds.getCenter(), zoom);
		return true;
	}

	return { fit, flyTo, keepInView, part };
}

/**
 * The credit lies over the foot of the map: what is to be seen stands above it.
 * @param {import('leaflet').Map} map
 * @returns {number} Pixels.
 */
function heightOfCredit(map) {
	return map.attributionControl.getContainer()?.offsetHeight ?? 0;
}

/**
 * @param {Model} model
 * @param {number} i
 * @returns {{lat: number, lon: number, uncertainty: number} | null}
 */
function positionOf({ places, events }, i) {
	/** @type {Place | undefined} */
	const place = places[events.place[i]];
	if (!place || place.lon === null || place.lat === null) {
		return null;
	}
	return { lat: place.lat, lon: place.lon, uncertainty: place.uncertainty || 0 };
}
