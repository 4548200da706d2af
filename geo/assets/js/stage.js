// The map: ground below, signs and names above, each on one canvas and in one pass.
(function (atlas) {
	'use strict';

	var S = atlas.state;
	// Leaflet panes and their heights.
	var PANES = {tiles: 150, ground: 200, marks: 450};

	function makeStage(app, base, relief) {
		var map = app.map, model = app.model, store = app.store, theme = app.theme;
		var plate = atlas.plate.make(model, base, relief), camera = atlas.makeCamera(map, model), labels = makeLabels(app);
		var hits = [], lit = null, measure = null;

		Object.keys(PANES).forEach(function (name) { map.createPane(name).style.zIndex = PANES[name]; });
		['ground', 'marks'].forEach(function (name) { map.getPane(name).style.pointerEvents = 'none'; });

		function isShown(feature) {
			return !store.isHidden('layer:' + feature.layer) && S.featureShown(feature, store.state(), store.scene().window);
		}

		var ground = new atlas.ground.CanvasLayer(function (ctx, view) {
			if (backgrounds.current() === 'none') { plate.paintGround(ctx, view, theme.inks()); }
			plate.paintFeatures(ctx, view, theme.inks(), isShown);
		}, {pane: 'ground', padding: 0.2});

		var marks = new atlas.ground.CanvasLayer(function (ctx, view) {
			var inks = theme.inks(), scene = Object.assign({lit: lit}, store.scene()), names = labels();
			// Countries lie under the signs; the other names must know where the signs are.
			var countries = atlas.labels.paint(ctx, names, view, inks, [], true);
			if (measure) { atlas.measure.paintLines(ctx, measure, view, inks); }
			hits = atlas.marks.paint(ctx, model, scene, view, theme.stamp(), inks, this.ratio);
			var boxes = atlas.labels.boxesOf(hits);
			plate.paintNames(ctx, view, inks, isShown, app.say.lineNames, boxes);
			atlas.labels.paint(ctx, names, view, inks, boxes.concat(countries), false);
			if (measure) { atlas.measure.paintTexts(ctx, measure, view, inks); }
		}, {pane: 'marks', padding: 0.2});

		var backgrounds = atlas.makeBackgrounds(map, model.meta.online, function () { ground.paintNow(); });
		var paintInset = atlas.makeInset(document.getElementById('inset'), map, plate, theme);

		function paint() {
			ground.paintNow();
			marks.paintNow();
			paintInset();
		}

		// Lights one event on the map and in the rows; null puts the light out.
		function light(i) {
			if (lit === i) { return; }
			lit = i;
			marks.paintNow();
			document.querySelectorAll('.row').forEach(function (row) {
				row.classList.toggle('lit', i !== null && row.dataset.event === model.events.id[i]);
			});
		}

		map.attributionControl.setPrefix(false);
		map.fitBounds(model.meta.bounds, {animate: false});
		ground.addTo(map);
		marks.addTo(map);
		map.on('moveend', paintInset);
		store.on('paint', paint);
		theme.onChange(store.painted);
		// The map's own box changes with the sheet of a phone, not only with the window.
		if (window.ResizeObserver) {
			new ResizeObserver(function () { map.invalidateSize({animate: false, pan: false}); }).observe(map.getContainer());
		}

		return {
			camera: camera, flyTo: camera.flyTo, keepInView: camera.keepInView, backgrounds: backgrounds, light: light,
			lit: function () { return lit; },
			hits: function () { return hits; },
			offset: function () { return marks._bounds ? marks._bounds.min : L.point(0, 0); },
			featureAt: function (point) { return plate.hit(map, point, isShown); },
			// Lines [{points, text}] to draw with their lengths on them; null for none.
			measure: function (lines) { measure = lines; marks.paintNow(); }
		};
	}

	// The names of the map in the reader's language, most important first; made once for a language.
	function makeLabels(app) {
		var madeFor = null, list = null;

		function make(label) {
			var note = label.schematic ? ' (' + app.say.label('status', 'schematic').toLowerCase() + ')' : '';
			return {
				text: (label.names[app.words.lang] || label.names.en) + note, kind: label.kind, rank: label.rank,
				world: atlas.project(label.lon, label.lat), minZoom: label.min_zoom, maxZoom: label.max_zoom
			};
		}

		return function () {
			if (madeFor !== app.words.lang) {
				madeFor = app.words.lang;
				list = app.model.core.labels.map(make).sort(function (a, b) { return a.rank - b.rank; });
			}
			return list;
		};
	}

	atlas.makeStage = makeStage;
})(window.BorderAtlas = window.BorderAtlas || {});
