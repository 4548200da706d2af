// The map: basemap and features below, symbols and names above, each on one canvas and in one pass.

import { project } from '../core/projection.js';
import { isFeatureShown } from '../core/visibility.js';
import { byId } from '../dom/dom.js';
import { makeBackgrounds } from './backgrounds.js';
import { makeBasemap } from './basemap.js';
import { makeCamera } from './camera.js';
import { CanvasLayer } from './canvas_layer.js';
import { paintEvents } from './events.js';
import { makeFeatureLayer } from './features.js';
import { boxesOfSymbols, paintLabels } from './labels.js';
import { makeLocator } from './locator.js';
import { paintMeasuredLines, paintMeasuredTexts } from './measurement.js';
import { makePlate, viewOfPlate } from './plate.js';

/** @typedef {import('leaflet').Map} LeafletMap */
/** @typedef {import('../core/types.js').Base} Base */
/** @typedef {import('../core/types.js').Bounds} Bounds */
/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').MeasuredLine} MeasuredLine */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').Relief} Relief */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {import('./labels.js').Label} Label */
/** @typedef {import('./labels.js').LabelBox} LabelBox */

/**
 * @typedef {object} Parts
 * @property {LeafletMap} map
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Highlight} highlight
 * @property {Notify} notify
 */

// Leaflet panes and their heights.
const PANES = { tiles: 150, ground: 200, marks: 450 };
// Room between the locator and a name, pixels.
const LOCATOR_MARGIN = 14;

/**
 * Makes the map view on Leaflet's map.
 * @param {Parts} parts - What it uses.
 * @param {Base | null} base - The basemap as packed.
 * @param {Relief | null} relief - The picture of the relief.
 * @returns {MapView} The view.
 */
export function makeMapView(parts, base, relief) {
	const { map, model, store, format, theme, highlight } = parts;
	const basemap = makeBasemap(base, relief);
	const features = makeFeatureLayer(model.features, format.lineNames);
	const camera = makeCamera(map, model);
	/** @type {Hit[]} */
	let hits = [];
	/** @type {MeasuredLine[]} */
	let measured = [];
	makePanes(map);

	/** @type {MapView['isShown']} */
	function isShown(feature) {
		const isOfTheDays = isFeatureShown(feature, store.state(), store.scene().window);
		return isOfTheDays && !store.isHidden(`role:${feature.role}`);
	}

	const ground = makeGround(parts, basemap, features, isShown);
	const paintMarks = makeMarks(parts, (sheet, boxes) => features.paintNames(sheet, isShown, boxes));
	const locatorBox = byId('inset');
	const paintLocator = makeLocator({ map, model, theme, basemap, features }, locatorBox);

	/** @type {MapView['plate']} */
	function plate(bounds, size) {
		const view = viewOfPlate(bounds, size, model.meta.max_zoom);
		return makePlate(view, theme.palette(), (sheet, ratio, taken) => {
			ground.paint(sheet);
			return paintMarks(sheet, ratio, taken, measured);
		});
	}

	/** @type {import('./canvas_layer.js').Painter} */
	function paint(ctx, view, ratio) {
		const sheet = { ctx, view, palette: theme.palette() };
		hits = paintMarks(sheet, ratio, boxesOfLocator(locatorBox, view), measured);
	}

	const marks = new CanvasLayer(paint, { pane: 'marks', padding: 0.2 });

	function paintNow() {
		ground.refresh();
		marks.paintNow();
		paintLocator();
	}

	prepareMap(map, model.meta.bounds);
	ground.canvas.addTo(map);
	marks.addTo(map);
	map.on('moveend', paintLocator);
	store.on('paint', paintNow);
	theme.onChange(store.painted);
	highlight.onChange(() => marks.paintNow());

	return {
		...camera,
		paintNow,
		plate,
		focus: () => map.getContainer().focus({ preventScroll: true }),
		backgrounds: ground.backgrounds,
		isShown,
		isDrawn: (feature, view) => isShown(feature) && features.isDrawn(feature, view),
		hits: () => hits,
		offset: () => marks.corner(),
		featureAt: (point) => features.at(worldAt(map, point), map.getZoom(), isShown),
		measure: (lines) => {
			measured = lines;
			marks.paintNow();
		},
	};
}

/**
 * What lies above the ground: symbols, names, measured lines; nothing is written over what is taken.
 * @param {Parts} parts
 * @param {(sheet: Sheet, boxes: Box[]) => void} paintLineNames
 * @returns {(sheet: Sheet, ratio: number, taken: Box[], measured: MeasuredLine[]) => Hit[]}
 */
