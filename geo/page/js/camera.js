// Moving the map: smoothly, or at once for a reader who asked for less motion.
(function (atlas) {
	'use strict';

	var METRES_PER_DEGREE = 111320;
	var FLIGHT = {duration: 0.7};
	var STILL = {animate: false};

	function makeCamera(map, model) {
		var theatre = L.latLngBounds(model.meta.bounds).pad(0.25);
		var reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

		function move(centre, zoom) {
			if (reduced.matches) { map.setView(centre, zoom, STILL); } else { map.flyTo(centre, zoom, FLIGHT); }
		}

		// `bounds`: [[south, west], [north, east]] or a bounds of Leaflet's, degrees.
		function fit(bounds, options) {
			if (reduced.matches) { map.fitBounds(bounds, Object.assign({}, options, STILL)); } else { map.flyToBounds(bounds, Object.assign({}, options, FLIGHT)); }
		}

		function spotOf(i) {
			var place = model.places[model.events.place[i]];
			return place && place.lon !== null ? place : null;
		}

		// Near enough that the doubt about the place fills about a third of the map.
		function flyTo(i) {
			var place = spotOf(i);
			if (!place) { return; }
			var span = Math.max(800, place.uncertainty) / METRES_PER_DEGREE * 3;
			var zoom = map.getBoundsZoom([[place.lat - span, place.lon - span * 1.3], [place.lat + span, place.lon + span * 1.3]]);
			// Beyond the theatre only the outlines of the world are known: there a reader stays far enough to see them.
			var nearest = theatre.contains([place.lat, place.lon]) ? 13 : 5;
			move([place.lat, place.lon], Math.max(4, Math.min(nearest, zoom)));
		}

		function keepInView(i) {
			var place = spotOf(i);
			if (place && !map.getBounds().pad(-0.1).contains([place.lat, place.lon])) { flyTo(i); }
		}

		// Nearer to several events, if that would part them; tells whether it did.
		function part(members) {
			var spots = members.map(spotOf), apart = new Set(spots.map(function (p) { return p.lat + ' ' + p.lon; })).size > 1;
			if (!apart || map.getZoom() >= map.getMaxZoom()) { return false; }
			var bounds = L.latLngBounds(spots.map(function (p) { return [p.lat, p.lon]; }));
			var zoom = Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds, false, L.point(160, 160)));
			if (zoom <= map.getZoom()) { return false; }
			move(bounds.getCenter(), zoom);
			return true;
		}

		return {fit: fit, flyTo: flyTo, keepInView: keepInView, part: part};
	}

	atlas.makeCamera = makeCamera;
})(window.BorderAtlas = window.BorderAtlas || {});
