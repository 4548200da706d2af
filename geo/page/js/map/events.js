// All events of the moment on one canvas: doubt first, then groups, then signs.
// Events at one place stay separable: a few stand round it, many become a ring with their number.

import { hasPosition } from '../core/model.js';
import { hatchPattern, sideOf } from './basemap.js';
import { SYMBOL_RADII, lossesClass, symbolOfEvent } from './symbols.js';

const CELL = 30;
const FLOWER = 7;

// Puts the visible events into groups of one spot or of one 30-px cell. World cells, not screen
// cells: a pan never changes the groups.
/**
 *
 * @param model
 * @param shown
 * @param view
 */
export function groupEvents(model, shown, view) {
	const e = model.events;
	const cells = new Map();
	shown.forEach((i) => {
		if (!hasPosition(e, i)) {
			return;
		}
		const px = e.x[i] * view.scale;
		const py = e.y[i] * view.scale;
		if (
			px < view.x - 60 ||
			px > view.x + view.width + 60 ||
			py < view.y - 60 ||
			py > view.y + view.height + 60
		) {
			return;
		}
		const key = `${Math.round(px / CELL)}:${Math.round(py / CELL)}`;
		let cell = cells.get(key);
		if (!cell) {
			cells.set(key, (cell = { members: [], x: 0, y: 0, place: e.place[i], samePlace: true }));
		}
		cell.members.push(i);
		cell.x += px;
		cell.y += py;
		if (cell.place !== e.place[i]) {
			cell.samePlace = false;
		}
	});
	return merge(
		Array.from(cells.values()).map((cell) => {
			cell.x /= cell.members.length;
			cell.y /= cell.members.length;
			return cell;
		}),
	);
}

// Two groups whose middles are nearer than 24 px become one.
function merge(groups) {
	groups.sort((a, b) => b.members.length - a.members.length || a.x - b.x);
	const kept = [];
	const grid = new Map();
	groups.forEach((group) => {
		const gx = Math.floor(group.x / CELL);
		const gy = Math.floor(group.y / CELL);
		let near = null;
		for (let dx = -1; dx <= 1 && !near; dx++) {
			for (let dy = -1; dy <= 1 && !near; dy++) {
				(grid.get(`${gx + dx}:${gy + dy}`) || []).forEach((other) => {
					if (!near && Math.hypot(other.x - group.x, other.y - group.y) < 24) {
						near = other;
					}
				});
			}
		}
		if (near) {
			near.samePlace = near.samePlace && group.samePlace && near.place === group.place;
			near.members = near.members.concat(group.members);
			return;
		}
		kept.push(group);
		const key = `${gx}:${gy}`;
		if (!grid.has(key)) {
			grid.set(key, []);
		}
		grid.get(key).push(group);
	});
	return kept;
}

// Where the signs of a small group stand: one on the spot, more in a ring round it.
function petals(count) {
	if (count === 1) {
		return [[0, 0]];
	}
	const radius = count <= 3 ? 12 : count <= 5 ? 16 : 20;
	const out = [];
	for (let k = 0; k < count; k++) {
		const angle = (2 * Math.PI * k) / count - Math.PI / 2;
		out.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
	}
	return out;
}

/**
 *
 * @param metres
 * @param worldY
 * @param scale
 */
export function metresToPixels(metres, worldY, scale) {
	const n = Math.PI - (2 * Math.PI * worldY) / 256;
	const lat = Math.atan(0.5 * (Math.exp(n) - Math.exp(-n)));
	return (metres / (40075016.686 * Math.cos(lat))) * 256 * scale;
}

// The doubt about the place: a dashed circle of the stated radius; hatched when the source only
// gives a stretch or an area.
function paintDoubt(ctx, model, place, x, y, view, inks, strong) {
	const r = metresToPixels(place.uncertainty, place.world.y, view.scale);
	if (r < 9 || r > 4000) {
		return;
	}
	ctx.beginPath();
	ctx.arc(x, y, r, 0, Math.PI * 2);
	ctx.globalAlpha = strong ? 0.35 : 0.16;
	ctx.fillStyle = place.prec >= 4 ? hatchPattern(ctx, inks.ink) : inks.area;
	ctx.fill();
	ctx.globalAlpha = strong ? 1 : 0.65;
	ctx.setLineDash([4, 4]);
	ctx.lineWidth = strong ? 1.8 : 1;
	ctx.strokeStyle = inks.ink;
	ctx.stroke();
	ctx.setLineDash([]);
	ctx.globalAlpha = 1;
}

