// Names along lines: claims say whose they are, fronts whose and when.
(function (atlas) {
	'use strict';

	var SPACING = 0.3;
	// How far a line may bend under its name, pixels; how much of the name it must carry.
	var BEND = 14, SHARE = 0.65;
	// How much of a line is looked at, in widths of the name: more than it needs, or just enough.
	var REACHES = [1.15, 0.75];
	// Distance of the points at which a run may begin, pixels.
	var STEP = 24;

	// `names`: the same name from long to short; the first that finds a straight run is written.
	// What it covers is added to `boxes` as a chain of squares, so that a slope takes only its own room.
	function paint(ctx, names, shape, view, colour, inks, boxes) {
		var font = '600 11px ' + atlas.labels.SANS;
		names.some(function (text) {
			var width = atlas.labels.measure(ctx, text, font, SPACING);
			var run = straightRun(shape, view, width, boxes);
			if (!run) { return false; }
			Array.prototype.push.apply(boxes, chain(run, width));
			ctx.save();
			ctx.translate(run.x, run.y);
			ctx.rotate(run.angle);
			ctx.translate(-width / 2, -8);
			atlas.labels.write(ctx, text, 0, 0, {font: font, colour: colour, spacing: SPACING}, inks);
			ctx.restore();
			return true;
		});
	}

	// Squares along the middle line of the text, which stands above the line itself.
	function chain(run, width) {
		var size = 15, count = Math.ceil(width / size), out = [];
		var dx = Math.cos(run.angle), dy = Math.sin(run.angle), x = run.x + 8 * dy, y = run.y - 8 * dx;
		for (var k = 0; k < count; k++) {
			var at = (k + 0.5) / count * width - width / 2;
			out.push({x: x + at * dx - size / 2, y: y + at * dy - size / 2, w: size, h: size});
		}
		return out;
	}

	// Where the line runs straightest for a text of this width, nearest to the middle of what is in sight.
	function straightRun(shape, view, width, boxes) {
		var best = null;
		shape.parts.forEach(function (part) {
			piecesInSight(part.points, view).forEach(function (points) {
				REACHES.forEach(function (reach) {
					for (var from = 0, to = 1; to < points.length; to++) {
						while (from < to - 1 && distance(points[from], points[to]) > width * reach) { from++; }
						var run = runOf(points, from, to, view.frame, width);
						if (run && (!best || run.score < best.score) && isFree(run, width, boxes)) { best = run; }
					}
				});
			});
		});
		return best;
	}

	// The stretches of a line that are in sight, with a point at least every STEP pixels.
	function piecesInSight(world, view) {
		var frame = L.bounds([view.frame.x, view.frame.y], [view.frame.x + view.frame.w, view.frame.y + view.frame.h]), pieces = [], last = null;
		var points = world.map(function (p) { return L.point(p.x * view.scale - view.x, p.y * view.scale - view.y); });
		for (var i = 1; i < points.length; i++) {
			var seen = L.LineUtil.clipSegment(points[i - 1], points[i], frame);
			if (!seen) { last = null; continue; }
			if (!last || distance(last, seen[0]) > 0.5) { pieces.push([seen[0]]); }
			var piece = pieces[pieces.length - 1], steps = Math.ceil(distance(seen[0], seen[1]) / STEP);
			for (var k = 1; k <= steps; k++) { piece.push(L.point(seen[0].x + (seen[1].x - seen[0].x) * k / steps, seen[0].y + (seen[1].y - seen[0].y) * k / steps)); }
			last = seen[1];
		}
		return pieces;
	}

	// The run between two points of a line, or null if it is too short, bent, or out of sight.
	function runOf(points, from, to, frame, width) {
		var a = points[from], b = points[to], x = (a.x + b.x) / 2, y = (a.y + b.y) / 2, angle = Math.atan((b.y - a.y) / (b.x - a.x || 1e-9));
		var reachX = width / 2 * Math.cos(angle) + 8, reachY = width / 2 * Math.abs(Math.sin(angle)) + 12;
		if (distance(a, b) < width * SHARE || x - reachX < frame.x || y - reachY < frame.y || x + reachX > frame.x + frame.w || y + reachY > frame.y + frame.h) { return null; }
		var bend = 0;
		for (var k = from + 1; k < to; k++) { bend = Math.max(bend, L.LineUtil.pointToSegmentDistance(points[k], a, b)); }
		if (bend >= BEND) { return null; }
		return {x: x, y: y, angle: angle, score: bend * 8 + Math.hypot(x - frame.x - frame.w / 2, y - frame.y - frame.h / 2) * 0.2};
	}

	function isFree(run, width, boxes) {
		return chain(run, width).every(function (box) { return !atlas.labels.overlaps(box, boxes); });
	}

	function distance(a, b) { return Math.hypot(b.x - a.x, b.y - a.y); }

	atlas.along = {paint: paint};
})(window.BorderAtlas = window.BorderAtlas || {});
