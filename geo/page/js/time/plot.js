// The picture inside the time bar: months, histogram, lanes by kind, and the selected days.

import { dayToIso } from '../core/days.js';
import { hasCertainDay, isAllOf, visibleEvents, windowOf } from '../core/visibility.js';
import { contextOf } from '../dom/dom.js';
import { hatchPattern } from '../map/hatch.js';
import { fillBins, makeBins } from './bins.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('../core/types.js').Scene} Scene */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('./axis.js').Axis} Axis */
/** @typedef {import('./axis.js').Segment} Segment */
/** @typedef {import('./bins.js').Bin} Bin */

/**
 * What is drawn.
 * @typedef {object} Plot
 * @property {Axis} axis
 * @property {number} width CSS pixels; so height.
 * @property {number} height
 * @property {number} ratio Pixels of the device in one of CSS.
 * @property {Model} model
 * @property {State} state
 * @property {Scene} scene
 * @property {Palette} palette
 * @property {I18n} i18n
 * @property {number | null} hovered The day under the pointer.
 * @property {string[]} lanes The codes of the lanes, topmost first.
 */

/**
 * Bars and lanes as they were drawn last: they change with the filters, not with the day.
 * @typedef {object} Kept
 * @property {unknown[]} key
 * @property {Bin[]} bins
 * @property {HTMLCanvasElement | null} canvas
 */

// Heights in pixels: of the years, and of the lanes, which the style sheet names beside them.
const HEAD = 15;
const LANES = 44;
const FONT = '11px system-ui, sans-serif';

/**
 * Draws the picture.
 * @param {CanvasRenderingContext2D} ctx - Where to draw, in CSS pixels.
 * @param {Plot} plot - What to draw.
 * @param {Kept} kept - What was drawn last.
 * @returns {Kept} What is kept for the next time.
 */
export function drawTimePlot(ctx, plot, kept) {
	ctx.clearRect(0, 0, plot.width, plot.height);
	drawWindow(ctx, plot);
	const now = keep(plot, kept);
	if (now.canvas) {
		ctx.drawImage(now.canvas, 0, 0, plot.width, plot.height);
	}
	drawHandles(ctx, plot);
	drawHover(ctx, plot);
	return now;
}

/**
 * @param {Plot} plot
 * @param {Kept} kept
 * @returns {Kept}
 */
