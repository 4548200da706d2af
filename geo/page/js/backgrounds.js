// Backgrounds that ask a server: off until the reader switches one on.
(function (atlas) {
	'use strict';

	// `repaint` is called after a change.
	function makeBackgrounds(app, repaint) {
		var map = app.map, online = app.model.meta.online, tiles = null, current = 'none', told = [];

		function set(id) {
			if (tiles) { map.removeLayer(tiles); tiles = null; }
			var found = online.filter(function (b) { return b.id === id; })[0];
			current = found ? id : 'none';
			if (found) { tiles = ask(found); }
			repaint();
			told.forEach(function (act) { act(); });
		}

		// The first picture that does not come gives the map in the file back.
		function ask(background) {
			var layer = L.tileLayer(background.url, {
				maxZoom: 18, maxNativeZoom: background.max_zoom, attribution: background.attribution, pane: 'tiles', referrerPolicy: 'no-referrer'
			});
			layer.once('tileerror', function () {
				app.notice(app.words.t('online.failed', {host: background.host}));
				set('none');
			});
			return layer.addTo(map);
		}

		return {
			list: [{id: 'none'}].concat(online),
			current: function () { return current; },
			onChange: function (act) { told.push(act); },
			set: set
		};
	}

	atlas.makeBackgrounds = makeBackgrounds;
})(window.BorderAtlas = window.BorderAtlas || {});