function paintRing(ctx, model, group, x, y, inks) {
	const counts = {};
	const total = group.members.length;
	group.members.forEach((i) => {
		const side = sideOf(model.codes.side[model.events.side[i]].code);
		counts[side] = (counts[side] || 0) + 1;
	});
	const r = Math.min(24, 12 + Math.sqrt(total) * 1.1);
	let from = -Math.PI / 2;
	ctx.beginPath();
	ctx.arc(x, y, r + 1.6, 0, Math.PI * 2);
	ctx.fillStyle = inks['symbol-edge'];
	ctx.fill();
	['ussr', 'mongolia', 'other', 'china', 'japan'].forEach((side) => {
		if (!counts[side]) {
			return;
		}
		const to = from + (2 * Math.PI * counts[side]) / total;
		ctx.beginPath();
		ctx.moveTo(x, y);
		ctx.arc(x, y, r, from, to);
		ctx.closePath();
		ctx.fillStyle = inks[`side-${side}`];
		ctx.fill();
		from = to;
	});
	ctx.beginPath();
	ctx.arc(x, y, r - 4.5, 0, Math.PI * 2);
	ctx.fillStyle = inks.disc;
	ctx.fill();
	ctx.fillStyle = inks['disc-ink'];
	ctx.font = `600 ${total > 99 ? 11 : 12}px system-ui, sans-serif`;
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.fillText(String(total), x, y + 0.5);
	return r + 2;
}

function fade(age) {
	return age <= 0 ? 1 : age <= 3 ? 0.8 : age <= 14 ? 0.55 : 0.35;
}

// Paints and gives the boxes of what was painted: {x, y, r, members}, in canvas pixels.
/**
 *
 * @param ctx
 * @param model
 * @param scene
 * @param view
 * @param stamp
 * @param inks
 * @param ratio
 */
export function paintEvents(ctx, model, scene, view, stamp, inks, ratio) {
	const e = model.events;
	const groups = groupEvents(model, scene.shown, view);
	const hits = [];
	groups.forEach((group) => {
		const first = model.places[e.place[group.members[0]]];
		group.sx = group.x - view.x;
		group.sy = group.y - view.y;
		if (group.samePlace && first.uncertainty !== null && first.prec < 6) {
			paintDoubt(ctx, model, first, group.sx, group.sy, view, inks, false);
		}
	});
	if (scene.selected !== null && hasPosition(e, scene.selected)) {
		const place = model.places[e.place[scene.selected]];
		if (place.uncertainty !== null) {
			paintDoubt(
				ctx,
				model,
				place,
				e.x[scene.selected] * view.scale - view.x,
				e.y[scene.selected] * view.scale - view.y,
				view,
				inks,
				true,
			);
		}
	}
	groups.sort((a, b) => a.sy - b.sy);
	groups.forEach((group) => {
		if (group.members.length > FLOWER) {
			const r = paintRing(ctx, model, group, group.sx, group.sy, inks);
			hits.push({ x: group.sx, y: group.sy, r, members: group.members, x0: group.x, y0: group.y });
			if (group.members.indexOf(scene.selected) >= 0) {
				paintHalo(ctx, group.sx, group.sy, r, inks);
			}
			return;
		}
		const spots = petals(group.members.length);
		if (spots.length > 1) {
			paintStem(ctx, group, spots, inks);
		}
		group.members.forEach((i, k) => {
			const x = group.sx + spots[k][0];
			const y = group.sy + spots[k][1];
			const sign = symbolOfEvent(model, i);
			const alpha = scene.mode === 'upto' ? fade(scene.day - e.end[i]) : 1;
			if (alpha < 1) {
				sign.dash = Math.max(sign.dash, 2);
			}
			ctx.globalAlpha = alpha;
			if (scene.possible(i)) {
				ctx.globalAlpha = Math.min(alpha, 0.75);
			}
			stamp(ctx, sign, x, y, ratio);
			ctx.globalAlpha = 1;
			paintHighRing(ctx, model, i, x, y, inks);
			const radius = SYMBOL_RADII[sign.step] + 3;
			if (i === scene.selected || i === scene.lit) {
				paintHalo(ctx, x, y, radius, inks);
			}
			hits.push({ x, y, r: Math.max(radius, 10), members: [i], x0: group.x, y0: group.y });
		});
	});
	return hits;
}

// The highest claim, when it would make the sign larger, is a thin ring round it.
function paintHighRing(ctx, model, i, x, y, inks) {
	const low = lossesClass(model.events.losses[i]);
	const high = lossesClass(model.events.lossesHigh[i]);
	if (high <= low) {
		return;
	}
	ctx.beginPath();
	ctx.arc(x, y, SYMBOL_RADII[high] + 3, 0, Math.PI * 2);
	ctx.strokeStyle = inks['symbol-edge'];
	ctx.lineWidth = 1;
	ctx.stroke();
}

function paintStem(ctx, group, spots, inks) {
	ctx.strokeStyle = inks['symbol-edge'];
	ctx.lineWidth = 0.8;
	ctx.beginPath();
	spots.forEach((spot) => {
		ctx.moveTo(group.sx, group.sy);
		ctx.lineTo(group.sx + spot[0], group.sy + spot[1]);
	});
	ctx.stroke();
	ctx.beginPath();
	ctx.arc(group.sx, group.sy, 2, 0, Math.PI * 2);
	ctx.fillStyle = inks['symbol-edge'];
	ctx.fill();
}

function paintHalo(ctx, x, y, r, inks) {
	ctx.beginPath();
	ctx.arc(x, y, r + 4, 0, Math.PI * 2);
	ctx.strokeStyle = inks.accent;
	ctx.lineWidth = 3;
	ctx.stroke();
}
