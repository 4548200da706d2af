// The lines and areas of the atlas: painted over the basemap, named along their lines, found by the pointer.

import { paintAlong } from './along.js';
import { areaStyle, lineStyle, minZoomOf, orderOf, sideOf } from './feature_style.js';
import { hatchPattern } from './hatch.js';
import { contains, distanceTo, fill, inView, makeShape, stroke, trace } from './shapes.js';

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('./shapes.js').Shape<Feature>} FeatureShape */

/**
 * @typedef {object} FeatureLayer
 * @property {FeatureShape[]} shapes Lowest first.
 * @property {(sheet: Sheet, isShown: (feature: Feature) => boolean) => void} paint
 * @property {(sheet: Sheet, isShown: (feature: Feature) => boolean, boxes: Box[]) => void} paintNames
 * @property {(world: Point, zoom: number, isShown: (feature: Feature) => boolean) => Feature | null} at
 */

// Roles whose lines stand out from the ground by a halo, pixels wider than the line.
const CLAIMED = ['claim-line', 'front-line'];
const HALO = 2.5;
// Far out the frontier is thinner: below this zoom, this wide.
const FAR = 6;
const FAR_FRONTIER = 1.2;
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
		.sort((a, b) => orderOf(a.item) - orderOf(b.item));

	/** @type {FeatureLayer['paint']} */
	function paint(sheet, isShown) {
		shapes.forEach((shape) => {
			const isWanted = isShown(shape.item) && sheet.view.zoom >= minZoomOf(shape.item);
			if (isWanted && inView(shape, sheet.view)) {
				(shape.kind === 'polygon' ? paintArea : paintLine)(sheet, shape);
			}
		});
	}

	// Names along the lines that carry one, in the colour of the side that claims them.
	/** @type {FeatureLayer['paintNames']} */
	function paintNames(sheet, isShown, boxes) {
		const { view, palette } = sheet;
		shapes.forEach((shape) => {
			const { label_zoom: from, claimant } = shape.item;
			const isNamed = from && shape.kind === 'line' && view.zoom >= from;
			if (isNamed && isShown(shape.item) && inView(shape, view)) {
				const colour = claimant ? palette[`side-${sideOf(claimant)}`] : palette.muted;
				paintAlong(sheet, shape, namesOf(shape.item), colour, boxes);
			}
		});
	}

	// The feature under the pointer, topmost first; null if none.
	/** @type {FeatureLayer['at']} */
	function at(world, zoom, isShown) {
		const scale = Math.pow(2, zoom);
		const found = [...shapes].reverse().find((shape) => {
			const { item } = shape;
			if (item.layer === 'territory' || !isShown(item) || zoom < minZoomOf(item)) {
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

	return { shapes, paint, paintNames, at };
}

/**
 * @param {Sheet} sheet
 * @param {FeatureShape} shape
 */
function paintArea(sheet, shape) {
	const { ctx, view, palette } = sheet;
	const style = areaStyle(palette, shape.item);
	fill(sheet, shape, style.fill);
	if (style.hatched) {
		trace(sheet, shape, (path) => {
			ctx.fillStyle = hatchPattern(ctx, palette.muted);
			ctx.fill(path, 'evenodd');
		});
	}
	if (style.edge && view.zoom < (style.edgeBelow ?? Infinity)) {
		stroke(sheet, shape, style.edge);
	}
}

/**
 * @param {Sheet} sheet
 * @param {FeatureShape} shape
 */
function paintLine(sheet, shape) {
	const { view, palette } = sheet;
	const style = lineStyle(palette, shape.item);
	if (CLAIMED.includes(shape.item.layer)) {
		stroke(sheet, shape, { colour: palette.halo, width: style.width + HALO });
	}
	const isThin = view.zoom < FAR && shape.item.layer === 'frontier';
	stroke(sheet, shape, isThin ? { ...style, width: FAR_FRONTIER } : style);
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
