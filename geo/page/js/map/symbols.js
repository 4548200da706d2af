// The symbols of the events: kind by shape, initiating side by colour and letter, losses by size,
// certainty of the date by the outline. The same pens draw the map, the tree and the card.

import { contextOf } from '../dom/dom.js';
import { sideOf } from './feature_style.js';
import { shapeOf } from './symbol_shapes.js';

/** @typedef {import('../core/types.js').EventSymbol} EventSymbol */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('../core/types.js').SymbolPainter} SymbolPainter */

/** @type {Record<string, string>} */
const SIDE_LETTERS = {
	ussr: 'S',
	'soviet-mongolian': 'S',
	mongolia: 'M',
	japan: 'J',
	manchukuo: 'J',
	'japan-manchukuo': 'J',
	china: 'C',
	both: '=',
	disputed: '?',
	other: '·',
};
/** Radius in pixels by losses of people: none stated, 1-9, 10-99, 100-999, 1,000 and more. */
export const SYMBOL_RADII = [8, 9, 10.5, 12.5, 15];
// From this precision of the place on (a stretch or an area), a symbol is hollow.
const VAGUE_PLACE = 4;
// The box of a kept symbol, pixels.
const SIZE = 52;
// A symbol in a legend, pixels.
const LEGEND = { width: 26, height: 22, radius: 7, ratio: 2 };
// A smaller symbol carries no letter.
const LETTER_RADIUS = 6;

/**
 * The class of losses, by powers of ten.
 * @param {number} losses - People; below 1 for none stated.
 * @returns {number} 0 to 4.
 */
export function lossesClass(losses) {
	return [1, 10, 100, 1000].filter((limit) => losses >= limit).length;
}

/**
 * Draws a symbol round the origin.
 * @param {CanvasRenderingContext2D} ctx - Where to draw.
 * @param {EventSymbol} symbol - What to draw.
 * @param {Palette} palette - The colours of the theme.
 * @param {number} [radius] - In pixels; left out, that of its losses.
 * @returns {void}
 */
export function drawSymbol(ctx, symbol, palette, radius) {
	const r = radius || SYMBOL_RADII[symbol.step];
	const colour = palette[`side-${symbol.side}`];
	const path = shapeOf(symbol.kind);
	path(ctx, r);
	ctx.lineJoin = 'round';
	ctx.setLineDash([]);
	ctx.strokeStyle = palette.halo;
	ctx.lineWidth = 3.4;
	ctx.stroke();
	ctx.fillStyle = symbol.hollow ? palette.paper : colour;
	ctx.fill();
	if (symbol.hollow) {
		ctx.save();
		ctx.clip();
		ctx.fillStyle = colour;
		ctx.globalAlpha *= 0.28;
		ctx.fillRect(-r * 1.5, -r * 1.5, r * 3, r * 3);
		ctx.restore();
		path(ctx, r);
	}
	ctx.setLineDash(dashOf(symbol.dash));
	ctx.strokeStyle = symbol.hollow ? colour : palette['symbol-edge'];
	ctx.lineWidth = 1.5;
	ctx.stroke();
	ctx.setLineDash([]);
	if (symbol.letter && r >= LETTER_RADIUS) {
		drawLetter(ctx, symbol.letter, palette, r);
	}
	if (symbol.unconfirmed) {
		drawFlag(ctx, palette, r);
	}
}

/**
 * The less precise the date, the more broken the outline.
 * @param {number} precision 1-5.
 */
function dashOf(precision) {
	if (precision <= 1) {
		return [];
	}
	return precision <= 3 ? [3, 2] : [1, 2];
}

/**
 * A question mark at the top right: nothing that was read confirms this event.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Palette} palette
 * @param {number} r
 */
