// All visible events on one canvas: positional uncertainty first, then groups, then symbols.
// Events at one place stay separable: a few stand round it, many become a ring with their number.

import { hasPosition } from '../core/model.js';
import { groupEvents } from './groups.js';
import { hatchPattern } from './hatch.js';
import { lossesClass, sizeOfEvent, symbolOfEvent } from './symbols.js';

/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Place} Place */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Scene} Scene */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').SymbolPainter} SymbolPainter */
/** @typedef {import('./groups.js').Group} Group */

/**
 * What the painting of events needs besides the sheet.
 * @typedef {object} EventsToPaint
 * @property {Model} model
 * @property {Scene} scene
 * @property {number | null} highlighted
 * @property {SymbolPainter} symbols
 * @property {number} ratio Pixels of the device in one of the sheet.
 */

// More events than this at one spot become a ring.
const MAX_SPREAD = 7;
// The equator of Web Mercator, metres.
const EQUATOR = 40075016.686;
// From this precision on a source gives only a stretch or an area, and the circle is hatched.
const VAGUE_PLACE = 4;
// From this precision on a place is a country or unknown, and has no circle but for the open card.
const NO_CIRCLE = 6;
const TOP = -Math.PI / 2;
const TURN = Math.PI * 2;

/**
 * Pixels of a length on the ground, at the scale of Web Mercator there.
 * @param {number} metres - The length.
 * @param {number} worldY - Where, world units.
 * @param {number} scale - Pixels in a world unit.
 * @returns {number} Pixels.
 */
export function metresToPixels(metres, worldY, scale) {
	const n = Math.PI - (TURN * worldY) / 256;
	const lat = Math.atan(0.5 * (Math.exp(n) - Math.exp(-n)));
	return (metres / (EQUATOR * Math.cos(lat))) * 256 * scale;
}

/**
 * Where the symbols of a small group stand: one on the spot, more in a ring round it.
 * @param {number} count - How many.
 * @returns {Point[]} Offsets, pixels.
 */
export function spreadOffsets(count) {
	if (count === 1) {
		return [{ x: 0, y: 0 }];
	}
	const radius = [12, 16, 20][Number(count > 3) + Number(count > 5)];
	return Array.from({ length: count }, (_, k) => {
		const angle = (TURN * k) / count + TOP;
		return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
	});
}

/**
 * Where the symbols of a group stand.
 * @param {Model} model - The data.
 * @param {Group} group - Its events.
 * @param {Point} at - Its middle, pixels.
 * @returns {Hit[]} A ring with a number, or a symbol for each event.
 */
export function hitsOfGroup(model, { members }, at) {
	if (members.length > MAX_SPREAD) {
		return [{ x: at.x, y: at.y, r: ringRadius(members.length) + 2, members }];
	}
	const offsets = spreadOffsets(members.length);
	return members.map((i, k) => ({
		x: at.x + offsets[k].x,
		y: at.y + offsets[k].y,
		r: reachOf(sizeOfEvent(model, i)),
		members: [i],
	}));
}

/**
 * @param {number} total
 */
function ringRadius(total) {
	return Math.min(24, 12 + Math.sqrt(total) * 1.1);
}

/**
 * How far a symbol of a size answers to the pointer and keeps names away, pixels.
 * @param {number} size
 */
function reachOf(size) {
	return Math.max(size + 3, 10);
}

/**
 * Paints the visible events.
 * @param {Sheet} sheet - Where to paint.
 * @param {EventsToPaint} what - What to paint.
 * @returns {Hit[]} What was painted where.
 */
export function paintEvents(sheet, what) {
	const { view } = sheet;
	const { model, scene } = what;
	const { events, places } = model;
	const groups = groupEvents(events, scene.shown, view).map((group) => ({
		...group,
		at: { x: group.x - view.x, y: group.y - view.y },
	}));
	groups.forEach((group) => {
		const place = places[events.place[group.members[0]]];
		if (group.samePlace && place.prec < NO_CIRCLE) {
			paintUncertainty(sheet, place, group.at, false);
		}
	});
	if (scene.selected !== null && hasPosition(events, scene.selected)) {
		const place = places[events.place[scene.selected]];
		const x = events.x[scene.selected] * view.scale - view.x;
		const y = events.y[scene.selected] * view.scale - view.y;
		paintUncertainty(sheet, place, { x, y }, true);
	}
	return groups
		.sort((a, b) => a.at.y - b.at.y)
		.flatMap((group) =>
			group.members.length > MAX_SPREAD
				? paintRing(sheet, what, group)
				: paintSpread(sheet, what, group),
		);
}

/**
 * Positional uncertainty: a dashed circle of the stated radius; hatched when the source only gives a stretch
 * or an area.
 * @param {Sheet} sheet
 * @param {Place} place
 * @param {Point} at
 * @param {boolean} strong
 */
function paintUncertainty({ ctx, view, palette }, place, at, strong) {
	if (place.uncertainty === null || !place.world) {
		return;
	}
	const r = metresToPixels(place.uncertainty, place.world.y, view.scale);
	if (r < 9 || r > 4000) {
		return;
	}
	ctx.beginPath();
	ctx.arc(at.x, at.y, r, 0, TURN);
	ctx.globalAlpha = strong ? 0.35 : 0.16;
	ctx.fillStyle = place.prec >= VAGUE_PLACE ? hatchPattern(ctx, palette.ink) : palette.area;
	ctx.fill();
	ctx.globalAlpha = strong ? 1 : 0.65;
	ctx.setLineDash([4, 4]);
	ctx.lineWidth = strong ? 1.8 : 1;
	ctx.strokeStyle = palette.ink;
	ctx.stroke();
	ctx.setLineDash([]);
	ctx.globalAlpha = 1;
}

