// The shapes of the symbols, each about as heavy as a circle of the same radius.

/** @typedef {(ctx: CanvasRenderingContext2D, r: number) => void} ShapePath Begins a path round the origin. */
/** @typedef {[number, number]} Corner */

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Corner[]} corners
 */
function polygon(ctx, corners) {
	ctx.beginPath();
	corners.forEach(([x, y]) => ctx.lineTo(x, y));
	ctx.closePath();
}

/**
 * @param {number} r
 * @param {number} tips
 * @param {number} inner Share of the radius.
 * @returns {Corner[]}
 */
function star(r, tips, inner) {
	return Array.from({ length: tips * 2 }, (_, i) => {
		const angle = (Math.PI * i) / tips - Math.PI / 2;
		const radius = i % 2 ? r * inner : r;
		return [Math.cos(angle) * radius, Math.sin(angle) * radius];
	});
}

/**
 * @param {number} r
 * @param {number} sides
 * @param {number} turn Radians.
 * @returns {Corner[]}
 */
function regular(r, sides, turn) {
	return Array.from({ length: sides }, (_, i) => {
		const angle = (2 * Math.PI * i) / sides + turn;
		return [Math.cos(angle) * r, Math.sin(angle) * r];
	});
}

/**
 * @param {number} r
 * @param {Corner[]} corners
 * @returns {Corner[]}
 */
function scaled(r, corners) {
	return corners.map(([x, y]) => [r * x, r * y]);
}

/** @type {Record<string, ShapePath>} */
const SHAPES = {
	clash: (ctx, r) => polygon(ctx, regular(r * 1.2, 4, 0)),
	battle: (ctx, r) => polygon(ctx, star(r * 1.35, 8, 0.72)),
	bombardment: (ctx, r) => polygon(ctx, star(r * 1.45, 5, 0.5)),
	air: (ctx, r) =>
		polygon(
			ctx,
			scaled(r, [
				[0, -1.25],
				[1.15, 0.85],
				[-1.15, 0.85],
			]),
		),
	occupation: (ctx, r) =>
		polygon(
			ctx,
			scaled(r, [
				[-0.9, -0.9],
				[0.9, -0.9],
				[0.9, 0.9],
				[-0.9, 0.9],
			]),
		),
	movement: (ctx, r) =>
		polygon(
			ctx,
			scaled(r, [
				[-1, -0.85],
				[0.3, -0.85],
				[1.2, 0],
				[0.3, 0.85],
				[-1, 0.85],
				[-0.4, 0],
			]),
		),
	abduction: (ctx, r) =>
		polygon(
			ctx,
			scaled(r, [
				[0, 1.25],
				[1.15, -0.85],
				[-1.15, -0.85],
			]),
		),
	naval: (ctx, r) => {
		ctx.beginPath();
		ctx.moveTo(-r * 1.2, -r * 0.5);
		ctx.lineTo(r * 1.2, -r * 0.5);
		ctx.bezierCurveTo(r * 0.9, r * 1.1, -r * 0.9, r * 1.1, -r * 1.2, -r * 0.5);
		ctx.closePath();
	},
	espionage: (ctx, r) => {
		ctx.beginPath();
		ctx.moveTo(-r * 1.3, 0);
		ctx.quadraticCurveTo(0, -r * 1.5, r * 1.3, 0);
		ctx.quadraticCurveTo(0, r * 1.5, -r * 1.3, 0);
		ctx.closePath();
	},
	mutiny: (ctx, r) => polygon(ctx, regular(r * 1.1, 5, -Math.PI / 2)),
	diplomacy: (ctx, r) => {
		ctx.beginPath();
		ctx.arc(0, 0, r, 0, Math.PI * 2);
	},
	other: (ctx, r) => polygon(ctx, regular(r * 1.05, 6, 0)),
};

/**
 * The shape of a kind of event.
 * @param {string} kind - A code of a kind.
 * @returns {ShapePath} What begins its path.
 */
export function shapeOf(kind) {
	return SHAPES[kind] || SHAPES.other;
}
