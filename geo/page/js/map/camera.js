// Moving the map: smoothly, or at once for a reader who asked for less motion.

const METRES_PER_DEGREE = 111320;
const FLIGHT = { duration: 0.7 };
const STILL = { animate: false };

/**
 *
 * @param map
 * @param model
 */
export function makeCamera(map, model) {
	const theatre = L.latLngBounds(model.meta.bounds).pad(0.25);
	const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

	function move(centre, zoom) {
		if (reduced.matches) {
			map.setView(centre, zoom, STILL);
		} else {
			map.flyTo(centre, zoom, FLIGHT);
		}
	}

	// `bounds`: [[south, west], [north, east]] or a bounds of Leaflet's, degrees.
	function fit(bounds, options) {
		if (reduced.matches) {
			map.fitBounds(bounds, Object.assign({}, options, STILL));
		} else {
			map.flyToBounds(bounds, Object.assign({}, options, FLIGHT));
		}
	}

	function spotOf(i) {
		const place = model.places[model.events.place[i]];
		return place && place.lon !== null ? place : null;
	}

	// Near enough that the doubt about the place fills about a third of the map.
	function flyTo(i) {
		const place = spotOf(i);
		if (!place) {
			return;
		}
		const span = (Math.max(800, place.uncertainty) / METRES_PER_DEGREE) * 3;
		const zoom = map.getBoundsZoom([
			[place.lat - span, place.lon - span * 1.3],
			[place.lat + span, place.lon + span * 1.3],
		]);
		// Beyond the theatre only the outlines of the world are known: there a reader stays far enough to see them.
		const nearest = theatre.contains([place.lat, place.lon]) ? 13 : 5;
		move([place.lat, place.lon], Math.max(4, Math.min(nearest, zoom)));
	}

	function keepInView(i) {
		const place = spotOf(i);
		if (place && !map.getBounds().pad(-0.1).contains([place.lat, place.lon])) {
			flyTo(i);
		}
	}

	// Nearer to several events, if that would part them; tells whether it did.
	function part(members) {
		const spots = members.map(spotOf);
		const apart = new Set(spots.map((p) => `${p.lat} ${p.lon}`)).size > 1;
		if (!apart || map.getZoom() >= map.getMaxZoom()) {
			return false;
		}
		const bounds = L.latLngBounds(spots.map((p) => [p.lat, p.lon]));
		const zoom = Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds, false, L.point(160, 160)));
		if (zoom <= map.getZoom()) {
			return false;
		}
		move(bounds.getCenter(), zoom);
		return true;
	}

	return { fit, flyTo, keepInView, part };
}
