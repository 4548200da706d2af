// Names on the map. They stand in order of rank and give way to one another and to the symbols.

import { labelStyle } from './label_style.js';
import { choosePlace } from './placement.js';
import { measureText, writeText } from './text.js';

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {import('../core/types.js').Written} Written */
/** @typedef {import('./label_style.js').LabelStyle} LabelStyle */

/**
 * A name in the reader's language.
 * @typedef {object} Label
 * @property {string} text
 * @property {string} kind
 * @property {number} rank
 * @property {number | null} from First day it stands, null for always; so `to`.
 * @property {number | null} to
 * @property {Point} world
 * @property {number} minZoom
 * @property {number} maxZoom
 */

/** @typedef {Box & {symbol?: boolean, leads?: boolean, owner?: Label}} LabelBox */
/** @typedef {import('./placement.js').Memory<number>} LabelMemory */

// How far the name of a city or a hill may stand from its dot, pixels.
const STAND_OFF = [22, 34, 48];
const DIAGONALS = [
	[1, 1],
	[1, -1],
	[-1, 1],
	[-1, -1],
];
// How far the name of an area may move from its middle, pixels, nearest first.
const MOVES = [0, -20, 20, -40, 40, -64, 64, -84, 84]
	.flatMap((dy) => [0, -30, 30, -60, 60, -120, 120].map((dx) => ({ dx, dy })))
	.sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy))
	.slice(1);
// The same name nearer than this, pixels, is the same thing.
const TWICE = 160;
// A lake is smaller than a country: its name moves no further than this, pixels.
const NARROW = 45;
// From this zoom on the names of countries give way to all others.
const NEAR = 9;
const LINE_HEIGHT = 15;
// The radius of the dot of a name, and the side of the squares that a line to a name covers, pixels.
const DOT = 3;
const LEADER = 4;
// The box of a round symbol reaches this much further at its corners.
const CORNER = Math.SQRT2;

/**
 * Writes the names.
 * @param {Sheet} sheet - Where to write.
 * @param {Label[]} labels - The names, most important first.
 * @param {{now: LabelBox[], ever: Box[]}} obstacles - What is in their way; what is written is added.
 * @param {LabelMemory} memory - Where they stood: the number of the place each had.
 * @returns {Written[]} The names that found a place.
 */
export function paintLabels(sheet, labels, { now: boxes, ever }, memory) {
	const { ctx, view, palette } = sheet;
	const inSight = labels.filter((label) => isIn(label, view));
	const isFirst = (/** @type {Label} */ label) => (label.kind === 'country') === view.zoom < NEAR;
	/** @type {Written[]} */
	const written = [];
	const dots = dotsOf(inSight, view);
	[...inSight.filter(isFirst), ...inSight.filter((label) => !isFirst(label))].forEach((label) => {
		const at = pixelsOf(label, view);
		// Two gazetteers may name one thing: it is named once.
		if (
			written.some((one) => one.text === label.text && Math.hypot(one.x - at.x, one.y - at.y) < TWICE)
		) {
			return;
		}
		const style = labelStyle(label.kind, palette);
		const text = style.caps ? label.text.toUpperCase() : label.text;
		const now = [...boxes, ...dots.filter((dot) => dot.owner !== label)];
		const places = placesOf(style, measureText(ctx, text, style), at);
		const name = `${label.kind}|${label.text}|${label.world.x}`;
		const clear = (symbolOver(at, boxes)?.w ?? 0) / 2 || DOT;
		const leaderOf = (/** @type {LabelBox} */ place) => boxesOfLeader(at, clear, place);
		const last = places[memory.last(name) ?? -1];
		const wanted = memory.mayMove(name) ? places : [];
		const box = chooseBox(wanted, { now, ever }, last, leaderOf);
		if (!box) {
			return;
		}
		memory.keep(name, places.indexOf(box));
		boxes.push(box);
		written.push({ text: label.text, ...at, box });
		if (box.leads) {
			drawLeader(sheet, at, clear, box);
		}
		if (style.dot && clear === DOT) {
			drawDot(sheet, style.dot, at);
		}
		writeText(sheet, text, { x: box.x + 3, y: box.y + box.h / 2 }, style);
	});
	return written;
}

/**
 * The box of a name: where it stood, else where its line runs through nothing; rather a line through a symbol
 * than no name.
 * @param {LabelBox[]} places
 * @param {import('./placement.js').Obstacles} obstacles
 * @param {LabelBox | undefined} last
 * @param {(place: LabelBox) => Box[]} leaderOf
 * @returns {LabelBox | null}
 */
function chooseBox(places, obstacles, last, leaderOf) {
	const alone = (/** @type {LabelBox} */ place) => [place];
	return (
		choosePlace([], alone, obstacles, last) ??
		choosePlace(places, (place) => [place, ...leaderOf(place)], obstacles, undefined) ??
		choosePlace(places, alone, obstacles, undefined)
	);
}

/**
 * The boxes of painted symbols.
 * @param {Hit[]} hits - What was painted where.
 * @returns {LabelBox[]} Boxes that names keep clear of.
 */
export function boxesOfSymbols(hits) {
	return hits.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: r * 2, h: r * 2, symbol: true }));
}

/**
 * @param {Label} label
 * @param {View} view
 * @returns {Point}
 */
function pixelsOf({ world }, view) {
	return { x: world.x * view.scale - view.x, y: world.y * view.scale - view.y };
}

/**
 * @param {Label} label
 * @param {View} view
 */
function isIn(label, view) {
	const { x, y } = pixelsOf(label, view);
	const isZoom = view.zoom >= label.minZoom && view.zoom <= label.maxZoom;
	return isZoom && x >= -80 && y >= -20 && x <= view.width + 80 && y <= view.height + 20;
}

