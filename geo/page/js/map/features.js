// The lines and areas of the atlas: painted over the basemap, named along their lines, found by the pointer.

import { paintAlong } from './along.js';
import { haloStyle, lineStyle } from './feature_style.js';
import { hatchPattern } from './hatch.js';
import { contains, distanceTo, fill, inView, makeShape, stroke, trace } from './shapes.js';

/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').Written} Written */
/** @typedef {import('./along.js').LineMemory} LineMemory */
/** @typedef {import('./shapes.js').Shape<Feature>} FeatureShape */
/** @typedef {import('./placement.js').Obstacles} Obstacles */

/**
 * @typedef {object} FeatureLayer
 * @property {FeatureShape[]} shapes Lowest first.
 * @property {(sheet: Sheet, isShown: (feature: Feature) => boolean) => void} paint
 * @property {(sheet: Sheet, isShown: (feature: Feature) => boolean, obstacles: Obstacles,
 *     memory: LineMemory) => Written[]} paintNames
 * @property {(feature: Feature, view: import('../core/types.js').View) => boolean} isDrawn
 * @property {(world: Point, zoom: number, isShown: (feature: Feature) => boolean) => Feature | null} at
 */

// How near the pointer must be to a line, and to the extent of a shape, pixels.
const NEAR_LINE = 7;
const NEAR_EXTENT = 8;

/**
 * Makes the layer of lines and areas.
 * @param {Feature[]} features - The lines and areas.
 * @param {(feature: Feature) => string[]} namesOf - The names of a line, from long to short.
 * @returns {FeatureLayer} The layer.
 */
export function makeFeatureLayer(features, namesOf) {
	const shapes = features
		.map((feature) => makeShape(feature, feature.kind, feature.scale))
		.sort((a, b) => (a.item.look.z_order ?? 0) - (b.item.look.z_order ?? 0));

	/** @type {FeatureLayer['paint']} */
	function paint(sheet, isShown) {
		shapes.forEach((shape) => {
			const isWanted = isShown(shape.item) && sheet.view.zoom >= (shape.item.look.min_zoom ?? 0);
			if (isWanted && inView(shape, sheet.view)) {
				(shape.kind === 'polygon' ? paintArea : paintLine)(sheet, shape);
			}
		});
	}

	// Names along the lines that carry one, in the colour of the side that claims them.
	/** @type {FeatureLayer['paintNames']} */
	function paintNames(sheet, isShown, obstacles, memory) {
		const { view, palette } = sheet;
		return shapes.flatMap((shape) => {
			const { label_zoom: from, label_palette: name } = shape.item.look;
			const isNamed = from && shape.kind === 'line' && view.zoom >= from;
			if (!isNamed || !isShown(shape.item) || !inView(shape, view)) {
				return [];
			}
			const own = { id: shape.item.id, texts: namesOf(shape.item), colour: palette[name] };
			return paintAlong(sheet, shape, own, obstacles, memory) || [];
		});
	}

	// The feature under the pointer, topmost first; null if none.
	/** @type {FeatureLayer['at']} */
	function at(world, zoom, isShown) {
		const scale = Math.pow(2, zoom);
		const found = [...shapes].reverse().find((shape) => {
			const { item } = shape;
			if (!item.look.z_order || !isShown(item) || zoom < (item.look.min_zoom ?? 0)) {
				return false;
			}
			if (!isNear(shape, world, NEAR_EXTENT / scale)) {
				return false;
			}
			return shape.kind === 'polygon'
				? contains(shape, world)
				: distanceTo(shape, world, scale) < NEAR_LINE;
		});
		return found ? found.item : null;
	}

	/** @type {FeatureLayer['isDrawn']} */
	function isDrawn({ id, look }, view) {
		const shape = shapes.find(({ item }) => item.id === id);
		return shape !== undefined && view.zoom >= (look.min_zoom ?? 0) && inView(shape, view);
	}

	return { shapes, paint, paintNames, isDrawn, at };
}

/**
 * @param {Sheet} sheet
 * @param {FeatureShape} shape
 */
function paintArea(sheet, shape) {
	const { ctx, view, palette } = sheet;
	const { look } = shape.item;
	if (look.fill) {
		fill(sheet, shape, palette[look.fill]);
	}
	if (look.hatch) {
		const colour = palette[look.hatch];
		trace(sheet, shape, (path) => {
			ctx.fillStyle = hatchPattern(ctx, colour);
			ctx.fill(path, 'evenodd');
		});
	}
	const edge = lineStyle(palette, look, view.zoom);
	if (edge) {
		stroke(sheet, shape, edge);
	}
}

/**
 * @param {Sheet} sheet
 * @param {FeatureShape} shape
 */
function paintLine(sheet, shape) {
	const { view, palette } = sheet;
	const { look } = shape.item;
	[haloStyle(palette, look), lineStyle(palette, look, view.zoom)].forEach((style) => {
		if (style) {
			stroke(sheet, shape, style);
		}
	});
}

/**
 * @param {FeatureShape} shape
 * @param {Point} world
 * @param {number} slack World units.
 */
function isNear({ box }, world, slack) {
	return (
		world.x >= box.minX - slack &&
		world.x <= box.maxX + slack &&
		world.y >= box.minY - slack &&
		world.y <= box.maxY + slack
	);
}
