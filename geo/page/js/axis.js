// The axis of the time bar: busy months are wide, quiet months narrow, long silences a break.
(function (atlas) {
	'use strict';

	var days = atlas.days;
	// Months without a single beginning, in a row, before the axis breaks.
	var SILENCE = 6;
	var BREAK_WEIGHT = 2.4;

	function monthsBetween(first, last) {
		var a = days.toParts(first), b = days.toParts(last), out = [];
		for (var y = a.year, m = a.month; y < b.year || (y === b.year && m <= b.month); m === 12 ? (y++, m = 1) : m++) {
			out.push({year: y, month: m, from: days.fromParts(y, m, 1), to: days.fromParts(y, m, days.monthLength(y, m)), n: 0});
		}
		return out;
	}

	// Segments {from, to, weight, gap}: inclusive days, in order, covering everything between.
	function makeSegments(events, window) {
		var months = monthsBetween(window.from, window.to);
		if (!months.length) { return []; }
		var first = months[0].year * 12 + months[0].month;
		for (var i = 0; i < events.n; i++) {
			var p = days.toParts(events.start[i]), slot = p.year * 12 + p.month - first;
			if (slot >= 0 && slot < months.length) { months[slot].n++; }
		}
		var segments = [], quiet = [];
		function flush() {
			if (quiet.length >= SILENCE) {
				segments.push({from: quiet[0].from, to: quiet[quiet.length - 1].to, weight: BREAK_WEIGHT, gap: true});
			} else {
				quiet.forEach(function (m) { segments.push({from: m.from, to: m.to, weight: 1.2, gap: false, year: m.year, month: m.month}); });
			}
			quiet = [];
		}
		months.forEach(function (m) {
			if (!m.n) { quiet.push(m); return; }
			flush();
			segments.push({from: m.from, to: m.to, weight: 2 + 2.2 * Math.sqrt(m.n), gap: false, year: m.year, month: m.month});
		});
		flush();
		return segments;
	}

	function makeAxis(events, window) {
		var segments = makeSegments(events, window), total = 0;
		segments.forEach(function (s) { s.left = total; total += s.weight; });

		function find(day) {
			var low = 0, high = segments.length - 1;
			while (low < high) {
				var mid = (low + high + 1) >> 1;
				if (segments[mid].from <= day) { low = mid; } else { high = mid - 1; }
			}
			return segments[low];
		}

		// Share of the width (0..1) at which a day begins; day + 1 gives its end.
		function at(day) {
			var s = find(day), span = s.to - s.from + 1;
			return (s.left + s.weight * Math.max(0, Math.min(1, (day - s.from) / span))) / total;
		}

		function dayAt(share) {
			var target = Math.max(0, Math.min(0.999999, share)) * total, i = 0;
			while (i < segments.length - 1 && segments[i + 1].left <= target) { i++; }
			var s = segments[i];
			if (s.gap) { return target - s.left < s.weight / 2 ? s.from - 1 : s.to + 1; }
			return s.from + Math.floor((target - s.left) / s.weight * (s.to - s.from + 1));
		}

		// One day on or back; a break is crossed in one step.
		function step(day, by) {
			var next = day + by, s = find(next);
			if (s.gap) { next = by > 0 ? s.to + 1 : s.from - 1; }
			return Math.max(window.from, Math.min(window.to, next));
		}

		return {segments: segments, from: window.from, to: window.to, at: at, dayAt: dayAt, step: step};
	}

	atlas.makeAxis = makeAxis;
})(window.BorderAtlas = window.BorderAtlas || {});
