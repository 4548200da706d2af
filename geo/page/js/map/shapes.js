// Lines and polygons as paths on a canvas. Paths are simplified once per zoom level and kept; a pan only
// moves them.

import { project } from '../core/projection.js';

/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */

/** @typedef {{minX: number, minY: number, maxX: number, maxY: number}} Extent World units. */
/** @typedef {{points: Point[], box: Extent}} Part One line or ring, in world units. */
/** @typedef {'polygon' | 'line'} Kind */

/**
 * @template Item
 * @typedef {object} Shape
 * @property {Item} item What it is the shape of.
 * @property {Kind} kind
 * @property {Part[]} parts
 * @property {Extent} box
 * @property {Map<string, {zoom: number, paths: Path2D[]}>} kept
 */

/** @typedef {Shape<unknown>} AnyShape */

/**
 * @typedef {object} LineStyle
 * @property {string} colour
 * @property {number} width Pixels.
 * @property {number[] | null} [dash] Pixels on and off.
 * @property {Extent[]} [frames] Where the data were cut: edges along them are no shore and not drawn.
 */

// Points nearer than this to the simplified line are left out, pixels.
const TOLERANCE = 0.6;
// A point this near to a frame lies on it, world units.
const NEAR = 0.0006;

/**
 * Makes a shape.
 * @template {{parts: number[][]}} Item
 * @param {Item} item - What it is the shape of, with its parts as steps of longitude and latitude.
 * @param {Kind} kind - Polygon or line.
 * @param {number} scale - Steps in a degree.
 * @returns {Shape<Item>} The shape.
 */
export function makeShape(item, kind, scale) {
	const parts = item.parts.map((flat) => decodePart(flat, scale));
	return {
		item,
		kind,
		parts,
		box: extentOf(parts.flatMap((part) => cornersOf(part.box))),
		kept: new Map(),
	};
}

/**
 * @param {number[]} flat
 * @param {number} scale
 * @returns {Part}
 */
function decodePart(flat, scale) {
	let x = 0;
	let y = 0;
	const points = [];
	for (let i = 0; i < flat.length; i += 2) {
		x += flat[i];
		y += flat[i + 1];
		points.push(project(x / scale, y / scale));
	}
	return { points, box: extentOf(points) };
}

/**
 * @param {Point[]} points
 * @returns {Extent}
 */
function extentOf(points) {
	const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
	points.forEach((p) => {
		box.minX = Math.min(box.minX, p.x);
		box.minY = Math.min(box.minY, p.y);
		box.maxX = Math.max(box.maxX, p.x);
		box.maxY = Math.max(box.maxY, p.y);
	});
	return box;
}

/**
 * @param {Extent} box
 * @returns {Point[]}
 */
function cornersOf(box) {
	return [
		{ x: box.minX, y: box.minY },
		{ x: box.maxX, y: box.maxY },
	];
}

/**
 * The path of a part for one zoom, from the corner of its extent.
 * @param {Part} part
 * @param {number} zoom
 * @param {boolean} closed
 * @param {Extent[]} [frames]
 * @returns {Path2D}
 */
function pathOf(part, zoom, closed, frames) {
	const scale = Math.pow(2, zoom);
	const pixels = part.points.map((p) => ({
		x: (p.x - part.box.minX) * scale,
		y: (p.y - part.box.minY) * scale,
		edge: frames ? edgesOf(p, frames) : 0,
	}));
	const path = new Path2D();
	(frames ? runsOf(pixels) : [pixels]).forEach((run) => {
		simplify(run).forEach((p, i) => {
			if (i) {
				path.lineTo(p.x, p.y);
			} else {
				path.moveTo(p.x, p.y);
			}
		});
	});
	if (closed && !frames) {
		path.closePath();
	}
	return path;
}

/**
 * @param {Point[]} run
 * @returns {Point[]}
 */
function simplify(run) {
	// Leaflet reads only x and y of its points.
	const points = /** @type {import('leaflet').Point[]} */ (run);
	return run.length > 3 ? L.LineUtil.simplify(points, TOLERANCE) : run;
}

/**
 * The stretches of a line between the edges of its frames; simplified after, never across them.
 * @template {{edge: number}} Pixel
 * @param {Pixel[]} pixels
 * @returns {Pixel[][]}
 */
function runsOf(pixels) {
	/** @type {Pixel[][]} */
	const runs = [[]];
	pixels.forEach((p, i) => {
		if (i && pixels[i - 1].edge & p.edge) {
			runs.push([]);
		}
		runs[runs.length - 1].push(p);
	});
	return runs.filter((run) => run.length > 1);
}

/**
 * Which sides of which frames a point lies on, as bits: left, right, top, bottom of the first, and so on.
 * @param {Point} p
 * @param {Extent[]} frames
 */