function drawFlag(ctx, palette, r) {
	drawDisc(ctx, r * 0.95, -r * 0.95, 4.6, palette.accent);
	ctx.font = '700 7.5px system-ui, sans-serif';
	writeCentred(ctx, '?', r * 0.95, -r * 0.95 + 0.5, palette.paper);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} letter
 * @param {Palette} palette
 * @param {number} r
 */
function drawLetter(ctx, letter, palette, r) {
	drawDisc(ctx, 0, 0, Math.min(5.4, r * 0.56), palette.disc);
	ctx.font = `700 ${Math.min(8.5, Math.round(r * 0.98))}px system-ui, sans-serif`;
	writeCentred(ctx, letter, 0, 0.6, palette['disc-ink']);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} colour
 */
function drawDisc(ctx, x, y, r, colour) {
	ctx.beginPath();
	ctx.arc(x, y, r, 0, Math.PI * 2);
	ctx.fillStyle = colour;
	ctx.fill();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 */
function writeCentred(ctx, text, x, y, colour) {
	ctx.fillStyle = colour;
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.fillText(text, x, y);
}

/**
 * Makes what paints symbols on the map. They are few and events many: each distinct symbol is drawn once
 * and copied after that.
 * @param {Palette} palette - The colours of the theme.
 * @returns {SymbolPainter} The painter.
 */
export function makeSymbolCache(palette) {
	/** @type {Map<string, HTMLCanvasElement>} */
	const cache = new Map();
	return (ctx, symbol, x, y, ratio) => {
		const key = [...Object.values(symbol), ratio].join('|');
		let kept = cache.get(key);
		if (!kept) {
			kept = document.createElement('canvas');
			kept.width = SIZE * ratio;
			kept.height = SIZE * ratio;
			const pen = contextOf(kept);
			pen.setTransform(ratio, 0, 0, ratio, (SIZE * ratio) / 2, (SIZE * ratio) / 2);
			drawSymbol(pen, symbol, palette);
			cache.set(key, kept);
		}
		ctx.drawImage(kept, x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
	};
}

/**
 * The symbol of an event.
 * @param {Model} model - The data.
 * @param {number} i - The row of the event.
 * @returns {EventSymbol} The symbol.
 */
export function symbolOfEvent({ events: e, codes, places }, i) {
	const side = codes.side[e.side[i]].code;
	const place = places[e.place[i]];
	return {
		kind: codes.kind[e.kind[i]].code,
		side: sideOf(side),
		letter: SIDE_LETTERS[side] || '',
		step: lossesClass(e.losses[i]),
		dash: e.datePrec[i],
		hollow: Boolean(place && place.prec >= VAGUE_PLACE),
		unconfirmed: !e.confirmed[i],
	};
}

/**
 * The symbol that stands for a side in a legend.
 * @param {string} code - A code of a side.
 * @returns {EventSymbol} The symbol.
 */
export function symbolOfSide(code) {
	const letter = SIDE_LETTERS[code] || '';
	return { kind: 'diplomacy', side: sideOf(code), letter, step: 1, dash: 1, hollow: false };
}

/**
 * The symbol that stands for a kind in a legend.
 * @param {string} code - A code of a kind.
 * @returns {EventSymbol} The symbol.
 */
export function symbolOfKind(code) {
	return { kind: code, side: 'other', letter: '', step: 1, dash: 1, hollow: false };
}

/**
 * Draws a symbol in a legend or a row.
 * @param {HTMLCanvasElement} canvas - Where to draw; it takes its size.
 * @param {EventSymbol} symbol - What to draw.
 * @param {Palette} palette - The colours of the theme.
 * @returns {void}
 */
export function legendSymbol(canvas, symbol, palette) {
	const { width, height, radius, ratio } = LEGEND;
	canvas.width = width * ratio;
	canvas.height = height * ratio;
	const ctx = contextOf(canvas);
	ctx.setTransform(ratio, 0, 0, ratio, (width * ratio) / 2, (height * ratio) / 2);
	drawSymbol(ctx, symbol, palette, radius);
}
