// The picture inside the time bar: months, histogram, lanes by kind, and the days in force.
(function (atlas) {
	'use strict';

	var days = atlas.days;
	// Heights in pixels: of the years, and of the lanes, which the style sheet names beside them.
	var HEAD = 15, LANES = 44;

	// Bars of one day where there is room for them, of one month where there is not.
	function makeBins(p) {
		var bins = [];
		p.axis.segments.forEach(function (s) {
			if (s.gap) { return; }
			var left = p.axis.at(s.from) * p.width, right = p.axis.at(s.to + 1) * p.width, count = s.to - s.from + 1;
			var perDay = (right - left) / count, size = perDay >= 2 ? 1 : perDay * 7 >= 2 ? 7 : count;
			for (var day = s.from; day <= s.to; day += size) {
				bins.push({from: day, to: Math.min(s.to, day + size - 1), certain: 0, possible: 0, muted: 0});
			}
		});
		bins.forEach(function (b) {
			b.x = p.axis.at(b.from) * p.width;
			b.w = Math.max(1, p.axis.at(b.to + 1) * p.width - b.x);
		});
		return bins;
	}

	function binAt(bins, day) {
		var low = 0, high = bins.length - 1;
		while (low < high) {
			var mid = (low + high) >> 1;
			if (bins[mid].to < day) { low = mid + 1; } else { high = mid; }
		}
		return low;
	}

	function fillBins(p, bins) {
		var e = p.model.events, masks = p.scene.masks, matches = p.scene.matches;
		if (!bins.length) { return; }
		for (var i = 0; i < e.n; i++) {
			// An event that only says "some day of this year" would paint the whole year: it is left out,
			// so that bars show work, not vagueness.
			if (e.end[i] - e.start[i] > 120 && !atlas.state.hasCertainDay(e, i)) { continue; }
			var gone = masks.any[i] || (matches && !matches[i]);
			for (var b = binAt(bins, e.start[i]); b < bins.length && bins[b].from <= e.end[i]; b++) {
				if (bins[b].to < e.start[i]) { continue; }
				if (gone) { bins[b].muted++; }
				else if (atlas.state.isCertain(e, i, bins[b])) { bins[b].certain++; }
				// Between the days that an all-of date names nothing is recorded.
				else if (atlas.state.isAllOf(e, i) && bins[b].from > e.start[i] && bins[b].to < e.end[i]) { continue; }
				else { bins[b].possible++; }
			}
		}
	}

	function drawWindow(ctx, p) {
		var win = atlas.state.windowOf(p.state);
		var from = win.from === -Infinity ? 0 : p.axis.at(win.from) * p.width, to = p.axis.at(win.to + 1) * p.width;
		ctx.fillStyle = p.inks.accent;
		ctx.globalAlpha = p.state.mode === 'day' ? 0.2 : 0.08;
		ctx.fillRect(from, 0, Math.max(2, to - from), p.height);
		ctx.globalAlpha = 1;
	}

	function drawHandles(ctx, p) {
		var win = atlas.state.windowOf(p.state), to = p.axis.at(win.to + 1) * p.width;
		if (p.state.mode === 'range') { handle(ctx, p.axis.at(win.from) * p.width, p); }
		handle(ctx, p.state.mode === 'day' ? (p.axis.at(win.from) * p.width + to) / 2 : to, p);
	}

	function handle(ctx, x, p) {
		ctx.fillStyle = p.inks.accent;
		ctx.fillRect(Math.max(0, x - 1), 0, 2, p.height);
		ctx.beginPath();
		ctx.arc(Math.max(7, Math.min(p.width - 7, x)), HEAD + 4, 6.5, 0, Math.PI * 2);
		ctx.fill();
		ctx.lineWidth = 2;
		ctx.strokeStyle = p.inks.paper;
		ctx.stroke();
	}

	function drawHistogram(ctx, p, bins, top, height) {
		var tallest = 1;
		bins.forEach(function (b) { tallest = Math.max(tallest, b.certain + b.possible + b.muted); });
		function share(count) { return Math.sqrt(count / tallest) * height; }
		bins.forEach(function (b) {
			var base = top + height, w = Math.max(1, b.w - (b.w > 3 ? 1 : 0));
			var sure = share(b.certain), both = share(b.certain + b.possible), all = share(b.certain + b.possible + b.muted);
			if (b.muted) { ctx.fillStyle = p.inks.shore; ctx.globalAlpha = 0.5; ctx.fillRect(b.x, base - all, w, all - both); ctx.globalAlpha = 1; }
			if (b.possible) {
				ctx.fillStyle = atlas.plate.hatch(ctx, p.inks.ink);
				ctx.fillRect(b.x, base - both, w, both - sure);
				ctx.strokeStyle = p.inks.muted;
				ctx.lineWidth = 0.6;
				ctx.strokeRect(b.x + 0.3, base - both + 0.3, Math.max(0.4, w - 0.6), both - sure);
			}
			ctx.fillStyle = p.inks.ink;
			ctx.fillRect(b.x, base - sure, w, sure);
		});
	}

	function drawLanes(ctx, p, top, height) {
		var e = p.model.events, lane = {}, rows = p.lanes.length, h = height / rows;
		p.lanes.forEach(function (kinds, row) { kinds.forEach(function (kind) { lane[kind] = row; }); });
		for (var i = 0; i < e.n; i++) {
			if (e.end[i] < p.axis.from || e.start[i] > p.axis.to) { continue; }
			var row = lane[p.model.codes.kind[e.kind[i]].code], masks = p.scene.masks;
			var gone = masks.any[i] || (p.scene.matches && !p.scene.matches[i]);
			var x = p.axis.at(Math.max(p.axis.from, e.start[i])) * p.width, x2 = p.axis.at(Math.min(p.axis.to, e.end[i]) + 1) * p.width;
			var certain = atlas.state.hasCertainDay(e, i);
			ctx.globalAlpha = gone ? 0.12 : certain ? 0.85 : 0.3;
			ctx.fillStyle = p.inks['side-' + atlas.plate.sideOf(p.model.codes.side[e.side[i]].code)];
			var high = Math.max(1.5, certain ? h - 2 : (h - 2) / 2);
			if (atlas.state.isAllOf(e, i)) { [x, x2 - 2].forEach(function (edge) { ctx.fillRect(edge, top + row * h + 1, 2, high); }); continue; }
			ctx.fillRect(x, top + row * h + 1, Math.max(2, x2 - x - 0.5), high);
		}
		ctx.globalAlpha = 1;
	}

	// Years and months above the bars, as many as there is room for.
	function drawHead(ctx, p) {
		ctx.font = '11px system-ui, sans-serif';
		ctx.textBaseline = 'middle';
		ctx.textAlign = 'left';
		var lastRight = -10, lastYear = null;
		p.axis.segments.forEach(function (s) {
			var x = p.axis.at(s.from) * p.width, x2 = p.axis.at(s.to + 1) * p.width;
			if (s.gap) { drawBreak(ctx, p, (x + x2) / 2); return; }
			var year = s.year !== lastYear, text = year ? String(s.year) : x2 - x > 30 ? p.words.t('month.' + s.month + '.short') : '';
			if (year && x2 - x > 74) { text += ' ' + p.words.t('month.' + s.month + '.short'); }
			lastYear = s.year;
			ctx.fillStyle = p.inks.shore;
			ctx.fillRect(x, year ? 2 : HEAD - 4, 1, year ? HEAD : 4);
			if (!text) { return; }
			var width = ctx.measureText(text).width;
			if (x + 3 < lastRight + 4 || x + 3 + width > p.width) { return; }
			ctx.fillStyle = year ? p.inks.ink : p.inks.muted;
			ctx.fillText(text, x + 3, 7);
			lastRight = x + 3 + width;
		});
	}

	function drawBreak(ctx, p, x) {
		ctx.strokeStyle = p.inks.muted;
		ctx.lineWidth = 1;
		ctx.beginPath();
		[-2, 2].forEach(function (dx) { ctx.moveTo(x + dx - 2, HEAD + 14); ctx.lineTo(x + dx + 2, HEAD + 2); });
		ctx.stroke();
	}

	function drawHover(ctx, p, bins) {
		if (p.hovered === null) { return; }
		var x = p.axis.at(p.hovered) * p.width, b = bins[binAt(bins, p.hovered)];
		var text = p.words.date(p.hovered) + (b ? ' · ' + (b.certain + b.possible) : '');
		ctx.font = '600 11px system-ui, sans-serif';
		var w = ctx.measureText(text).width + 12, left = Math.max(0, Math.min(p.width - w, x - w / 2));
		ctx.fillStyle = p.inks.ink;
		ctx.fillRect(x, 0, 1, p.height);
		ctx.fillRect(left, p.height - 17, w, 17);
		ctx.fillStyle = p.inks.paper;
		ctx.textAlign = 'left';
		ctx.textBaseline = 'middle';
		ctx.fillText(text, left + 6, p.height - 8);
	}

	// Bars and lanes change with the filters, not with the day: they are drawn once and kept.
	function drawKept(ctx, p, kept, ratio) {
		var key = [p.axis.from, p.axis.to, p.width, p.height, ratio, p.words.lang].join();
		var same = kept.key === key && kept.masks === p.scene.masks && kept.matches === p.scene.matches && kept.inks === p.inks;
		if (!same) {
			var sheet = document.createElement('canvas'), pen = sheet.getContext('2d'), lanes = Math.min(LANES, p.height * 0.4);
			sheet.width = Math.round(p.width * ratio);
			sheet.height = Math.round(p.height * ratio);
			pen.setTransform(ratio, 0, 0, ratio, 0, 0);
			kept.bins = makeBins(p);
			fillBins(p, kept.bins);
			drawHistogram(pen, p, kept.bins, HEAD + 2, p.height - HEAD - lanes - 5);
			drawLanes(pen, p, p.height - lanes - 1, lanes);
			drawHead(pen, p);
			Object.assign(kept, {key: key, masks: p.scene.masks, matches: p.scene.matches, inks: p.inks, sheet: sheet});
		}
		ctx.drawImage(kept.sheet, 0, 0, p.width, p.height);
	}

	atlas.drawTimePlot = function (ctx, p, kept, ratio) {
		ctx.clearRect(0, 0, p.width, p.height);
		drawWindow(ctx, p);
		drawKept(ctx, p, kept, ratio);
		drawHandles(ctx, p);
		drawHover(ctx, p, kept.bins);
	};
})(window.BorderAtlas = window.BorderAtlas || {});
