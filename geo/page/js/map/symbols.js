// The signs of the events: kind by shape, initiating side by colour and letter, losses by size,
// certainty of the date by the outline. The same pens draw the map, the tree and the card.

import { sideOf } from './basemap.js';

export const SIDE_LETTERS = {
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
	none: '',
};
// Radius in pixels by losses of people: none stated, 1-9, 10-99, 100-999, 1,000 and more.
export const SYMBOL_RADII = [8, 9, 10.5, 12.5, 15];

/**
 *
 * @param losses
 */
export function lossesClass(losses) {
	return losses < 1 ? 0 : losses < 10 ? 1 : losses < 100 ? 2 : losses < 1000 ? 3 : 4;
}

function polygon(ctx, points) {
	ctx.beginPath();
	points.forEach((p, i) => {
		if (i) {
			ctx.lineTo(p[0], p[1]);
		} else {
			ctx.moveTo(p[0], p[1]);
		}
	});
	ctx.closePath();
}

function star(ctx, r, tips, inner) {
	const points = [];
	for (let i = 0; i < tips * 2; i++) {
		const angle = (Math.PI * i) / tips - Math.PI / 2;
		const radius = i % 2 ? r * inner : r;
		points.push([Math.cos(angle) * radius, Math.sin(angle) * radius]);
	}
	polygon(ctx, points);
}

function regular(ctx, r, sides, turn) {
	const points = [];
	for (let i = 0; i < sides; i++) {
		const angle = (2 * Math.PI * i) / sides + turn;
		points.push([Math.cos(angle) * r, Math.sin(angle) * r]);
	}
	polygon(ctx, points);
}

// Each shape is drawn round the origin and is about as heavy as a circle of radius r.
const SHAPES = {
	clash(ctx, r) {
		regular(ctx, r * 1.2, 4, 0);
	},
	battle(ctx, r) {
		star(ctx, r * 1.35, 8, 0.72);
	},
	bombardment(ctx, r) {
		star(ctx, r * 1.45, 5, 0.5);
	},
	air(ctx, r) {
		polygon(ctx, [
			[0, -r * 1.25],
			[r * 1.15, r * 0.85],
			[-r * 1.15, r * 0.85],
		]);
	},
	occupation(ctx, r) {
		polygon(ctx, [
			[-r * 0.9, -r * 0.9],
			[r * 0.9, -r * 0.9],
			[r * 0.9, r * 0.9],
			[-r * 0.9, r * 0.9],
		]);
	},
	movement(ctx, r) {
		polygon(ctx, [
			[-r, -r * 0.85],
			[r * 0.3, -r * 0.85],
			[r * 1.2, 0],
			[r * 0.3, r * 0.85],
			[-r, r * 0.85],
			[-r * 0.4, 0],
		]);
	},
	abduction(ctx, r) {
		polygon(ctx, [
			[0, r * 1.25],
			[r * 1.15, -r * 0.85],
			[-r * 1.15, -r * 0.85],
		]);
	},
	naval(ctx, r) {
		ctx.beginPath();
		ctx.moveTo(-r * 1.2, -r * 0.5);
		ctx.lineTo(r * 1.2, -r * 0.5);
		ctx.bezierCurveTo(r * 0.9, r * 1.1, -r * 0.9, r * 1.1, -r * 1.2, -r * 0.5);
		ctx.closePath();
	},
	espionage(ctx, r) {
		ctx.beginPath();
		ctx.moveTo(-r * 1.3, 0);
		ctx.quadraticCurveTo(0, -r * 1.5, r * 1.3, 0);
		ctx.quadraticCurveTo(0, r * 1.5, -r * 1.3, 0);
		ctx.closePath();
	},
	mutiny(ctx, r) {
		regular(ctx, r * 1.1, 5, -Math.PI / 2);
	},
	diplomacy(ctx, r) {
		ctx.beginPath();
		ctx.arc(0, 0, r, 0, Math.PI * 2);
	},
	other(ctx, r) {
		regular(ctx, r * 1.05, 6, 0);
	},
};

// One sign. `sign`: {kind, side (plate side), letter, step, dash (date precision 1-5), hollow, confirmed}.
/**
 *
 * @param ctx
 * @param sign
 * @param inks
 * @param radius
 */
