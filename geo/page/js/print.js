// The page on paper: a plate with its title, day, map and key, then the open card or the list of what
// is shown, with all sources.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el;
	// More than this is a catalogue, not a print; the rest is named by its number.
	var MOST_ROWS = 400;

	function bindPrint(app) {
		var root = document.documentElement, box = document.getElementById('print'), map = app.map, view = null;

		function cite(text) {
			var ids = text.sources.slice();
			text.claims.forEach(function (claim) { claim.sources.forEach(function (id) { if (ids.indexOf(id) < 0) { ids.push(id); } }); });
			return ids.map(app.say.citation).join('; ');
		}

		function row(i) {
			var text = app.model.peek(i), place = app.model.places[app.model.events.place[i]];
			if (!text) { return null; }
			return el('article', {class: 'printed'}, [
				el('p', {class: 'tip-date', text: app.say.when(i) + ' · ' + (place ? app.say.placeName(place) : text.place_words)}),
				el('h3', {dir: 'auto', lang: 'en', text: text.title}),
				el('p', {class: 'prose small', dir: 'auto', lang: 'en', text: text.summary}),
				el('p', {class: 'fine', dir: 'auto', text: cite(text)})
			]);
		}

		function fill() {
			var shown = app.store.scene().shown, words = app.words;
			atlas.dom.clear(box);
			box.appendChild(el('p', {class: 'fine', text: app.model.meta.citation + ' ' + app.address.link()}));
			if (app.store.scene().selected !== null || app.feature.isOpen()) { return; }
			shown.slice(0, MOST_ROWS).forEach(function (i) { box.appendChild(row(i) || document.createTextNode('')); });
			if (shown.length > MOST_ROWS) { box.appendChild(el('p', {text: words.count('count.shown', shown.length - MOST_ROWS)})); }
		}

		function fit(bounds) {
			map.invalidateSize({animate: false});
			map.fitBounds(bounds, {animate: false});
		}

		window.addEventListener('beforeprint', function () {
			view = {bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom()};
			fill();
			root.classList.add('printing');
			app.theme.change();
			fit(view.bounds);
			app.stage.paintNow();
		});
		window.addEventListener('afterprint', function () {
			root.classList.remove('printing');
			app.theme.change();
			map.invalidateSize({animate: false});
			map.setView(view.centre, view.zoom, {animate: false});
		});
	}

	atlas.bindPrint = bindPrint;
})(window.BorderAtlas = window.BorderAtlas || {});
