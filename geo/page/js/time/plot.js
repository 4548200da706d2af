// The picture inside the time bar: months, histogram, lanes by kind, and the days in force.

import { hasCertainDay, isAllOf, isCertain, windowOf } from '../core/state.js';
import { hatchPattern, sideOf } from '../map/basemap.js';

// Heights in pixels: of the years, and of the lanes, which the style sheet names beside them.
const HEAD = 15;
const LANES = 44;

// Bars of one day where there is room for them, of one month where there is not.
function makeBins(p) {
	const bins = [];
	p.axis.segments.forEach((s) => {
		if (s.gap) {
			return;
		}
		const left = p.axis.at(s.from) * p.width;
		const right = p.axis.at(s.to + 1) * p.width;
		const count = s.to - s.from + 1;
		const perDay = (right - left) / count;
		const size = perDay >= 2 ? 1 : perDay * 7 >= 2 ? 7 : count;
		for (let day = s.from; day <= s.to; day += size) {
			bins.push({ from: day, to: Math.min(s.to, day + size - 1), certain: 0, possible: 0, muted: 0 });
		}
	});
	bins.forEach((b) => {
		b.x = p.axis.at(b.from) * p.width;
		b.w = Math.max(1, p.axis.at(b.to + 1) * p.width - b.x);
	});
	return bins;
}

