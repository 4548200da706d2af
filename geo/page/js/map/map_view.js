// The map: basemap and features below, symbols and names above, each on one canvas and in one pass.

import { isFeatureShown } from '../core/visibility.js';
import { byId } from '../dom/dom.js';
import { makeBackgrounds } from './backgrounds.js';
import { makeBasemap } from './basemap.js';
import { makeCamera } from './camera.js';
import { CanvasLayer } from './canvas_layer.js';
import { paintEvents } from './events.js';
import { makeFeatureLayer } from './features.js';
import { boxesOfSymbols } from './labels.js';
import { makeLocator } from './locator.js';
import { paintMeasuredLines, paintMeasuredTexts, placeMeasuredTexts } from './measurement.js';
import { makeNames } from './names.js';
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
/** @typedef {import('../core/types.js').Written} Written */

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
const CONTROLS = '#map-area .leaflet-control, #inset:not([hidden])';
// Room between a control and a name, pixels.
const MARGIN = 3;

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
	/** @type {Written[]} */
	let written = [];
	/** @type {MeasuredLine[]} */
	let measured = [];
	prepareMap(map, model.meta.bounds);

	/** @type {MapView['isShown']} */
	const isShown = (feature) =>
		isFeatureShown(feature, store.state(), store.scene().window) &&
		!store.isHidden(`role:${feature.role}`);

	const ground = makeGround(parts, basemap, features, isShown);
	const names = makeNames(parts, features, isShown);
	const paintLocator = makeLocator({ map, model, theme, basemap, features }, byId('inset'));
	/** @type {MapView['plate']} */
	function plate(bounds, size) {
		const view = viewOfPlate(bounds, size, model.meta.max_zoom);
		return makePlate(view, theme.palette(), (sheet, ratio, taken) => {
			ground.paint(sheet);
			const painted = paintSymbols(parts, sheet, ratio, measured);
			paintTexts(sheet, painted, taken, measured, names.paintAnew);
			return painted;
		});
	}

	/** @type {import('./canvas_layer.js').Painter} */
	function paint(ctx, view, ratio) {
		const sheet = { ctx, view, palette: theme.palette() };
		hits = paintSymbols(parts, sheet, ratio, measured);
		written = paintTexts(sheet, hits, boxesOfControls(map, view), measured, names.paint);
	}

	const marks = new CanvasLayer(paint, { pane: 'marks', padding: 0.2 });

	function paintNow() {
		ground.refresh();
		marks.paintNow();
		paintLocator();
	}

	ground.canvas.addTo(map);
	marks.addTo(map);
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
		names: () => written,
		offset: () => marks.corner(),
		featureAt: (point) => features.at(worldAt(map, point), map.getZoom(), isShown),
		measure: (lines) => {
			measured = lines;
			marks.paintNow();
		},
	};
}

/**
 * What lies above the ground and below the names.
 * @param {Parts} parts
 * @param {Sheet} sheet
 * @param {number} ratio Pixels of the device in one of the sheet.
 * @param {MeasuredLine[]} measured
 * @returns {Hit[]}
 */
function paintSymbols({ model, store, theme, highlight }, sheet, ratio, measured) {
	paintMeasuredLines(sheet, measured);
	const look = { highlighted: highlight.current(), symbols: theme.symbols(), ratio };
	return paintEvents(sheet, { model, scene: store.scene(), ...look });
}

/**
 * Names and measured lengths, each clear of the other.
 * @template Painted
 * @param {Sheet} sheet
 * @param {Hit[]} hits
 * @param {Box[]} taken Where nothing is written.
 * @param {MeasuredLine[]} measured
 * @param {(sheet: Sheet, hits: Hit[], taken: Box[]) => Painted} paintNames
 * @returns {Painted}
 */
function paintTexts(sheet, hits, taken, measured, paintNames) {
	const texts = placeMeasuredTexts(sheet, measured, [...taken, ...boxesOfSymbols(hits)]);
	const painted = paintNames(sheet, hits, [...taken, ...texts.map(({ box }) => box)]);
	paintMeasuredTexts(sheet, texts);
	return painted;
}

/**
 * @param {LeafletMap} map
 * @param {Bounds} bounds The first view.
 */
function prepareMap(map, bounds) {
	makePanes(map);
	map.attributionControl.setPrefix(false);
	map.fitBounds(bounds, { animate: false });
	if (window.self !== window.top) {
		shareWheel(map);
	}
	// The map's own box changes with the sheet of a phone, not only with the window; its middle stays.
	new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
}

/**
 * In the frame of another page the wheel scrolls that page, until the reader has pressed the map; when the
 * pointer has left it, again.
 * @param {LeafletMap} map
 */
function shareWheel(map) {
	map.scrollWheelZoom.disable();
	map.on('mousedown', () => map.scrollWheelZoom.enable());
	map.on('mouseout', () => map.scrollWheelZoom.disable());
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
 * What stands over the map and hides it: no name is written there.
 * @param {LeafletMap} map
 * @param {View} view
 * @returns {Box[]}
 */
function boxesOfControls(map, { frame }) {
	const own = map.getContainer().getBoundingClientRect();
	return [...document.querySelectorAll(CONTROLS)].map((control) => {
		const box = control.getBoundingClientRect();
		return {
			x: box.left - own.left + frame.x - MARGIN,
			y: box.top - own.top + frame.y - MARGIN,
			w: box.width + 2 * MARGIN,
			h: box.height + 2 * MARGIN,
		};
	});
}
