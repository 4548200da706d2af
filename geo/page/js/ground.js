// Everything under the events: land, relief, water, frontier, claims, fronts. One canvas, one pass.
// Paths are simplified once per zoom level and kept; a pan only moves them.
(function (atlas) {
	'use strict';

	var WORLD = 256;

	// Geometry in world units relative to an origin of its own, so that 32-bit paths stay exact.
	function decodeParts(parts, scale) {
		return parts.map(function (flat) {
			var x = 0, y = 0, points = [], box = {minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity};
			for (var i = 0; i < flat.length; i += 2) {
				x += flat[i];
				y += flat[i + 1];
				var p = atlas.project(x / scale, y / scale);
				points.push(p);
				box.minX = Math.min(box.minX, p.x);
				box.minY = Math.min(box.minY, p.y);
				box.maxX = Math.max(box.maxX, p.x);
				box.maxY = Math.max(box.maxY, p.y);
			}
			return {points: points, box: box};
		});
	}

	// A path for one zoom: points nearer than 0.6 px to the simplified line are left out.
	// `frames`, if given, are where the data were cut: edges along them are no shore and not drawn.
	function pathOf(part, zoom, closed, frames) {
		var scale = Math.pow(2, zoom), ox = part.box.minX, oy = part.box.minY;
		var pixels = part.points.map(function (p) {
			return {x: (p.x - ox) * scale, y: (p.y - oy) * scale, edge: frames ? edgesOf(p, frames) : 0};
		});
		var path = new Path2D();
		(frames ? runsOf(pixels) : [pixels]).forEach(function (run) {
			(run.length > 3 ? L.LineUtil.simplify(run, 0.6) : run).forEach(function (p, i) {
				if (i) { path.lineTo(p.x, p.y); } else { path.moveTo(p.x, p.y); }
			});
		});
		if (closed && !frames) { path.closePath(); }
		return path;
	}

	// The stretches of a line between the edges of its frames; simplified after, never across them.
	function runsOf(pixels) {
		var runs = [[]];
		pixels.forEach(function (p, i) {
			if (i && pixels[i - 1].edge & p.edge) { runs.push([]); }
			runs[runs.length - 1].push(p);
		});
		return runs.filter(function (run) { return run.length > 1; });
	}

	function edgesOf(p, frames) {
		return frames.reduce(function (bits, frame, i) { return bits | edgeOf(p, frame) << 4 * i; }, 0);
	}

	// Which sides of a frame a point lies on, as bits: left, right, top, bottom.
	function edgeOf(p, frame) {
		var near = 0.0006;
		return (Math.abs(p.x - frame.minX) < near ? 1 : 0) | (Math.abs(p.x - frame.maxX) < near ? 2 : 0) |
			(Math.abs(p.y - frame.minY) < near ? 4 : 0) | (Math.abs(p.y - frame.maxY) < near ? 8 : 0);
	}

	function makeShape(item, kind, scale) {
		var parts = decodeParts(item.parts, scale), box = {minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity};
		parts.forEach(function (part) {
			box.minX = Math.min(box.minX, part.box.minX);
			box.minY = Math.min(box.minY, part.box.minY);
			box.maxX = Math.max(box.maxX, part.box.maxX);
			box.maxY = Math.max(box.maxY, part.box.maxY);
		});
		return {item: item, kind: kind, parts: parts, box: box, kept: new Map()};
	}

	function pathsAt(shape, zoom, frames) {
		var key = frames ? 'outline' : 'whole', kept = shape.kept.get(key);
		if (!kept || kept.zoom !== zoom) {
			kept = {zoom: zoom, paths: shape.parts.map(function (part) {
				return pathOf(part, zoom, shape.kind === 'polygon', frames);
			})};
			shape.kept.set(key, kept);
		}
		return kept.paths;
	}

	// A layer of Leaflet's that owns one padded canvas and asks `paint` to fill it.
	var CanvasLayer = L.Renderer.extend({
		initialize: function (paint, options) {
			L.Renderer.prototype.initialize.call(this, options);
			this._paint = paint;
		},
		_initContainer: function () {
			this._container = document.createElement('canvas');
			this._container.setAttribute('aria-hidden', 'true');
			this.context = this._container.getContext('2d');
		},
		_destroyContainer: function () {
			this._container.remove();
			this._container = null;
		},
		_updatePaths: function () { this.paintNow(); },
		_update: function () {
			if (this._map._animatingZoom && this._bounds) { return; }
			if (this.options.roomy && this._holdsView()) { return; }
			L.Renderer.prototype._update.call(this);
			var ratio = Math.min(window.devicePixelRatio || 1, 3), size = this._bounds.getSize(), canvas = this._container;
			L.DomUtil.setPosition(canvas, this._bounds.min);
			if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
				canvas.width = Math.round(size.x * ratio);
				canvas.height = Math.round(size.y * ratio);
				canvas.style.width = size.x + 'px';
				canvas.style.height = size.y + 'px';
			}
			this.ratio = ratio;
			this.fire('update');
		},
		// Another origin of the pixels: whatever was painted stands elsewhere now.
		_reset: function () {
			this._bounds = null;
			L.Renderer.prototype._reset.call(this);
		},
		// A roomy canvas is painted again only when the reader has moved beyond its edge.
		_holdsView: function () {
			if (!this._bounds || this._zoom !== this._map.getZoom()) { return false; }
			var corner = this._map.containerPointToLayerPoint([0, 0]);
			return this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())));
		},
		// The part of the canvas that is in sight, in its own pixels.
		_frame: function () {
			var corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min), size = this._map.getSize();
			return {x: corner.x, y: corner.y, w: size.x, h: size.y};
		},
		// What a painter needs: the context in CSS pixels, and how world units become pixels of it.
		paintNow: function () {
			if (!this._map || !this._bounds) { return; }
			var size = this._bounds.getSize(), origin = this._map.getPixelOrigin().add(this._bounds.min);
			var ctx = this.context;
			ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
			ctx.clearRect(0, 0, size.x, size.y);
			var zoom = this._map.getZoom();
			this._paint(ctx, {
				zoom: zoom, scale: Math.pow(2, zoom), x: origin.x, y: origin.y, width: size.x, height: size.y,
				frame: this._frame()
			});
		}
	});

	function inView(shape, view) {
		var s = view.scale;
		return shape.box.maxX * s >= view.x && shape.box.minX * s <= view.x + view.width &&
			shape.box.maxY * s >= view.y && shape.box.minY * s <= view.y + view.height;
	}

	// Fill or stroke all parts of a shape; a polygon's rings go into one path, so that holes stay holes.
	function trace(ctx, shape, view, use, frames) {
		var paths = pathsAt(shape, view.zoom, frames), joined = shape.kind === 'polygon' && paths.length > 1 ? new Path2D() : null;
		shape.parts.forEach(function (part, i) {
			var dx = part.box.minX * view.scale - view.x, dy = part.box.minY * view.scale - view.y;
			if (joined) {
				joined.addPath(paths[i], new DOMMatrix([1, 0, 0, 1, dx, dy]));
				return;
			}
			if (part.box.maxX * view.scale < view.x || part.box.minX * view.scale > view.x + view.width) { return; }
			ctx.translate(dx, dy);
			use(paths[i]);
			ctx.translate(-dx, -dy);
		});
		if (joined) { use(joined); }
	}

	function fill(ctx, shape, view, colour) {
		ctx.fillStyle = colour;
		trace(ctx, shape, view, function (path) { ctx.fill(path, 'evenodd'); });
	}

	function stroke(ctx, shape, view, style) {
		ctx.strokeStyle = style.colour;
		ctx.lineWidth = style.width;
		ctx.setLineDash(style.dash || []);
		ctx.lineJoin = 'round';
		ctx.lineCap = style.dash ? 'butt' : 'round';
		trace(ctx, shape, view, function (path) { ctx.stroke(path); }, style.frames);
		ctx.setLineDash([]);
	}

	// Distance in pixels from a container point to the nearest line of a shape.
	function distanceTo(shape, map, point) {
		var origin = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
		var scale = Math.pow(2, map.getZoom()), best = Infinity;
		var at = L.point(origin.x, origin.y);
		shape.parts.forEach(function (part) {
			for (var i = 1; i < part.points.length; i++) {
				var a = part.points[i - 1], b = part.points[i];
				best = Math.min(best, L.LineUtil.pointToSegmentDistance(at,
					L.point(a.x * scale, a.y * scale), L.point(b.x * scale, b.y * scale)));
			}
		});
		return best;
	}

	function contains(shape, world) {
		var inside = false;
		shape.parts.forEach(function (part) {
			for (var i = 0, j = part.points.length - 1; i < part.points.length; j = i++) {
				var a = part.points[i], b = part.points[j];
				if ((a.y > world.y) !== (b.y > world.y) &&
					world.x < (b.x - a.x) * (world.y - a.y) / (b.y - a.y) + a.x) { inside = !inside; }
			}
		});
		return inside;
	}

	atlas.ground = {
		CanvasLayer: CanvasLayer,
		makeShape: makeShape,
		inView: inView,
		fill: fill,
		stroke: stroke,
		trace: trace,
		distanceTo: distanceTo,
		contains: contains
	};
})(window.BorderAtlas = window.BorderAtlas || {});