function keep(plot, kept) {
	const { axis, width, height, ratio, scene, palette, i18n, model } = plot;
	const key = [axis.from, axis.to, width, height, ratio, i18n.lang(), scene.masks, scene.matches, palette];
	if (kept.canvas && key.every((part, i) => part === kept.key[i])) {
		return kept;
	}
	const canvas = document.createElement('canvas');
	const pen = contextOf(canvas);
	const lanes = Math.min(LANES, height * 0.4);
	const bins = makeBins(axis, width);
	fillBins(bins, model.events, scene.masks, scene.matches);
	canvas.width = Math.round(width * ratio);
	canvas.height = Math.round(height * ratio);
	pen.setTransform(ratio, 0, 0, ratio, 0, 0);
	drawHistogram(pen, palette, bins, { top: HEAD + 2, height: height - HEAD - lanes - 5 });
	drawLanes(pen, plot, { top: height - lanes - 1, height: lanes });
	drawHead(pen, plot);
	return { key, bins, canvas };
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 */
function drawWindow(ctx, { axis, width, height, state, palette }) {
	const win = windowOf(state);
	const from = win.from === -Infinity ? 0 : axis.at(win.from) * width;
	const to = axis.at(win.to + 1) * width;
	ctx.fillStyle = palette.accent;
	ctx.globalAlpha = state.mode === 'day' ? 0.2 : 0.08;
	ctx.fillRect(from, 0, Math.max(2, to - from), height);
	ctx.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 */
function drawHandles(ctx, plot) {
	const { axis, width, state } = plot;
	const win = windowOf(state);
	const from = axis.at(win.from) * width;
	const to = axis.at(win.to + 1) * width;
	if (state.mode === 'range') {
		drawHandle(ctx, plot, from);
	}
	drawHandle(ctx, plot, state.mode === 'day' ? (from + to) / 2 : to);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 * @param {number} x
 */
function drawHandle(ctx, { width, height, palette }, x) {
	ctx.fillStyle = palette.accent;
	ctx.fillRect(Math.max(0, x - 1), 0, 2, height);
	ctx.beginPath();
	ctx.arc(Math.max(7, Math.min(width - 7, x)), HEAD + 4, 6.5, 0, Math.PI * 2);
	ctx.fill();
	ctx.lineWidth = 2;
	ctx.strokeStyle = palette.paper;
	ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Palette} palette
 * @param {Bin[]} bins
 * @param {{top: number, height: number}} band Pixels.
 */
function drawHistogram(ctx, palette, bins, { top, height }) {
	const tallest = bins.reduce((most, b) => Math.max(most, b.certain + b.possible + b.muted), 1);
	const share = (/** @type {number} */ count) => Math.sqrt(count / tallest) * height;
	const base = top + height;
	bins.forEach((b) => {
		const w = Math.max(1, b.w - (b.w > 3 ? 1 : 0));
		const certain = share(b.certain);
		const both = share(b.certain + b.possible);
		const all = share(b.certain + b.possible + b.muted);
		if (b.muted) {
			ctx.fillStyle = palette.shore;
			ctx.globalAlpha = 0.5;
			ctx.fillRect(b.x, base - all, w, all - both);
			ctx.globalAlpha = 1;
		}
		if (b.possible) {
			ctx.fillStyle = hatchPattern(ctx, palette.ink);
			ctx.fillRect(b.x, base - both, w, both - certain);
			ctx.strokeStyle = palette.muted;
			ctx.lineWidth = 0.6;
			ctx.strokeRect(b.x + 0.3, base - both + 0.3, Math.max(0.4, w - 0.6), both - certain);
		}
		ctx.fillStyle = palette.ink;
		ctx.fillRect(b.x, base - certain, w, certain);
	});
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 * @param {{top: number, height: number}} band Pixels.
 */
function drawLanes(ctx, { axis, width, model, scene, palette, lanes }, band) {
	const { events: e, codes } = model;
	const height = band.height / lanes.length;
	// A kind without a lane stands in the last one.
	const rows = codes.kind.map(({ lane }) => (lanes.indexOf(lane ?? '') + lanes.length) % lanes.length);
	const colours = codes.side.map((side) => palette[side.palette ?? 'neutral']);
	for (let i = 0; i < e.n; i++) {
		if (e.end[i] < axis.from || e.start[i] > axis.to) {
			continue;
		}
		const isCertain = hasCertainDay(e, i);
		const isMuted = scene.masks.any[i] || (scene.matches && !scene.matches[i]);
		const x = axis.at(Math.max(axis.from, e.start[i])) * width;
		const end = axis.at(Math.min(axis.to, e.end[i]) + 1) * width;
		const y = band.top + rows[e.kind[i]] * height + 1;
		const h = Math.max(1.5, isCertain ? height - 2 : (height - 2) / 2);
		ctx.globalAlpha = alphaOf(Boolean(isMuted), isCertain);
		ctx.fillStyle = colours[e.side[i]];
		if (isAllOf(e, i)) {
			ctx.fillRect(x, y, 2, h);
			ctx.fillRect(end - 2, y, 2, h);
		} else {
			ctx.fillRect(x, y, Math.max(2, end - x - 0.5), h);
		}
	}
	ctx.globalAlpha = 1;
}

/**
 * @param {boolean} isMuted
 * @param {boolean} isCertain
 */
function alphaOf(isMuted, isCertain) {
	if (isMuted) {
		return 0.12;
	}
	return isCertain ? 0.85 : 0.3;
}

/**
 * Years and months above the bars, as many as there is room for.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 */
function drawHead(ctx, { axis, width, palette, i18n }) {
	ctx.font = FONT;
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'left';
	let lastRight = -10;
	let lastYear = NaN;
	axis.segments.forEach((segment) => {
		const x = axis.at(segment.from) * width;
		const end = axis.at(segment.to + 1) * width;
		if (segment.isGap) {
			drawBreak(ctx, palette, (x + end) / 2);
			return;
		}
		const isYear = segment.year !== lastYear;
		lastYear = segment.year;
		ctx.fillStyle = palette.shore;
		ctx.fillRect(x, isYear ? 2 : HEAD - 4, 1, isYear ? HEAD : 4);
		const text = headOf(segment, isYear, end - x, i18n);
		const right = x + 3 + ctx.measureText(text).width;
		if (!text || x + 3 < lastRight + 4 || right > width) {
			return;
		}
		ctx.fillStyle = isYear ? palette.ink : palette.muted;
		ctx.fillText(text, x + 3, 7);
		lastRight = right;
	});
}

/**
 * @param {Segment} segment
 * @param {boolean} isYear
 * @param {number} room Pixels.
 * @param {I18n} i18n
 */
function headOf({ year, month }, isYear, room, i18n) {
	const name = i18n.t(`month.${month}.short`);
	if (isYear) {
		return room > 74 ? `${year} ${name}` : String(year);
	}
	return room > 30 ? name : '';
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Palette} palette
 * @param {number} x
 */
function drawBreak(ctx, palette, x) {
	ctx.strokeStyle = palette.muted;
	ctx.lineWidth = 1;
	ctx.beginPath();
	[-2, 2].forEach((dx) => {
		ctx.moveTo(x + dx - 2, HEAD + 14);
		ctx.lineTo(x + dx + 2, HEAD + 2);
	});
	ctx.stroke();
}

/**
 * The day under the pointer, and how many events count on it: as many as a click on it would show.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Plot} plot
 */
function drawHover(ctx, { axis, width, height, palette, i18n, hovered, model, scene }) {
	if (hovered === null) {
		return;
	}
	const x = axis.at(hovered) * width;
	const day = { mode: /** @type {const} */ ('day'), day: dayToIso(hovered), from: '', to: '' };
	const count = visibleEvents(model, day, scene.masks, scene.matches).length;
	const text = `${i18n.date(hovered)} · ${count}`;
	ctx.font = `600 ${FONT}`;
	const w = ctx.measureText(text).width + 12;
	const left = Math.max(0, Math.min(width - w, x - w / 2));
	ctx.fillStyle = palette.ink;
	ctx.fillRect(x, 0, 1, height);
	ctx.fillRect(left, height - 17, w, 17);
	ctx.fillStyle = palette.paper;
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	ctx.fillText(text, left + 6, height - 8);
}
