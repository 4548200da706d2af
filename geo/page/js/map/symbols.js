// The symbols of the events: kind by shape, initiating side by colour and letter, losses by size,
// certainty of the date by the outline. The same functions draw the map, the tree and the card.

import { contextOf } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Code} Code */
/** @typedef {import('../core/types.js').EventSymbol} EventSymbol */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('../core/types.js').Shapes} Shapes */
/** @typedef {import('../core/types.js').SymbolPainter} SymbolPainter */
/** @typedef {import('../core/types.js').Theme} Theme */

// The radius for which the shapes of the data are drawn.
const DRAWN_RADIUS = 10;
// What a code that names no shape, no colour or no size has.
const PLAIN = { shape: 'circle', palette: 'neutral', size: 8 };
// The box of a kept symbol, pixels.
const SIZE = 52;
// A symbol in a legend, pixels.
const LEGEND = { width: 26, height: 22, radius: 7, ratio: 2 };
// A smaller symbol carries no letter.
const LETTER_RADIUS = 6;

/**
 * The class of losses: the last whose lower bound is reached.
 * @param {Code[]} classes - The classes, lowest first; their codes are the lower bounds.
 * @param {number} losses - People; below 1 for none stated.
 * @returns {number} Its row.
 */
export function lossesClass(classes, losses) {
	return classes.filter(({ code }) => Number(code) > 0 && losses >= Number(code)).length;
}

/**
 * Makes the outlines of the shapes, each once for a radius.
 * @param {Record<string, string>} paths - Name -> path of an SVG for a radius of 10.
 * @returns {Shapes} The outlines.
 */
export function makeShapes(paths) {
	/** @type {Map<string, Path2D>} */
	const cache = new Map();
	return (name, radius) => {
		const key = `${name}|${radius}`;
		let path = cache.get(key);
		if (!path) {
			const scale = radius / DRAWN_RADIUS;
			path = new Path2D();
			path.addPath(
				new Path2D(paths[name] ?? paths[PLAIN.shape]),
				new DOMMatrix([scale, 0, 0, scale, 0, 0]),
			);
			cache.set(key, path);
		}
		return path;
	};
}

/**
 * Draws a symbol round the origin.
 * @param {CanvasRenderingContext2D} ctx - Where to draw.
 * @param {EventSymbol} symbol - What to draw.
 * @param {Palette} palette - The colours of the theme.
 * @param {Shapes} shapes - The outlines of the shapes.
 * @param {number} [radius] - In pixels; left out, its own.
 * @returns {void}
 */
export function drawSymbol(ctx, symbol, palette, shapes, radius) {
	const r = radius || symbol.size;
	const colour = palette[symbol.palette];
	const path = shapes(symbol.shape, r);
	ctx.lineJoin = 'round';
	ctx.setLineDash([]);
	ctx.strokeStyle = palette.halo;
	ctx.lineWidth = 3.4;
	ctx.stroke(path);
	ctx.fillStyle = symbol.fill ? palette[symbol.fill] : colour;
	ctx.fill(path);
	if (symbol.fill) {
		ctx.save();
		ctx.clip(path);
		ctx.fillStyle = colour;
		ctx.globalAlpha *= 0.28;
		ctx.fillRect(-r * 1.5, -r * 1.5, r * 3, r * 3);
		ctx.restore();
	}
	ctx.setLineDash(symbol.dash);
	ctx.strokeStyle = symbol.fill ? colour : palette['symbol-edge'];
	ctx.lineWidth = 1.5;
	ctx.stroke(path);
	ctx.setLineDash([]);
	if (symbol.letter && r >= LETTER_RADIUS) {
		drawLetter(ctx, symbol.letter, palette, r);
	}
	if (symbol.flag) {
		drawFlag(ctx, symbol, palette, r);
	}
}

/**
 * A flag at the top right: nothing that was read confirms this event.
 * @param {CanvasRenderingContext2D} ctx
 * @param {EventSymbol} symbol
 * @param {Palette} palette
 * @param {number} r
 */
function drawFlag(ctx, symbol, palette, r) {
	drawDisc(ctx, r * 0.95, -r * 0.95, 4.6, palette[symbol.flagPalette]);
	ctx.font = '700 7.5px system-ui, sans-serif';
	writeCentred(ctx, symbol.flag, r * 0.95, -r * 0.95 + 0.5, palette.paper);
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
 * @param {Shapes} shapes - The outlines of the shapes.
 * @returns {SymbolPainter} The painter.
 */
export function makeSymbolCache(palette, shapes) {
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
			drawSymbol(pen, symbol, palette, shapes);
			cache.set(key, kept);
		}
		ctx.drawImage(kept, x - SIZE / 2, y - SIZE / 2, SIZE, SIZE);
	};
}

/**
 * The symbol of an event: the shape of its kind, colour and letter of its side, the size of its losses,
 * the dashes of its date, the inside of its place.
 * @param {Model} model - The data.
 * @param {number} i - The row of the event.
 * @param {number} [leastPrec] - The date is drawn no more precise than this.
 * @returns {EventSymbol} The symbol.
 */
export function symbolOfEvent({ events: e, codes, places }, i, leastPrec = 1) {
	const place = places[e.place[i]];
	const date = rowOf(codes['date-prec'], String(Math.max(e.datePrec[i], leastPrec)));
	const flag = e.confirmed[i] ? {} : rowOf(codes['claim-status'], 'unconfirmed');
	return {
		...symbolOfCode({ ...codes.side[e.side[i]], shape: codes.kind[e.kind[i]].shape }),
		size: sizeOfEvent({ codes, events: e }, i),
		dash: date.dash || [],
		fill: (place && rowOf(codes['where-prec'], String(place.prec)).fill) || '',
		flag: flag.letter || '',
		flagPalette: flag.palette || '',
	};
}

/**
 * The radius of the symbol of an event.
 * @param {Pick<Model, 'codes' | 'events'>} model - The data.
 * @param {number} i - The row of the event.
 * @returns {number} Pixels.
 */
export function sizeOfEvent({ codes, events }, i) {
	return codes.losses[lossesClass(codes.losses, events.losses[i])].size || PLAIN.size;
}

/**
 * @param {Code[]} rows
 * @param {string} code
 * @returns {Partial<Code>} Empty if there is no such row.
 */
function rowOf(rows, code) {
	return rows.find((row) => row.code === code) || {};
}

/**
 * The symbol that stands for a code in a legend.
 * @param {Code | undefined} row - The row of the code.
 * @returns {EventSymbol} The symbol.
 */
export function symbolOfCode(row) {
	const { shape, palette, size } = PLAIN;
	return {
		shape: row?.shape || shape,
		palette: row?.palette || palette,
		letter: row?.letter || '',
		size,
		dash: [],
		fill: '',
		flag: '',
		flagPalette: '',
	};
}

/**
 * Draws a symbol in a legend or a row.
 * @param {HTMLCanvasElement} canvas - Where to draw; it takes its size.
 * @param {EventSymbol} symbol - What to draw.
 * @param {Theme} theme - Colours and shapes.
 * @returns {void}
 */
export function legendSymbol(canvas, symbol, theme) {
	const { width, height, radius, ratio } = LEGEND;
	canvas.width = width * ratio;
	canvas.height = height * ratio;
	const ctx = contextOf(canvas);
	ctx.setTransform(ratio, 0, 0, ratio, (width * ratio) / 2, (height * ratio) / 2);
	drawSymbol(ctx, symbol, theme.palette(), theme.shapes(), radius);
}
