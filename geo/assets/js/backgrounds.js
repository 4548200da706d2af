// Backgrounds that ask a server: off until the reader switches one on.
(function (atlas) {
	'use strict';

	// `online`: [{id, name, host, url, max_zoom, attribution}]; `repaint` is called after a change.
	function makeBackgrounds(map, online, repaint) {
		var tiles = null, current = 'none';

		function set(id) {
			if (tiles) { map.removeLayer(tiles); tiles = null; }
			current = id;
			var found = online.filter(function (b) { return b.id === id; })[0];
			if (found) {
				tiles = L.tileLayer(found.url, {maxZoom: 18, maxNativeZoom: found.max_zoom, attribution: found.attribution, pane: 'tiles', referrerPolicy: 'no-referrer'});
				tiles.addTo(map);
			}
			repaint();
		}

		return {
			list: [{id: 'none'}].concat(online),
			current: function () { return current; },
			set: set
		};
	}

	atlas.makeBackgrounds = makeBackgrounds;
})(window.BorderAtlas = window.BorderAtlas || {});
