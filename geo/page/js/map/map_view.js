// The map: ground below, signs and names above, each on one canvas and in one pass.

import { project } from '../core/model.js';
import { isFeatureShown } from '../core/state.js';
import { makeBackgrounds } from './backgrounds.js';
import { makeBasemap } from './basemap.js';
import { makeCamera } from './camera.js';
import { paintEvents } from './events.js';
import { boxesOfSymbols, paintLabels } from './labels.js';
import { makeLocator } from './locator.js';
import { paintMeasuredLines, paintMeasuredTexts } from './measurement.js';
import { CanvasLayer } from './shapes.js';

// Leaflet panes and their heights.
const PANES = { tiles: 150, ground: 200, marks: 450 };

/**
 *
 * @param app
 * @param base
 * @param relief
 */
export function makeMapView(app, base, relief) {
	const map = app.map;
	const model = app.model;
	const store = app.store;
	const theme = app.theme;
	const plate = makeBasemap(model, base, relief);
	const camera = makeCamera(map, model);
	const labels = makeLabels(app);
	let hits = [];
	let lit = null;
	let measure = null;

	Object.keys(PANES).forEach((name) => {
		map.createPane(name).style.zIndex = PANES[name];
	});
	['ground', 'marks'].forEach((name) => {
		map.getPane(name).style.pointerEvents = 'none';
	});

	function isShown(feature) {
		return (
			!store.isHidden(`layer:${feature.layer}`) &&
			isFeatureShown(feature, store.state(), store.scene().window)
		);
	}

	function paintBase(ctx, view) {
		if (backgrounds.current() === 'none') {
			plate.paintGround(ctx, view, theme.inks());
		}
		plate.paintFeatures(ctx, view, theme.inks(), isShown);
	}

	const ground = new CanvasLayer(paintBase, { pane: 'ground', padding: 0.3, roomy: true });

	// A country's name stands on the map while there was such a country.
	function isOfThatTime(label) {
		return isFeatureShown(label, store.state(), store.scene().window);
	}

	// A step in time mostly leaves the ground as it is: it is painted again when what it shows changes.
	let groundKey = null;
	let groundInks = null;
	function paintGround() {
		const key = backgrounds.current() + model.features.map((f) => (isShown(f) ? 1 : 0)).join('');
		if (key === groundKey && groundInks === theme.inks()) {
			return;
		}
		groundKey = key;
		groundInks = theme.inks();
		ground.paintNow();
	}

	const marks = new CanvasLayer(
		function (ctx, view) {
			const inks = theme.inks();
			const scene = Object.assign({ lit }, store.scene());
			const names = labels();
			// A printed canvas is opaque: on paper ground and signs share one.
			if (document.documentElement.classList.contains('printing')) {
				paintBase(ctx, view);
			}
			if (measure) {
				paintMeasuredLines(ctx, measure, view, inks);
			}
			hits = paintEvents(ctx, model, scene, view, theme.stamp(), inks, this.ratio);
			const boxes = boxesOfSymbols(hits).concat(insetBoxes(view));
			plate.paintNames(ctx, view, inks, isShown, app.say.lineNames, boxes);
			paintLabels(ctx, names.filter(isOfThatTime), view, inks, boxes);
			if (measure) {
				paintMeasuredTexts(ctx, measure, view, inks);
			}
		},
		{ pane: 'marks', padding: 0.2 },
	);

	var backgrounds = makeBackgrounds(app, paintGround);
	const paintInset = makeLocator(document.getElementById('inset'), map, plate, theme);

	// The locator hides what lies under it: no name is written there.
	function insetBoxes(view) {
		const box = document.getElementById('inset');
		return box.hidden
			? []
			: [{ x: view.frame.x, y: view.frame.y, w: box.offsetWidth + 14, h: box.offsetHeight + 14 }];
	}

	function paint() {
		paintGround();
		marks.paintNow();
		paintInset();
	}

	// Lights one event on the map and in the rows; null puts the light out.
	function light(i) {
		if (lit === i) {
			return;
		}
		lit = i;
		marks.paintNow();
		document.querySelectorAll('.row').forEach((row) => {
			row.classList.toggle('lit', i !== null && row.dataset.event === model.events.id[i]);
		});
	}

	map.attributionControl.setPrefix(false);
	map.fitBounds(model.meta.bounds, { animate: false });
	ground.addTo(map);
	marks.addTo(map);
	map.on('moveend', paintInset);
	store.on('paint', paint);
	theme.onChange(store.painted);
	// The map's own box changes with the sheet of a phone, not only with the window; its middle stays.
	if (window.ResizeObserver) {
		new ResizeObserver(() => {
			map.invalidateSize({ animate: false });
		}).observe(map.getContainer());
	}

	return {
		paintNow: paint,
		camera,
		flyTo: camera.flyTo,
		keepInView: camera.keepInView,
		backgrounds,
		light,
		lit() {
			return lit;
		},
		isShown,
		hits() {
			return hits;
		},
		offset() {
			return marks._bounds ? marks._bounds.min : L.point(0, 0);
		},
		featureAt(point) {
			return plate.hit(map, point, isShown);
		},
		// Lines [{points, text}] to draw with their lengths on them; null for none.
		measure(lines) {
			measure = lines;
			marks.paintNow();
		},
	};
}

// The names of the map in the reader's language, most important first; made once for a language.
function makeLabels(app) {
	let madeFor = null;
	let list = null;

	function make(label) {
		const note = label.schematic ? ` (${app.say.label('status', 'schematic').toLowerCase()})` : '';
		return {
			text: (label.names[app.words.lang] || label.names.en) + note,
			kind: label.kind,
			rank: label.rank,
			from: label.from === undefined ? null : label.from,
			to: label.to === undefined ? null : label.to,
			world: project(label.lon, label.lat),
			minZoom: label.min_zoom,
			maxZoom: label.max_zoom,
		};
	}

	return function () {
		if (madeFor !== app.words.lang) {
			madeFor = app.words.lang;
			list = app.model.core.labels.map(make).sort((a, b) => a.rank - b.rank);
		}
		return list;
	};
}
