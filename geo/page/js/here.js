// What stands at one spot of the map, as rows, when it is too much to stand apart.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el;

	function makeHere(root, app) {
		var members = [], built = null;

		// Those of them that are still shown: the filters go on working while the list is open.
		function build() {
			var shown = new Set(app.store.scene().shown), rows = members.filter(function (i) { return shown.has(i); });
			var key = rows.join() + app.words.lang;
			if (!members.length || key === built) { return; }
			built = key;
			var model = app.model, place = model.places[model.events.place[members[0]]];
			var title = app.words.count(place && place.lon !== null ? 'count.here' : 'count.nowhere', rows.length) + (place && place.lon !== null ? ' · ' + app.say.placeName(place) : '');
			atlas.dom.clear(root);
			root.appendChild(el('div', {class: 'here-head'}, [
				el('h2', {text: title}),
				el('button', {type: 'button', class: 'plain', text: app.words.t('here.back'), onclick: function () { app.panel.showTab('layers'); }})
			]));
			rows.forEach(function (i) { root.appendChild(row(i)); });
		}

		function row(i) {
			var sign = el('canvas', {class: 'swatch', 'aria-hidden': 'true'});
			atlas.symbols.swatch(sign, atlas.symbols.signOf(app.model, i), app.theme.inks());
			return el('button', {
				type: 'button', class: 'row', 'data-event': app.model.events.id[i],
				onclick: function () { app.walk.select(i); },
				onmouseenter: function () { app.stage.light(i); }, onmouseleave: function () { app.stage.light(null); },
				onfocus: function () { app.stage.light(i); }
			}, [sign, el('span', {class: 'row-main'}, [
				el('span', {class: 'row-date', text: app.say.when(i)}),
				el('span', {class: 'row-title', dir: 'auto', text: app.say.title(i)})
			])]);
		}

		return {
			show: function (indices) {
				members = indices.slice().sort(function (a, b) { return a - b; });
				built = null;
				build();
			},
			update: build,
			rebuild: function () { built = null; build(); }
		};
	}

	atlas.makeHere = makeHere;
})(window.BorderAtlas = window.BorderAtlas || {});
