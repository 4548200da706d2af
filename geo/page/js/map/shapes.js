// Everything under the events: land, relief, water, frontier, claims, fronts. One canvas, one pass.
// Paths are simplified once per zoom level and kept; a pan only moves them.

import { project } from '../core/model.js';

const WORLD = 256;

// Geometry in world units relative to an origin of its own, so that 32-bit paths stay exact.
function decodeParts(parts, scale) {
	return parts.map((flat) => {
		let x = 0;
		let y = 0;
		const points = [];
		const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
		for (let i = 0; i < flat.length; i += 2) {
			x += flat[i];
			y += flat[i + 1];
			const p = project(x / scale, y / scale);
			points.push(p);
			box.minX = Math.min(box.minX, p.x);
			box.minY = Math.min(box.minY, p.y);
			box.maxX = Math.max(box.maxX, p.x);
			box.maxY = Math.max(box.maxY, p.y);
		}
		return { points, box };
	});
}

// A path for one zoom: points nearer than 0.6 px to the simplified line are left out.
// `frames`, if given, are where the data were cut: edges along them are no shore and not drawn.
function pathOf(part, zoom, closed, frames) {
	const scale = Math.pow(2, zoom);
	const ox = part.box.minX;
	const oy = part.box.minY;
	const pixels = part.points.map((p) => ({
		x: (p.x - ox) * scale,
		y: (p.y - oy) * scale,
		edge: frames ? edgesOf(p, frames) : 0,
	}));
	const path = new Path2D();
	(frames ? runsOf(pixels) : [pixels]).forEach((run) => {
		(run.length > 3 ? L.LineUtil.simplify(run, 0.6) : run).forEach((p, i) => {
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

// The stretches of a line between the edges of its frames; simplified after, never across them.
function runsOf(pixels) {
	const runs = [[]];
	pixels.forEach((p, i) => {
		if (i && pixels[i - 1].edge & p.edge) {
			runs.push([]);
		}
		runs[runs.length - 1].push(p);
	});
	return runs.filter((run) => run.length > 1);
}

function edgesOf(p, frames) {
	return frames.reduce((bits, frame, i) => bits | (edgeOf(p, frame) << (4 * i)), 0);
}

// Which sides of a frame a point lies on, as bits: left, right, top, bottom.
function edgeOf(p, frame) {
	const near = 0.0006;
	return (
		(Math.abs(p.x - frame.minX) < near ? 1 : 0) |
		(Math.abs(p.x - frame.maxX) < near ? 2 : 0) |
		(Math.abs(p.y - frame.minY) < near ? 4 : 0) |
		(Math.abs(p.y - frame.maxY) < near ? 8 : 0)
	);
}

/**
 *
 * @param item
 * @param kind
 * @param scale
 */
export function makeShape(item, kind, scale) {
	const parts = decodeParts(item.parts, scale);
	const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
	parts.forEach((part) => {
		box.minX = Math.min(box.minX, part.box.minX);
		box.minY = Math.min(box.minY, part.box.minY);
		box.maxX = Math.max(box.maxX, part.box.maxX);
		box.maxY = Math.max(box.maxY, part.box.maxY);
	});
	return { item, kind, parts, box, kept: new Map() };
}

function pathsAt(shape, zoom, frames) {
	const key = frames ? 'outline' : 'whole';
	let kept = shape.kept.get(key);
	if (!kept || kept.zoom !== zoom) {
		kept = {
			zoom,
			paths: shape.parts.map((part) => pathOf(part, zoom, shape.kind === 'polygon', frames)),
		};
		shape.kept.set(key, kept);
	}
	return kept.paths;
}

// A layer of Leaflet's that owns one padded canvas and asks `paint` to fill it.
export const CanvasLayer = L.Renderer.extend({
	initialize(paint, options) {
		L.Renderer.prototype.initialize.call(this, options);
		this._paint = paint;
	},
	_initContainer() {
		this._container = document.createElement('canvas');
		this._container.setAttribute('aria-hidden', 'true');
		this.context = this._container.getContext('2d');
	},
	_destroyContainer() {
		this._container.remove();
		this._container = null;
	},
	_updatePaths() {
		this.paintNow();
	},
	_update() {
		if (this._map._animatingZoom && this._bounds) {
			return;
		}
		if (this.options.roomy && this._holdsView()) {
			return;
		}
		L.Renderer.prototype._update.call(this);
		const ratio = Math.min(window.devicePixelRatio || 1, 3);
		const size = this._bounds.getSize();
		const canvas = this._container;
		L.DomUtil.setPosition(canvas, this._bounds.min);
		if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
			canvas.width = Math.round(size.x * ratio);
			canvas.height = Math.round(size.y * ratio);
			canvas.style.width = `${size.x}px`;
			canvas.style.height = `${size.y}px`;
		}
		this.ratio = ratio;
		this.fire('update');
	},
	// Another origin of the pixels: whatever was painted stands elsewhere now.
	_reset() {
		this._bounds = null;
		L.Renderer.prototype._reset.call(this);
	},
	// A roomy canvas is painted again only when the reader has moved beyond its edge.
	_holdsView() {
		if (!this._bounds || this._zoom !== this._map.getZoom()) {
			return false;
		}
		const corner = this._map.containerPointToLayerPoint([0, 0]);
		return this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())));
	},
	// The part of the canvas that is in sight, in its own pixels.
	_frame() {
		const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
		const size = this._map.getSize();
		return { x: corner.x, y: corner.y, w: size.x, h: size.y };
	},
	// What a painter needs: the context in CSS pixels, and how world units become pixels of it.
	paintNow() {
		if (!this._map || !this._bounds) {
			return;
		}
		const size = this._bounds.getSize();
		const origin = this._map.getPixelOrigin().add(this._bounds.min);
		const ctx = this.context;
		ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
		ctx.clearRect(0, 0, size.x, size.y);
		const zoom = this._map.getZoom();
		this._paint(ctx, {
			zoom,
			scale: Math.pow(2, zoom),
			x: origin.x,
			y: origin.y,
			width: size.x,
			height: size.y,
			frame: this._frame(),
		});
	},
});

/**
 *
 * @param shape
 * @param view
 */
export function inView(shape, view) {
	const s = view.scale;
	return (
		shape.box.maxX * s >= view.x &&
		shape.box.minX * s <= view.x + view.width &&
		shape.box.maxY * s >= view.y &&
		shape.box.minY * s <= view.y + view.height
	);
}

// Fill or stroke all parts of a shape; a polygon's rings go into one path, so that holes stay holes.
/**
 *
 * @param ctx
 * @param shape
 * @param view
 * @param use
 * @param frames
 */
export function trace(ctx, shape, view, use, frames) {
	const paths = pathsAt(shape, view.zoom, frames);
	const joined = shape.kind === 'polygon' && paths.length > 1 ? new Path2D() : null;
	shape.parts.forEach((part, i) => {
		const dx = part.box.minX * view.scale - view.x;
		const dy = part.box.minY * view.scale - view.y;
		if (joined) {
			joined.addPath(paths[i], new DOMMatrix([1, 0, 0, 1, dx, dy]));
			return;
		}
		if (part.box.maxX * view.scale < view.x || part.box.minX * view.scale > view.x + view.width) {
			return;
		}
		ctx.translate(dx, dy);
		use(paths[i]);
		ctx.translate(-dx, -dy);
	});
	if (joined) {
		use(joined);
	}
}

/**
 *
 * @param ctx
 * @param shape
 * @param view
 * @param colour
 */
export function fill(ctx, shape, view, colour) {
	ctx.fillStyle = colour;
	trace(ctx, shape, view, (path) => {
		ctx.fill(path, 'evenodd');
	});
}

/**
 *
 * @param ctx
 * @param shape
 * @param view
 * @param style
 */
export function stroke(ctx, shape, view, style) {
	ctx.strokeStyle = style.colour;
	ctx.lineWidth = style.width;
	ctx.setLineDash(style.dash || []);
	ctx.lineJoin = 'round';
	ctx.lineCap = style.dash ? 'butt' : 'round';
	trace(
		ctx,
		shape,
		view,
		(path) => {
			ctx.stroke(path);
		},
		style.frames,
	);
	ctx.setLineDash([]);
}

// Distance in pixels from a container point to the nearest line of a shape.
/**
 *
 * @param shape
 * @param map
 * @param point
 */
export function distanceTo(shape, map, point) {
	const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
	const scale = Math.pow(2, map.getZoom());
	let best = Infinity;
	const at = L.point(origin.x, origin.y);
	shape.parts.forEach((part) => {
		for (let i = 1; i < part.points.length; i++) {
			const a = part.points[i - 1];
			const b = part.points[i];
			best = Math.min(
				best,
				L.LineUtil.pointToSegmentDistance(
					at,
					L.point(a.x * scale, a.y * scale),
					L.point(b.x * scale, b.y * scale),
				),
			);
		}
	});
	return best;
}

/**
 *
 * @param shape
 * @param world
 */
export function contains(shape, world) {
	let inside = false;
	shape.parts.forEach((part) => {
		for (let i = 0, j = part.points.length - 1; i < part.points.length; j = i++) {
			const a = part.points[i];
			const b = part.points[j];
			if (
				a.y > world.y !== b.y > world.y &&
				world.x < ((b.x - a.x) * (world.y - a.y)) / (b.y - a.y) + a.x
			) {
				inside = !inside;
			}
		}
	});
	return inside;
}
