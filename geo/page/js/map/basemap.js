// The basemap: water, land, relief, lakes and rivers, under everything the atlas says.

import { project } from '../core/projection.js';
import { fill, inView, makeShape, stroke } from './shapes.js';

/** @typedef {import('../core/types.js').Base} Base */
/** @typedef {import('../core/types.js').BaseItem} BaseItem */
/** @typedef {import('../core/types.js').Relief} Relief */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('./shapes.js').Extent} Extent */

/**
 * @template Item
 * @typedef {import('./shapes.js').Shape<Item>} Shape
 */
/**
 * @typedef {object} Group
 * @property {string} name
 * @property {number} minZoom
 * @property {number} maxZoom
 * @property {Shape<BaseItem>[]} shapes
 */

/**
 * @typedef {object} Basemap
 * @property {Group[]} groups
 * @property {(sheet: Sheet) => void} paint
 */

// Rivers of a lower rank are larger; one without a rank is small.
const LARGE_RIVER = 5;
const NO_RANK = 9;
// A pixel of the relief is 3.7 km: it fades before it turns into fog, from this zoom, over these levels.
const RELIEF_END = 9.5;
const RELIEF_FADE = 3;

/**
 * Whether a group of the basemap is land.
 * @param {Pick<Group, 'name'>} group - The group.
 * @returns {boolean} Whether it is land.
 */
export function isLand(group) {
	return group.name === 'land' || group.name === 'world';
}

/**
 * Makes the basemap.
 * @param {Base | null} base - Its groups as packed; null for none.
 * @param {Relief | null} relief - The picture of the relief; null for none.
 * @returns {Basemap} What paints it.
 */
export function makeBasemap(base, relief) {
	const groups = (base ? base.layers : []).map((layer) => ({
		name: layer.name,
		minZoom: layer.min_zoom || 0,
		maxZoom: layer.max_zoom || 99,
		shapes: layer.items.map((item) => makeShape(item, layer.kind, layer.scale)),
	}));
	const lands = groups.filter((group) => group.name === 'land');
	// Where one cut of the land ends and the next begins is no shore.
	const frames = lands.flatMap((group) => group.shapes.map((shape) => shape.box));

	/** @type {Basemap['paint']} */
	function paint(sheet) {
		const { ctx, view, palette } = sheet;
		ctx.fillStyle = palette.water;
		ctx.fillRect(0, 0, view.width, view.height);
		groups.forEach((group) => {
			if (view.zoom < group.minZoom || view.zoom > group.maxZoom) {
				return;
			}
			group.shapes
				.filter((shape) => inView(shape, view))
				.forEach((shape) => paintShape(sheet, group, shape, frames));
			// The relief lies on all land, once.
			if (relief && group === lands[lands.length - 1]) {
				paintRelief(sheet, relief);
			}
		});
	}

	return { groups, paint };
}

/**
 * @param {Sheet} sheet
 * @param {Group} group
 * @param {Shape<BaseItem>} shape
 * @param {Extent[]} frames
 */
function paintShape(sheet, group, shape, frames) {
	const { palette } = sheet;
	if (isLand(group)) {
		fill(sheet, shape, palette.land);
		stroke(sheet, shape, { colour: palette.shore, width: 0.7, frames });
	} else if (group.name === 'lakes') {
		fill(sheet, shape, palette.water);
		stroke(sheet, shape, { colour: palette.shore, width: 0.6 });
	} else {
		const width = (shape.item.rank || NO_RANK) < LARGE_RIVER ? 1.1 : 0.7;
		stroke(sheet, shape, { colour: palette.river, width });
	}
}

/**
 * @param {Sheet} sheet
 * @param {Relief} relief
 */
function paintRelief({ ctx, view, palette }, { image, bounds }) {
	const fade = Math.max(0, Math.min(1, (RELIEF_END - view.zoom) / RELIEF_FADE));
	const strength = (parseFloat(palette.relief) || 0) * fade;
	if (!strength) {
		return;
	}
	const [[south, west], [north, east]] = bounds;
	const a = project(west, north);
	const b = project(east, south);
	const { scale } = view;
	ctx.save();
	ctx.globalAlpha = strength;
	ctx.globalCompositeOperation = 'multiply';
	ctx.drawImage(
		image,
		a.x * scale - view.x,
		a.y * scale - view.y,
		(b.x - a.x) * scale,
		(b.y - a.y) * scale,
	);
	ctx.restore();
}
