// What the map's scripts find in a browser, as far as the tests of the drawing need it: Leaflet's points
// and lines, paths and a canvas that remember what was drawn.

/**
 * @param {number} x
 * @param {number} y
 */
function point(x, y) {
	return { x, y, distanceTo: (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - x, p.y - y) };
}

/**
 * The distance of a point from a stretch of a line, as Leaflet measures it.
 * @param {{x: number, y: number}} p
 * @param {{x: number, y: number}} a
 * @param {{x: number, y: number}} b
 */
function pointToSegmentDistance(p, a, b) {
	const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
	const share = length ? ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length : 0;
	const t = Math.max(0, Math.min(1, share));
	return Math.hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y));
}

class Path2D {
	/** @type {string[]} */
	steps = [];

	moveTo = (/** @type {number} */ x, /** @type {number} */ y) => this.steps.push(`M${x},${y}`);

	lineTo = (/** @type {number} */ x, /** @type {number} */ y) => this.steps.push(`L${x},${y}`);

	closePath = () => this.steps.push('Z');
}

/**
 * Puts them where the scripts look for them.
 * @returns {void}
 */
export function installBrowser() {
	const lines = { simplify: (/** @type {unknown} */ points) => points, pointToSegmentDistance };
	Object.assign(globalThis, { L: { point, LineUtil: lines }, Path2D });
}

/**
 * A canvas that remembers the calls of its methods, each as its name and what it was given.
 * @returns {{ctx: any, calls: unknown[][]}} The context and its calls; a letter is ten pixels wide.
 */
export function makeCanvas() {
	/** @type {unknown[][]} */
	const calls = [];
	const ctx = new Proxy(/** @type {Record<string, unknown>} */ ({}), {
		get: (own, name) => {
			if (name === 'measureText') {
				return (/** @type {string} */ text) => ({ width: text.length * 10 });
			}
			return name in own
				? own[String(name)]
				: (/** @type {unknown[]} */ ...given) => calls.push([name, ...given]);
		},
	});
	return { ctx, calls };
}
