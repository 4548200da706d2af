// Names on the map. They stand in order of rank and give way to one another and to the signs.

// Widths are asked of the browser once: setting a font is the dearest thing a label does.
const widths = new Map();

/**
 *
 * @param ctx
 * @param text
 * @param font
 * @param spacing
 */
export function measureText(ctx, text, font, spacing) {
	const key = `${font}|${text}`;
	if (!widths.has(key)) {
		ctx.font = font;
		widths.set(key, ctx.measureText(text).width);
	}
	return widths.get(key) + (spacing || 0) * text.length;
}

/**
 *
 * @param box
 * @param boxes
 */
export function overlaps(box, boxes) {
	for (let i = 0; i < boxes.length; i++) {
		const b = boxes[i];
		if (box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h) {
			return true;
		}
	}
	return false;
}

// How far a city's name may stand from its dot, pixels.
const STAND_OFF = [22, 34, 48];
// How far the name of an area may move from its middle, pixels.
const MOVES = [];
[0, -20, 20, -40, 40, -64, 64, -84, 84].forEach((dy) => {
	[0, -30, 30, -60, 60].forEach((dx) => {
		MOVES.push([dx, dy]);
	});
});
MOVES.sort((a, b) => Math.hypot(a[0], a[1]) - Math.hypot(b[0], b[1])).shift();
// The same name nearer than this, pixels, is the same thing.
const TWICE = 160;
// A lake is smaller than a country: its name moves no further than this, pixels.
const NARROW = 45;
// From this zoom on the names of countries give way to all others.
const NEAR = 9;
const SERIF =
	'"Iowan Old Style", Charter, "Palatino Linotype", Georgia, "Noto Serif", "Noto Serif CJK JP", serif';
export const SANS =
	'system-ui, "Noto Sans", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", "Microsoft YaHei", sans-serif';

function dress(label, inks) {
	switch (label.kind) {
		case 'water':
			return { font: `italic 12.5px ${SERIF}`, colour: inks['label-water'], dot: false };
		case 'country':
			return { font: `600 12px ${SANS}`, colour: inks.muted, spacing: 3, dot: false, caps: true };
		case 'hill':
			return { font: `italic 600 12px ${SERIF}`, colour: inks.ink, dot: 'hill' };
		case 'city':
			return { font: `600 12.5px ${SANS}`, colour: inks.ink, dot: 'city' };
		default:
			return { font: `500 11.5px ${SANS}`, colour: inks.ink, dot: 'town' };
	}
}

