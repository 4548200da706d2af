import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../../../geo/page/js/core/projection.js';
import { installBrowser } from './canvas.js';

installBrowser();
const { scaleOfView, viewOfPlate } = await import('../../../geo/page/js/map/plate.js');

const SIZE = { width: 200, height: 120, leastWidth: 180, leastHeight: 100 };
/** @type {import('../../../geo/page/js/core/types.js').Bounds} */
const BOUNDS = [
	[40, 100],
	[50, 140],
];

/**
 * @param {import('../../../geo/page/js/core/types.js').View} view
 * @param {number} lon
 * @param {number} lat
 */
function pixelsOf(view, lon, lat) {
	const world = project(lon, lat);
	return { x: world.x * view.scale - view.x, y: world.y * view.scale - view.y };
}

test('all that the map shows is in the part that every paper has, and fills it in one direction', () => {
	const view = viewOfPlate(BOUNDS, SIZE, 15);
	const a = pixelsOf(view, 100, 50);
	const b = pixelsOf(view, 140, 40);
	const { frame } = view;
	assert.ok(a.x >= frame.x - 1e-6 && a.y >= frame.y - 1e-6);
	assert.ok(b.x <= frame.x + frame.w + 1e-6 && b.y <= frame.y + frame.h + 1e-6);
	assert.ok(Math.abs(b.x - a.x - frame.w) < 1e-6 || Math.abs(b.y - a.y - frame.h) < 1e-6);
	assert.ok(Math.abs((a.x + b.x) / 2 - view.width / 2) < 1e-6);
	assert.ok(Math.abs(view.scale / Math.pow(2, view.zoom) - 1) < 1e-9);
});

test('a tiny stretch is shown no nearer than the data can bear', () => {
	/** @type {import('../../../geo/page/js/core/types.js').Bounds} */
	const tiny = [
		[42.4, 130.6],
		[42.4001, 130.6001],
	];
	assert.equal(viewOfPlate(tiny, SIZE, 13).zoom, 13);
});

test('the scale is a round length, true in the middle of the picture', () => {
	const view = viewOfPlate(BOUNDS, SIZE, 15);
	const { metres, length } = scaleOfView(view);
	assert.match(String(metres), /^[125]0*$/);
	assert.ok(length > 0.08 * SIZE.leastWidth && length <= 0.22 * SIZE.leastWidth);
	// 40 degrees of longitude at the middle latitude, against the millimetres they take.
	const middle = pixelsOf(view, 140, 40).x - pixelsOf(view, 100, 40).x;
	const y = (view.y + view.height / 2) / view.scale;
	const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 256)));
	const metresAcross = (40 / 360) * 40075016.686 * Math.cos(latitude);
	const across = (SIZE.width * middle) / view.width;
	assert.ok(Math.abs(length / across - metres / metresAcross) < 1e-9);
});