/**
 * @param {Sheet} sheet
 * @param {EventsToPaint} what
 * @param {Group & {at: Point}} group
 * @returns {Hit[]}
 */
function paintRing(sheet, { model, scene }, group) {
	const { ctx, palette } = sheet;
	const { at, members } = group;
	const total = members.length;
	const r = ringRadius(total);
	disc(ctx, at, r + 1.6, palette['symbol-edge']);
	const colours = members.map((i) => model.codes.side[model.events.side[i]].palette || 'neutral');
	let from = TOP;
	model.core.palette.forEach((name) => {
		const count = colours.filter((one) => one === name).length;
		if (!count) {
			return;
		}
		const to = from + (TURN * count) / total;
		ctx.beginPath();
		ctx.moveTo(at.x, at.y);
		ctx.arc(at.x, at.y, r, from, to);
		ctx.closePath();
		ctx.fillStyle = palette[name];
		ctx.fill();
		from = to;
	});
	disc(ctx, at, r - 4.5, palette.disc);
	ctx.fillStyle = palette['disc-ink'];
	ctx.font = `600 ${total > 99 ? 11 : 12}px system-ui, sans-serif`;
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.fillText(String(total), at.x, at.y + 0.5);
	if (scene.selected !== null && members.includes(scene.selected)) {
		paintHalo(sheet, at, r + 2);
	}
	return hitsOfGroup(model, group, at);
}

/**
 * @param {Sheet} sheet
 * @param {EventsToPaint} what
 * @param {Group & {at: Point}} group
 * @returns {Hit[]}
 */
function paintSpread(sheet, what, group) {
	const offsets = spreadOffsets(group.members.length);
	if (offsets.length > 1) {
		paintLeaders(sheet, group.at, offsets);
	}
	return group.members.map((i, k) => {
		const at = { x: group.at.x + offsets[k].x, y: group.at.y + offsets[k].y };
		return paintSymbol(sheet, what, i, at);
	});
}

/**
 * @param {Sheet} sheet
 * @param {EventsToPaint} what
 * @param {number} i
 * @param {Point} at
 * @returns {Hit}
 */
function paintSymbol(sheet, { model, scene, highlighted, symbols, ratio }, i, at) {
	const { ctx } = sheet;
	const alpha = scene.mode === 'upto' ? fade(scene.day - model.events.end[i]) : 1;
	const symbol = symbolOfEvent(model, i, alpha < 1 ? 2 : 1);
	ctx.globalAlpha = scene.possible(i) ? Math.min(alpha, 0.75) : alpha;
	symbols(ctx, symbol, at.x, at.y, ratio);
	ctx.globalAlpha = 1;
	const classes = model.codes.losses;
	const highest = classes[lossesClass(classes, model.events.lossesHigh[i])].size || 0;
	if (highest > symbol.size) {
		paintHighestClaim(sheet, at, highest + 3);
	}
	const radius = symbol.size + 3;
	if (i === scene.selected || i === highlighted) {
		paintHalo(sheet, at, radius);
	}
	return { x: at.x, y: at.y, r: reachOf(symbol.size), members: [i] };
}

/**
 * What is over fades: days since the last possible day of an event.
 * @param {number} age
 */
function fade(age) {
	if (age <= 0) {
		return 1;
	}
	if (age <= 3) {
		return 0.8;
	}
	return age <= 14 ? 0.55 : 0.35;
}

/**
 * The highest claim, when it would make the symbol larger, is a thin ring round it.
 * @param {Sheet} sheet
 * @param {Point} at
 * @param {number} r
 */
function paintHighestClaim({ ctx, palette }, at, r) {
	ctx.beginPath();
	ctx.arc(at.x, at.y, r, 0, TURN);
	ctx.strokeStyle = palette['symbol-edge'];
	ctx.lineWidth = 1;
	ctx.stroke();
}

/**
 * @param {Sheet} sheet
 * @param {Point} at
 * @param {Point[]} offsets
 */
function paintLeaders({ ctx, palette }, at, offsets) {
	ctx.strokeStyle = palette['symbol-edge'];
	ctx.lineWidth = 0.8;
	ctx.beginPath();
	offsets.forEach((offset) => {
		ctx.moveTo(at.x, at.y);
		ctx.lineTo(at.x + offset.x, at.y + offset.y);
	});
	ctx.stroke();
	disc(ctx, at, 2, palette['symbol-edge']);
}

/**
 * @param {Sheet} sheet
 * @param {Point} at
 * @param {number} r
 */
function paintHalo({ ctx, palette }, at, r) {
	ctx.beginPath();
	ctx.arc(at.x, at.y, r + 4, 0, TURN);
	ctx.strokeStyle = palette.accent;
	ctx.lineWidth = 3;
	ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Point} at
 * @param {number} r
 * @param {string} colour
 */
function disc(ctx, at, r, colour) {
	ctx.beginPath();
	ctx.arc(at.x, at.y, r, 0, TURN);
	ctx.fillStyle = colour;
	ctx.fill();
}