export function drawSymbol(ctx, sign, inks, radius) {
	const r = radius || SYMBOL_RADII[sign.step];
	(SHAPES[sign.kind] || SHAPES.other)(ctx, r);
	ctx.lineJoin = 'round';
	ctx.setLineDash([]);
	ctx.strokeStyle = inks.halo;
	ctx.lineWidth = 3.4;
	ctx.stroke();
	ctx.fillStyle = sign.hollow ? inks.paper : inks[`side-${sign.side}`];
	ctx.fill();
	if (sign.hollow) {
		ctx.save();
		ctx.clip();
		ctx.fillStyle = inks[`side-${sign.side}`];
		ctx.globalAlpha *= 0.28;
		ctx.fillRect(-r * 1.5, -r * 1.5, r * 3, r * 3);
		ctx.restore();
		(SHAPES[sign.kind] || SHAPES.other)(ctx, r);
	}
	ctx.setLineDash(sign.dash <= 1 ? [] : sign.dash <= 3 ? [3, 2] : [1, 2]);
	ctx.strokeStyle = sign.hollow ? inks[`side-${sign.side}`] : inks['symbol-edge'];
	ctx.lineWidth = 1.5;
	ctx.stroke();
	ctx.setLineDash([]);
	if (sign.letter && r >= 6) {
		drawLetter(ctx, sign, inks, r);
	}
	if (sign.unconfirmed) {
		drawFlag(ctx, inks, r);
	}
}

// A question mark at the shoulder: nothing that was read confirms this event.
function drawFlag(ctx, inks, r) {
	ctx.beginPath();
	ctx.arc(r * 0.95, -r * 0.95, 4.6, 0, Math.PI * 2);
	ctx.fillStyle = inks.accent;
	ctx.fill();
	ctx.fillStyle = inks.paper;
	ctx.font = '700 7.5px system-ui, sans-serif';
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.fillText('?', r * 0.95, -r * 0.95 + 0.5);
}

function drawLetter(ctx, sign, inks, r) {
	ctx.beginPath();
	ctx.arc(0, 0, Math.min(5.4, r * 0.56), 0, Math.PI * 2);
	ctx.fillStyle = inks.disc;
	ctx.fill();
	ctx.fillStyle = inks['disc-ink'];
	ctx.font = `700 ${Math.min(8.5, Math.round(r * 0.98))}px system-ui, sans-serif`;
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.fillText(sign.letter, 0, 0.6);
}

/**
 *
 * @param inks
 */
export function makeSymbolCache(inks) {
	const cache = new Map();
	// Signs are few and events many: each distinct sign is drawn once and copied after that.
	return function (ctx, sign, x, y, ratio) {
		const key =
			sign.kind +
			sign.side +
			sign.letter +
			sign.step +
			sign.dash +
			sign.hollow +
			sign.unconfirmed +
			ratio;
		let stamp = cache.get(key);
		const size = 52;
		if (!stamp) {
			stamp = document.createElement('canvas');
			stamp.width = stamp.height = size * ratio;
			const pen = stamp.getContext('2d');
			pen.setTransform(ratio, 0, 0, ratio, (size * ratio) / 2, (size * ratio) / 2);
			drawSymbol(pen, sign, inks);
			cache.set(key, stamp);
		}
		ctx.drawImage(stamp, x - size / 2, y - size / 2, size, size);
	};
}

/**
 *
 * @param model
 * @param i
 */
export function symbolOfEvent(model, i) {
	const e = model.events;
	const side = model.codes.side[e.side[i]].code;
	const place = model.places[e.place[i]];
	return {
		kind: model.codes.kind[e.kind[i]].code,
		side: sideOf(side),
		letter: SIDE_LETTERS[side] === undefined ? '' : SIDE_LETTERS[side],
		step: lossesClass(e.losses[i]),
		dash: e.datePrec[i],
		hollow: Boolean(place && place.prec >= 4),
		unconfirmed: !e.confirmed[i],
	};
}

// The sign that stands for a side in a legend.
/**
 *
 * @param code
 */
export function symbolOfSide(code) {
	return {
		kind: 'diplomacy',
		side: sideOf(code),
		letter: SIDE_LETTERS[code] || '',
		step: 1,
		dash: 1,
		hollow: false,
	};
}

/**
 *
 * @param code
 */
export function symbolOfKind(code) {
	return { kind: code, side: 'other', letter: '', step: 1, dash: 1, hollow: false };
}

/**
 *
 * @param canvas
 * @param sign
 * @param inks
 */
export function legendSymbol(canvas, sign, inks) {
	const ratio = 2;
	canvas.width = 26 * ratio;
	canvas.height = 22 * ratio;
	const ctx = canvas.getContext('2d');
	ctx.setTransform(ratio, 0, 0, ratio, 13 * ratio, 11 * ratio);
	drawSymbol(ctx, sign, inks, 7);
}