function drawDot(ctx, kind, x, y, inks) {
	ctx.lineWidth = 1.2;
	ctx.strokeStyle = inks.ink;
	ctx.fillStyle = inks.paper;
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

/**
 *
 * @param ctx
 * @param text
 * @param x
 * @param y
 * @param style
 * @param inks
 */
export function writeText(ctx, text, x, y, style, inks) {
	ctx.font = style.font;
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	ctx.lineJoin = 'round';
	ctx.strokeStyle = inks.halo;
	ctx.lineWidth = 3;
	if ('letterSpacing' in ctx) {
		ctx.letterSpacing = `${style.spacing || 0}px`;
	}
	ctx.strokeText(text, x, y);
	ctx.fillStyle = style.colour;
	ctx.fillText(text, x, y);
	if ('letterSpacing' in ctx) {
		ctx.letterSpacing = '0px';
	}
}

// From the edge of the sign that covers the dot, or from the dot itself.
function drawLeader(ctx, x, y, clear, box, inks) {
	const toX = box.x > x ? box.x + 1 : box.x + box.w - 1;
	const toY = box.y + box.h / 2;
	const length = Math.hypot(toX - x, toY - y);
	if (length <= clear) {
		return;
	}
	ctx.strokeStyle = inks.muted;
	ctx.lineWidth = 1;
	ctx.beginPath();
	ctx.moveTo(x + ((toX - x) * clear) / length, y + ((toY - y) * clear) / length);
	ctx.lineTo(toX, toY);
	ctx.stroke();
}

// The sign that lies over a spot, if any.
function signOver(x, y, boxes) {
	return boxes.filter((b) => b.sign && x > b.x && x < b.x + b.w && y > b.y && y < b.y + b.h)[0];
}

// Right, left, above, below: the first free side wins.
function place(label, style, width, x, y, boxes) {
	const h = 15;
	const gap = style.dot ? 6 : 0;
	const tries = style.dot
		? [
				[x + gap, y - h / 2],
				[x - gap - width, y - h / 2],
				[x - width / 2, y - gap - h],
				[x - width / 2, y + gap],
			]
		: [[x - width / 2, y - h / 2]];
	// A city stands for a region and a hill for a fight: its name may stand off, on a line that leads
	// back to it. The name of a country or a lake may move a little within it.
	let near = tries.length;
	if (!style.dot) {
		MOVES.filter((move) => style.caps || Math.hypot(move[0], move[1]) <= NARROW).forEach((move) => {
			tries.push([x - width / 2 + move[0], y - h / 2 + move[1]]);
		});
		near = tries.length;
	}
	if (style.dot === 'city' || style.dot === 'hill') {
		[
			[1, 1],
			[1, -1],
			[-1, 1],
			[-1, -1],
		].forEach((side) => {
			STAND_OFF.forEach((step) => {
				tries.push([side[0] > 0 ? x + step : x - step - width, y + side[1] * step * 0.8 - h / 2]);
			});
		});
	}
	for (let i = 0; i < tries.length; i++) {
		const box = { x: tries[i][0] - 3, y: tries[i][1] - 1, w: width + 6, h: h + 2, leads: i >= near };
		if (!overlaps(box, boxes)) {
			return box;
		}
	}
	return null;
}

// The dots of all names in sight: no other name is written over them.
function dotsOf(labels, view) {
	return labels
		.filter((label) => isIn(label, view) && label.kind !== 'country' && label.kind !== 'water')
		.map((label) => ({
			x: label.world.x * view.scale - view.x - 4,
			y: label.world.y * view.scale - view.y - 4,
			w: 8,
			h: 8,
			owner: label,
		}));
}

function isIn(label, view) {
	const x = label.world.x * view.scale - view.x;
	const y = label.world.y * view.scale - view.y;
	return (
		view.zoom >= label.minZoom &&
		view.zoom <= label.maxZoom &&
		x >= -80 &&
		y >= -20 &&
		x <= view.width + 80 &&
		y <= view.height + 20
	);
}

// Two gazetteers may name one thing: it is told once.
function isTold(text, x, y, told) {
	return told.some((one) => one.text === text && Math.hypot(one.x - x, one.y - y) < TWICE);
}

// `labels`: [{text, kind, rank, world, minZoom, maxZoom}], most important first; `boxes` is what
// they must keep clear of.
/**
 *
 * @param ctx
 * @param labels
 * @param view
 * @param inks
 * @param boxes
 */
export function paintLabels(ctx, labels, view, inks, boxes) {
	const isCountry = function (label) {
		return label.kind === 'country';
	};
	const isOther = function (label) {
		return !isCountry(label);
	};
	const first = view.zoom < NEAR ? isCountry : isOther;
	const second = view.zoom < NEAR ? isOther : isCountry;
	const told = [];
	const dots = dotsOf(labels, view);
	labels
		.filter(first)
		.concat(labels.filter(second))
		.forEach((label) => {
			if (!isIn(label, view)) {
				return;
			}
			const x = label.world.x * view.scale - view.x;
			const y = label.world.y * view.scale - view.y;
			if (isTold(label.text, x, y, told)) {
				return;
			}
			const style = dress(label, inks);
			const text = style.caps ? label.text.toUpperCase() : label.text;
			const others = boxes.concat(dots.filter((dot) => dot.owner !== label));
			const width = measureText(ctx, text, style.font, style.spacing);
			const box = place(label, style, width, x, y, others);
			if (!box) {
				return;
			}
			boxes.push(box);
			told.push({ text: label.text, x, y });
			const sign = signOver(x, y, boxes);
			if (box.leads) {
				drawLeader(ctx, x, y, sign ? sign.w / 2 : 3, box, inks);
			}
			if (style.dot && !sign) {
				drawDot(ctx, style.dot, x, y, inks);
			}
			writeText(ctx, text, box.x + 3, box.y + box.h / 2, style, inks);
		});
}

/**
 *
 * @param hits
 */
export function boxesOfSymbols(hits) {
	return hits.map((hit) => ({
		x: hit.x - hit.r,
		y: hit.y - hit.r,
		w: hit.r * 2,
		h: hit.r * 2,
		sign: true,
	}));
}