function binAt(bins, day) {
	let low = 0;
	let high = bins.length - 1;
	while (low < high) {
		const mid = (low + high) >> 1;
		if (bins[mid].to < day) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return low;
}

function fillBins(p, bins) {
	const e = p.model.events;
	const masks = p.scene.masks;
	const matches = p.scene.matches;
	if (!bins.length) {
		return;
	}
	for (let i = 0; i < e.n; i++) {
		// An event that only says "some day of this year" would paint the whole year: it is left out,
		// so that bars show work, not vagueness.
		if (e.end[i] - e.start[i] > 120 && !hasCertainDay(e, i)) {
			continue;
		}
		const gone = masks.any[i] || (matches && !matches[i]);
		for (let b = binAt(bins, e.start[i]); b < bins.length && bins[b].from <= e.end[i]; b++) {
			if (bins[b].to < e.start[i]) {
				continue;
			}
			if (gone) {
				bins[b].muted++;
			} else if (isCertain(e, i, bins[b])) {
				bins[b].certain++;
			}
			// Between the days that an all-of date names nothing is recorded.
			else if (isAllOf(e, i) && bins[b].from > e.start[i] && bins[b].to < e.end[i]) {
				continue;
			} else {
				bins[b].possible++;
			}
		}
	}
}

function drawWindow(ctx, p) {
	const win = windowOf(p.state);
	const from = win.from === -Infinity ? 0 : p.axis.at(win.from) * p.width;
	const to = p.axis.at(win.to + 1) * p.width;
	ctx.fillStyle = p.inks.accent;
	ctx.globalAlpha = p.state.mode === 'day' ? 0.2 : 0.08;
	ctx.fillRect(from, 0, Math.max(2, to - from), p.height);
	ctx.globalAlpha = 1;
}

function drawHandles(ctx, p) {
	const win = windowOf(p.state);
	const to = p.axis.at(win.to + 1) * p.width;
	if (p.state.mode === 'range') {
		handle(ctx, p.axis.at(win.from) * p.width, p);
	}
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
	let tallest = 1;
	bins.forEach((b) => {
		tallest = Math.max(tallest, b.certain + b.possible + b.muted);
	});
	function share(count) {
		return Math.sqrt(count / tallest) * height;
	}
	bins.forEach((b) => {
		const base = top + height;
		const w = Math.max(1, b.w - (b.w > 3 ? 1 : 0));
		const sure = share(b.certain);
		const both = share(b.certain + b.possible);
		const all = share(b.certain + b.possible + b.muted);
		if (b.muted) {
			ctx.fillStyle = p.inks.shore;
			ctx.globalAlpha = 0.5;
			ctx.fillRect(b.x, base - all, w, all - both);
			ctx.globalAlpha = 1;
		}
		if (b.possible) {
			ctx.fillStyle = hatchPattern(ctx, p.inks.ink);
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
	const e = p.model.events;
	const lane = {};
	const rows = p.lanes.length;
	const h = height / rows;
	p.lanes.forEach((kinds, row) => {
		kinds.forEach((kind) => {
			lane[kind] = row;
		});
	});
	for (let i = 0; i < e.n; i++) {
		if (e.end[i] < p.axis.from || e.start[i] > p.axis.to) {
			continue;
		}
		var row = lane[p.model.codes.kind[e.kind[i]].code];
		const masks = p.scene.masks;
		const gone = masks.any[i] || (p.scene.matches && !p.scene.matches[i]);
		const x = p.axis.at(Math.max(p.axis.from, e.start[i])) * p.width;
		const x2 = p.axis.at(Math.min(p.axis.to, e.end[i]) + 1) * p.width;
		const certain = hasCertainDay(e, i);
		ctx.globalAlpha = gone ? 0.12 : certain ? 0.85 : 0.3;
		ctx.fillStyle = p.inks[`side-${sideOf(p.model.codes.side[e.side[i]].code)}`];
		var high = Math.max(1.5, certain ? h - 2 : (h - 2) / 2);
		if (isAllOf(e, i)) {
			[x, x2 - 2].forEach((edge) => {
				ctx.fillRect(edge, top + row * h + 1, 2, high);
			});
			continue;
		}
		ctx.fillRect(x, top + row * h + 1, Math.max(2, x2 - x - 0.5), high);
	}
	ctx.globalAlpha = 1;
}

// Years and months above the bars, as many as there is room for.
function drawHead(ctx, p) {
	ctx.font = '11px system-ui, sans-serif';
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'left';
	let lastRight = -10;
	let lastYear = null;
	p.axis.segments.forEach((s) => {
		const x = p.axis.at(s.from) * p.width;
		const x2 = p.axis.at(s.to + 1) * p.width;
		if (s.gap) {
			drawBreak(ctx, p, (x + x2) / 2);
			return;
		}
		const year = s.year !== lastYear;
		let text = year ? String(s.year) : x2 - x > 30 ? p.words.t(`month.${s.month}.short`) : '';
		if (year && x2 - x > 74) {
			text += ` ${p.words.t(`month.${s.month}.short`)}`;
		}
		lastYear = s.year;
		ctx.fillStyle = p.inks.shore;
		ctx.fillRect(x, year ? 2 : HEAD - 4, 1, year ? HEAD : 4);
		if (!text) {
			return;
		}
		const width = ctx.measureText(text).width;
		if (x + 3 < lastRight + 4 || x + 3 + width > p.width) {
			return;
		}
		ctx.fillStyle = year ? p.inks.ink : p.inks.muted;
		ctx.fillText(text, x + 3, 7);
		lastRight = x + 3 + width;
	});
}

function drawBreak(ctx, p, x) {
	ctx.strokeStyle = p.inks.muted;
	ctx.lineWidth = 1;
	ctx.beginPath();
	[-2, 2].forEach((dx) => {
		ctx.moveTo(x + dx - 2, HEAD + 14);
		ctx.lineTo(x + dx + 2, HEAD + 2);
	});
	ctx.stroke();
}

function drawHover(ctx, p, bins) {
	if (p.hovered === null) {
		return;
	}
	const x = p.axis.at(p.hovered) * p.width;
	const b = bins[binAt(bins, p.hovered)];
	const text = p.words.date(p.hovered) + (b ? ` · ${b.certain + b.possible}` : '');
	ctx.font = '600 11px system-ui, sans-serif';
	const w = ctx.measureText(text).width + 12;
	const left = Math.max(0, Math.min(p.width - w, x - w / 2));
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
	const key = [p.axis.from, p.axis.to, p.width, p.height, ratio, p.words.lang].join();
	const same =
		kept.key === key &&
		kept.masks === p.scene.masks &&
		kept.matches === p.scene.matches &&
		kept.inks === p.inks;
	if (!same) {
		const sheet = document.createElement('canvas');
		const pen = sheet.getContext('2d');
		const lanes = Math.min(LANES, p.height * 0.4);
		sheet.width = Math.round(p.width * ratio);
		sheet.height = Math.round(p.height * ratio);
		pen.setTransform(ratio, 0, 0, ratio, 0, 0);
		kept.bins = makeBins(p);
		fillBins(p, kept.bins);
		drawHistogram(pen, p, kept.bins, HEAD + 2, p.height - HEAD - lanes - 5);
		drawLanes(pen, p, p.height - lanes - 1, lanes);
		drawHead(pen, p);
		Object.assign(kept, {
			key,
			masks: p.scene.masks,
			matches: p.scene.matches,
			inks: p.inks,
			sheet,
		});
	}
	ctx.drawImage(kept.sheet, 0, 0, p.width, p.height);
}

/**
 *
 * @param ctx
 * @param p
 * @param kept
 * @param ratio
 */
export function drawTimePlot(ctx, p, kept, ratio) {
	ctx.clearRect(0, 0, p.width, p.height);
	drawWindow(ctx, p);
	drawKept(ctx, p, kept, ratio);
	drawHandles(ctx, p);
	drawHover(ctx, p, kept.bins);
}
