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

		function paintBase(ctx, view) {
			if (backgrounds.current() === 'none') { plate.paintGround(ctx, view, theme.inks()); }
			plate.paintFeatures(ctx, view, theme.inks(), isShown);
		}

		var ground = new atlas.ground.CanvasLayer(paintBase, {pane: 'ground', padding: 0.3, roomy: true});

		// A country's name stands on the map while there was such a country.
		function isOfThatTime(label) { return S.featureShown(label, store.state(), store.scene().window); }

		// A step in time mostly leaves the ground as it is: it is painted again when what it shows changes.
		var groundKey = null, groundInks = null;
		function paintGround() {
			var key = backgrounds.current() + model.features.map(function (f) { return isShown(f) ? 1 : 0; }).join('');
			if (key === groundKey && groundInks === theme.inks()) { return; }
			groundKey = key;
			groundInks = theme.inks();
			ground.paintNow();
		}

		var marks = new atlas.ground.CanvasLayer(function (ctx, view) {
			var inks = theme.inks(), scene = Object.assign({lit: lit}, store.scene()), names = labels();
			// A printed canvas is opaque: on paper ground and signs share one.
			if (document.documentElement.classList.contains('printing')) { paintBase(ctx, view); }
			if (measure) { atlas.measure.paintLines(ctx, measure, view, inks); }
			hits = atlas.marks.paint(ctx, model, scene, view, theme.stamp(), inks, this.ratio);
			var boxes = atlas.labels.boxesOf(hits).concat(insetBoxes(view));
			plate.paintNames(ctx, view, inks, isShown, app.say.lineNames, boxes);
			atlas.labels.paint(ctx, names.filter(isOfThatTime), view, inks, boxes);
			if (measure) { atlas.measure.paintTexts(ctx, measure, view, inks); }
		}, {pane: 'marks', padding: 0.2});

		var backgrounds = atlas.makeBackgrounds(app, paintGround);
		var paintInset = atlas.makeInset(document.getElementById('inset'), map, plate, theme);

		// The locator hides what lies under it: no name is written there.
		function insetBoxes(view) {
			var box = document.getElementById('inset');
			return box.hidden ? [] : [{x: view.frame.x, y: view.frame.y, w: box.offsetWidth + 14, h: box.offsetHeight + 14}];
		}

		function paint() {
			paintGround();
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
		// The map's own box changes with the sheet of a phone, not only with the window; its middle stays.
		if (window.ResizeObserver) {
			new ResizeObserver(function () { map.invalidateSize({animate: false}); }).observe(map.getContainer());
		}

		return {
			paintNow: paint,
			camera: camera, flyTo: camera.flyTo, keepInView: camera.keepInView, backgrounds: backgrounds, light: light,
			lit: function () { return lit; },
			isShown: isShown,
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
				from: label.from === undefined ? null : label.from, to: label.to === undefined ? null : label.to,
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