function makeMarks(parts, paintLineNames) {
	const { model, store, theme, highlight } = parts;
	const labelsOf = makeLabels(parts);
	return (sheet, ratio, taken, measured) => {
		paintMeasuredLines(sheet, measured);
		const look = { highlighted: highlight.current(), symbols: theme.symbols(), ratio };
		const hits = paintEvents(sheet, { model, scene: store.scene(), ...look });
		const boxes = [...boxesOfSymbols(hits), ...taken];
		paintLineNames(sheet, boxes);
		paintLabels(sheet, labelsOf(), boxes);
		paintMeasuredTexts(sheet, measured);
		return hits;
	};
}

/**
 * @param {LeafletMap} map
 * @param {Bounds} bounds The first view.
 */
function prepareMap(map, bounds) {
	map.attributionControl.setPrefix(false);
	map.fitBounds(bounds, { animate: false });
	// The map's own box changes with the sheet of a phone, not only with the window; its middle stays.
	new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
}

/**
 * World units of a point of the map's box.
 * @param {LeafletMap} map
 * @param {import('leaflet').PointExpression} point
 */
function worldAt(map, point) {
	const pixels = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
	return pixels.divideBy(Math.pow(2, map.getZoom()));
}

/**
 * What lies under the symbols: the basemap or an online background, and the features of the days. A step
 * in time mostly leaves it as it is: it is painted again when what it shows changes.
 * @param {Parts} parts
 * @param {ReturnType<typeof makeBasemap>} basemap
 * @param {ReturnType<typeof makeFeatureLayer>} features
 * @param {MapView['isShown']} isShown
 */
function makeGround({ map, model, i18n, theme, notify }, basemap, features, isShown) {
	const backgrounds = makeBackgrounds({ map, i18n, notify }, model.meta.online, refresh);
	const canvas = new CanvasLayer((ctx, view) => paintOnScreen({ ctx, view, palette: theme.palette() }), {
		pane: 'ground',
		padding: 0.3,
		roomy: true,
	});
	let key = '';
	/** @type {object | null} */
	let paintedWith = null;

	// A picture may not keep what a server has sent: on paper the basemap is always the file's own.
	/**
	 * @param {Sheet} sheet
	 */
	function paint(sheet) {
		basemap.paint(sheet);
		features.paint(sheet, isShown);
	}

	/**
	 * @param {Sheet} sheet
	 */
	function paintOnScreen(sheet) {
		if (backgrounds.current()) {
			features.paint(sheet, isShown);
		} else {
			paint(sheet);
		}
	}

	function refresh() {
		const shown = model.features.map((feature) => (isShown(feature) ? 1 : 0)).join('');
		const next = `${backgrounds.current()}|${shown}`;
		if (next !== key || paintedWith !== theme.palette()) {
			key = next;
			paintedWith = theme.palette();
			canvas.paintNow();
		}
	}

	return { canvas, backgrounds, paint, refresh };
}

/**
 * @param {LeafletMap} map
 */
function makePanes(map) {
	Object.entries(PANES).forEach(([name, height]) => {
		const pane = map.createPane(name);
		pane.style.zIndex = String(height);
		if (name !== 'tiles') {
			pane.style.pointerEvents = 'none';
		}
	});
}

/**
 * The locator hides what lies under it: no name is written there.
 * @param {HTMLElement} box
 * @param {View} view
 * @returns {LabelBox[]}
 */
function boxesOfLocator(box, { frame }) {
	if (box.hidden) {
		return [];
	}
	return [
		{
			x: frame.x,
			y: frame.y,
			w: box.offsetWidth + LOCATOR_MARGIN,
			h: box.offsetHeight + LOCATOR_MARGIN,
		},
	];
}

/**
 * The names of the map in the reader's language, most important first, made once for a language; those
 * that there were in the selected days: a country's name stands on the map while there was such a country.
 * @param {Pick<Parts, 'model' | 'store' | 'i18n' | 'format'>} parts
 * @returns {() => Label[]}
 */
function makeLabels({ model, store, i18n, format }) {
	let madeFor = '';
	/** @type {Label[]} */
	let labels = [];
	return () => {
		if (madeFor !== i18n.lang()) {
			madeFor = i18n.lang();
			const schematic = ` (${format.label('status', 'schematic').toLowerCase()})`;
			labels = model.core.labels
				.map((label) => ({
					text: (label.names[madeFor] || label.names.en) + (label.schematic ? schematic : ''),
					kind: label.kind,
					rank: label.rank,
					from: label.from ?? null,
					to: label.to ?? null,
					world: project(label.lon, label.lat),
					minZoom: label.min_zoom,
					maxZoom: label.max_zoom,
				}))
				.sort((a, b) => a.rank - b.rank);
		}
		return labels.filter((label) => isFeatureShown(label, store.state(), store.scene().window));
	};
}
