// Names along lines: claims say whose they are, fronts whose and when.
(function (atlas) {
	'use strict';

	var SPACING = 0.3;
	// How far a line may bend under its name, pixels; how much of the name it must carry.
	var BEND = 14, SHARE = 0.75;

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

	// Where the line runs straightest for a text of this width, nearest to the middle of the view.
	function straightRun(shape, view, width, boxes) {
		var best = null;
		shape.parts.forEach(function (part) {
			var points = part.points.map(function (p) { return {x: p.x * view.scale - view.x, y: p.y * view.scale - view.y}; });
			for (var from = 0, to = 1; to < points.length; to++) {
				while (from < to - 1 && distance(points[from], points[to]) > width * 1.15) { from++; }
				var run = runOf(points, from, to, view, width);
				if (run && (!best || run.score < best.score) && isFree(run, width, boxes)) { best = run; }
			}
		});
		return best;
	}

	// The run between two points of a line, or null if it is too short, bent, or out of the view.
	function runOf(points, from, to, view, width) {
		var a = points[from], b = points[to], x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
		if (distance(a, b) < width * SHARE || x < width / 2 || y < 20 || x > view.width - width / 2 || y > view.height - 20) { return null; }
		var bend = 0;
		for (var k = from + 1; k < to; k++) { bend = Math.max(bend, L.LineUtil.pointToSegmentDistance(points[k], a, b)); }
		if (bend >= BEND) { return null; }
		var angle = Math.atan((b.y - a.y) / (b.x - a.x || 1e-9));
		return {x: x, y: y, angle: angle, score: bend * 8 + Math.hypot(x - view.width / 2, y - view.height / 2) * 0.2};
	}

	function isFree(run, width, boxes) {
		return chain(run, width).every(function (box) { return !atlas.labels.overlaps(box, boxes); });
	}

	function distance(a, b) { return Math.hypot(b.x - a.x, b.y - a.y); }

	atlas.along = {paint: paint};
})(window.BorderAtlas = window.BorderAtlas || {});