/**
 * The dots of all names in sight: no other name is written over them.
 * @param {Label[]} labels
 * @param {View} view
 * @returns {LabelBox[]}
 */
function dotsOf(labels, view) {
	return labels
		.filter((label) => label.kind !== 'country' && label.kind !== 'water')
		.map((label) => {
			const { x, y } = pixelsOf(label, view);
			return { x: x - 4, y: y - 4, w: 8, h: 8, owner: label };
		});
}

/**
 * Where a name may stand, best first.
 * @param {LabelStyle} style
 * @param {number} width
 * @param {Point} at
 * @returns {LabelBox[]}
 */
function placesOf(style, width, at) {
	const near = style.dot ? besideDot(width, at) : withinArea(style, width, at);
	const far = style.dot === 'city' || style.dot === 'hill' ? standingOff(width, at) : [];
	return [...near, ...far].map((corner, i) => ({
		x: corner.x - 3,
		y: corner.y - 1,
		w: width + 6,
		h: LINE_HEIGHT + 2,
		leads: i >= near.length,
	}));
}

/**
 * Right, left, above, below.
 * @param {number} width
 * @param {Point} at
 * @returns {Point[]}
 */
function besideDot(width, { x, y }) {
	const gap = 6;
	const half = LINE_HEIGHT / 2;
	return [
		{ x: x + gap, y: y - half },
		{ x: x - gap - width, y: y - half },
		{ x: x - width / 2, y: y - gap - LINE_HEIGHT },
		{ x: x - width / 2, y: y + gap },
	];
}

/**
 * The name of a country or a lake may move a little within it.
 * @param {LabelStyle} style
 * @param {number} width
 * @param {Point} at
 * @returns {Point[]}
 */
function withinArea(style, width, { x, y }) {
	const middle = { x: x - width / 2, y: y - LINE_HEIGHT / 2 };
	const moves = MOVES.filter(({ dx, dy }) => style.caps || Math.hypot(dx, dy) <= NARROW);
	return [middle, ...moves.map(({ dx, dy }) => ({ x: middle.x + dx, y: middle.y + dy }))];
}

/**
 * A city stands for a region and a hill for a fight: its name may stand off, on a line that leads back to it.
 * @param {number} width
 * @param {Point} at
 * @returns {Point[]}
 */
function standingOff(width, { x, y }) {
	return DIAGONALS.flatMap(([right, down]) =>
		STAND_OFF.map((step) => ({
			x: right > 0 ? x + step : x - step - width,
			y: y + down * step * 0.8 - LINE_HEIGHT / 2,
		})),
	);
}

/**
 * The symbol that lies over a spot, if any.
 * @param {Point} at
 * @param {LabelBox[]} boxes
 */
function symbolOver({ x, y }, boxes) {
	return boxes.find((b) => b.symbol && x > b.x && x < b.x + b.w && y > b.y && y < b.y + b.h);
}

/**
 * The ends of the line that leads to a name: from the edge of the symbol that covers the dot, or from the dot
 * itself; null if the name stands too near for one.
 * @param {Point} at
 * @param {number} clear
 * @param {Box} box
 * @returns {{from: Point, to: Point, length: number} | null}
 */
function leaderTo({ x, y }, clear, box) {
	const to = { x: box.x > x ? box.x + 1 : box.x + box.w - 1, y: box.y + box.h / 2 };
	const whole = Math.hypot(to.x - x, to.y - y);
	if (whole <= clear) {
		return null;
	}
	const from = { x: x + ((to.x - x) * clear) / whole, y: y + ((to.y - y) * clear) / whole };
	return { from, to, length: whole - clear };
}

/**
 * What such a line covers, as small squares: it runs through no symbol and no name.
 * @param {Point} at
 * @param {number} clear
 * @param {LabelBox} box
 * @returns {Box[]}
 */
function boxesOfLeader(at, clear, box) {
	const leader = box.leads ? leaderTo(at, clear * CORNER + LEADER, box) : null;
	if (!leader) {
		return [];
	}
	const { from, to, length } = leader;
	const count = Math.ceil(length / LEADER);
	return Array.from({ length: count }, (_, k) => ({
		x: from.x + ((to.x - from.x) * k) / count - LEADER / 2,
		y: from.y + ((to.y - from.y) * k) / count - LEADER / 2,
		w: LEADER,
		h: LEADER,
	}));
}

/**
 * @param {Sheet} sheet
 * @param {Point} at
 * @param {number} clear
 * @param {Box} box
 */
function drawLeader({ ctx, palette }, at, clear, box) {
	const leader = leaderTo(at, clear, box);
	if (!leader) {
		return;
	}
	ctx.strokeStyle = palette.muted;
	ctx.lineWidth = 1;
	ctx.beginPath();
	ctx.moveTo(leader.from.x, leader.from.y);
	ctx.lineTo(leader.to.x, leader.to.y);
	ctx.stroke();
}

/**
 * @param {Sheet} sheet
 * @param {NonNullable<LabelStyle['dot']>} kind
 * @param {Point} at
 */
function drawDot({ ctx, palette }, kind, { x, y }) {
	ctx.lineWidth = 1.2;
	ctx.strokeStyle = palette.ink;
	ctx.fillStyle = palette.paper;
	ctx.beginPath();
	if (kind === 'hill') {
		ctx.moveTo(x, y - 4.5);
		ctx.lineTo(x + 4.5, y + 3.5);
		ctx.lineTo(x - 4.5, y + 3.5);
		ctx.closePath();
	} else {
		ctx.arc(x, y, kind === 'city' ? 3 : 2.2, 0, Math.PI * 2);
	}
	ctx.fill();
	ctx.stroke();
}