function edgesOf(p, frames) {
	return frames.reduce((bits, frame, i) => {
		const sides =
			(Math.abs(p.x - frame.minX) < NEAR ? 1 : 0) |
			(Math.abs(p.x - frame.maxX) < NEAR ? 2 : 0) |
			(Math.abs(p.y - frame.minY) < NEAR ? 4 : 0) |
			(Math.abs(p.y - frame.maxY) < NEAR ? 8 : 0);
		return bits | (sides << (4 * i));
	}, 0);
}

/**
 * @param {AnyShape} shape
 * @param {number} zoom
 * @param {Extent[]} [frames]
 * @returns {Path2D[]}
 */
function pathsAt(shape, zoom, frames) {
	const key = frames ? 'outline' : 'whole';
	const known = shape.kept.get(key);
	if (known && known.zoom === zoom) {
		return known.paths;
	}
	const paths = shape.parts.map((part) => pathOf(part, zoom, shape.kind === 'polygon', frames));
	shape.kept.set(key, { zoom, paths });
	return paths;
}

/**
 * Whether any of a shape may be on the canvas.
 * @param {AnyShape} shape - The shape.
 * @param {View} view - What the canvas shows.
 * @returns {boolean} Whether their extents meet.
 */
export function inView({ box }, view) {
	const s = view.scale;
	return (
		box.maxX * s >= view.x &&
		box.minX * s <= view.x + view.width &&
		box.maxY * s >= view.y &&
		box.minY * s <= view.y + view.height
	);
}

/**
 * Gives the path of a shape to a painter, moved to its place. The rings of a polygon go into one path, so
 * that holes stay holes.
 * @param {Sheet} sheet - Where to paint.
 * @param {AnyShape} shape - The shape.
 * @param {(path: Path2D) => void} use - Fills or strokes a path.
 * @param {Extent[]} [frames] - Where the data were cut.
 * @returns {void}
 */
export function trace({ ctx, view }, shape, use, frames) {
	const paths = pathsAt(shape, view.zoom, frames);
	const joined = shape.kind === 'polygon' && paths.length > 1 ? new Path2D() : null;
	shape.parts.forEach(({ box }, i) => {
		const dx = box.minX * view.scale - view.x;
		const dy = box.minY * view.scale - view.y;
		if (joined) {
			joined.addPath(paths[i], new DOMMatrix([1, 0, 0, 1, dx, dy]));
		} else if (box.maxX * view.scale >= view.x && box.minX * view.scale <= view.x + view.width) {
			ctx.translate(dx, dy);
			use(paths[i]);
			ctx.translate(-dx, -dy);
		}
	});
	if (joined) {
		use(joined);
	}
}

/**
 * Fills a shape.
 * @param {Sheet} sheet - Where to paint.
 * @param {AnyShape} shape - The shape.
 * @param {string | CanvasPattern} colour - A colour or a pattern.
 * @returns {void}
 */
export function fill(sheet, shape, colour) {
	sheet.ctx.fillStyle = colour;
	trace(sheet, shape, (path) => sheet.ctx.fill(path, 'evenodd'));
}

/**
 * Strokes a shape.
 * @param {Sheet} sheet - Where to paint.
 * @param {AnyShape} shape - The shape.
 * @param {LineStyle} style - Colour, width and dash.
 * @returns {void}
 */
export function stroke(sheet, shape, style) {
	const { ctx } = sheet;
	ctx.strokeStyle = style.colour;
	ctx.lineWidth = style.width;
	ctx.setLineDash(style.dash || []);
	ctx.lineJoin = 'round';
	ctx.lineCap = style.dash ? 'butt' : 'round';
	trace(sheet, shape, (path) => ctx.stroke(path), style.frames);
	ctx.setLineDash([]);
}

/**
 * Distance from a point to the nearest line of a shape.
 * @param {AnyShape} shape - The shape.
 * @param {Point} point - The point, world units.
 * @param {number} scale - Pixels in a world unit.
 * @returns {number} Pixels.
 */
export function distanceTo(shape, point, scale) {
	const at = L.point(point.x * scale, point.y * scale);
	let best = Infinity;
	shape.parts.forEach(({ points }) => {
		for (let i = 1; i < points.length; i++) {
			const a = L.point(points[i - 1].x * scale, points[i - 1].y * scale);
			const b = L.point(points[i].x * scale, points[i].y * scale);
			best = Math.min(best, L.LineUtil.pointToSegmentDistance(at, a, b));
		}
	});
	return best;
}

/**
 * Whether a polygon contains a point; even-odd, so that holes are outside.
 * @param {AnyShape} shape - The polygon.
 * @param {Point} world - The point, world units.
 * @returns {boolean} Whether it lies inside.
 */
export function contains(shape, world) {
	let inside = false;
	shape.parts.forEach(({ points }) => {
		for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
			const a = points[i];
			const b = points[j];
			const crosses = a.y > world.y !== b.y > world.y;
			if (crosses && world.x < ((b.x - a.x) * (world.y - a.y)) / (b.y - a.y) + a.x) {
				inside = !inside;
			}
		}
	});
	return inside;
}
