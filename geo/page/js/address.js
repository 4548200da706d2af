// The address of the page holds the state: written after changes, read at the start and on "back".
(function (atlas) {
	'use strict';

	// Milliseconds of rest before the address follows; browsers limit how often it may change.
	var REST = 300;

	function makeAddress(app) {
		var map = app.map, store = app.store, timer = null, reading = false;

		function link() {
			var centre = map.getCenter();
			return atlas.link.encode(store.state(), store.defaults, {zoom: map.getZoom(), lat: centre.lat, lng: centre.lng});
		}

		// Some browsers refuse history on file://; the page works without it.
		function put(how, hash) {
			try { window.history[how](null, '', hash); } catch (error) { /* see above */ }
		}

		// What a reader would want to come back to is a step of its own: an opened or closed card.
		function write(important) {
			if (reading) { return; }
			var hash = link();
			// A link that was about to be written is out of date now, whatever comes of this one.
			window.clearTimeout(timer);
			if (hash === window.location.hash) { return; }
			if (important) { put('pushState', hash); } else { timer = window.setTimeout(put, REST, 'replaceState', hash); }
		}

		// Reads the hash it is given: by the time an event arrives, the address may say something else.
		function read(hash) {
			window.clearTimeout(timer);
			var found = atlas.link.decode(hash, store.defaults, function (patch) { return atlas.state.checkPatch(app.model, patch, {}); });
			var order = found.patch.from ? atlas.state.checkPatch(app.model, {from: found.patch.from}, found.patch) : [];
			if (order.length) {
				delete found.patch.from;
				delete found.patch.to;
				found.problems = found.problems.concat(order);
			}
			if (found.problems.length) { app.notice(app.words.t('link.bad', {what: found.problems.join('; ')})); }
			if (found.view) {
				reading = true;
				map.setView([found.view.lat, found.view.lng], found.view.zoom, {animate: false});
				reading = false;
			}
			return store.set(found.patch).then(function () {
				// A link to an event that says nothing of the view goes to the event.
				if (found.patch.selected && !found.view) { app.stage.flyTo(store.scene().selected); }
			});
		}

		map.on('moveend', function () { write(false); });
		store.on('change', write);
		window.addEventListener('hashchange', function (event) { read(event.newURL.replace(/^[^#]*/, '')); });
		return {link: link, read: read, copy: function () { app.copy(window.location.href.replace(/#.*$/, '') + link()); }};
	}

	atlas.makeAddress = makeAddress;
})(window.BorderAtlas = window.BorderAtlas || {});
