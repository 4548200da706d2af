import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../../../geo/page/js/core/projection.js';
import { installBrowser, makeCanvas } from './canvas.js';

installBrowser();
const { contains, distanceTo, inView, makeShape, stroke, trace } =
	await import('../../../geo/page/js/map/shapes.js');
const { makeFeatureLayer } = await import('../../../geo/page/js/map/features.js');
const { paintMeasuredTexts, placeMeasuredTexts } = await import('../../../geo/page/js/map/measurement.js');
const { overlaps } = await import('../../../geo/page/js/map/text.js');

// A ring of ten degrees with a hole of two in its middle, as steps from point to point.
const RING = [0, 0, 10, 0, 0, 10, -10, 0, 0, -10];
const HOLE = [4, 4, 2, 0, 0, 2, -2, 0, 0, -2];
const area = makeShape({ parts: [RING, HOLE] }, 'polygon', 1);
const line = makeShape({ parts: [[0, 0, 10, 0]] }, 'line', 1);

test('steps become points in world units, with their extent', () => {
	assert.deepEqual(line.parts[0].points, [project(0, 0), project(10, 0)]);
	assert.deepEqual([line.box.minX, line.box.maxX], [project(0, 0).x, project(10, 0).x]);
	assert.deepEqual([area.box.minY, area.box.maxY], [project(0, 10).y, project(0, 0).y]);
});

test('a point is inside a ring, and not in its hole', () => {
	const isIn = (/** @type {number} */ lon, /** @type {number} */ lat) => contains(area, project(lon, lat));
	assert.deepEqual(
		[isIn(1, 1), isIn(9, 9), isIn(5, 5), isIn(3.9, 5), isIn(11, 5), isIn(-1, 5), isIn(5, 11)],
		[true, true, false, true, false, false, false],
	);
});

test('a line is as far as its nearest stretch, in pixels', () => {
	const scale = 4;
	const far = (/** @type {{x: number, y: number}} */ at) => distanceTo(line, at, scale);
	const start = project(0, 0);
	assert.ok(Math.abs(far({ x: start.x + 2, y: start.y - 3 }) - 12) < 1e-9);
	assert.ok(Math.abs(far({ x: start.x - 3, y: start.y - 4 }) - 20) < 1e-9);
	assert.equal(far(project(5, 0)) < 1e-9, true);
});

/**
 * @param {Partial<import('../../../geo/page/js/core/types.js').View>} more
 * @returns {import('../../../geo/page/js/core/types.js').View}
 */
const viewOf = (more) => ({
	zoom: 0,
	scale: 1,
	x: 0,
	y: 0,
	width: 256,
	height: 256,
	frame: { x: 0, y: 0, w: 256, h: 256 },
	...more,
});

test('a shape is in sight if its extent meets the canvas, edges included', () => {
	const { minX, maxX, minY, maxY } = area.box;
	assert.equal(inView(area, viewOf({})), true);
	assert.equal(inView(area, viewOf({ x: maxX, width: 9 })), true);
	assert.equal(inView(area, viewOf({ x: maxX + 0.01, width: 9 })), false);
	assert.equal(inView(area, viewOf({ x: minX - 9, width: 9 })), true);
	assert.equal(inView(area, viewOf({ x: minX - 9.01, width: 9 })), false);
	assert.equal(inView(area, viewOf({ y: maxY + 0.01 })), false);
	assert.equal(inView(area, viewOf({ y: minY - 9.01, height: 9 })), false);
});

test('a line is traced from its corner, and moved to its place', () => {
	const { ctx, calls } = makeCanvas();
	/** @type {any[]} */
	const paths = [];
	const sheet = { ctx, view: viewOf({ zoom: 1, scale: 2, x: 200, y: 100 }), palette: {} };
	trace(sheet, line, (path) => paths.push(path));
	const width = (project(10, 0).x - project(0, 0).x) * 2;
	assert.deepEqual(paths[0].steps, ['M0,0', `L${width},0`]);
	assert.deepEqual(calls, [
		['translate', 56, 156],
		['translate', -56, -156],
	]);
	trace(sheet, line, (path) => paths.push(path));
	assert.equal(paths[1], paths[0], 'kept for the zoom');
});

test('a broken line has blunt ends, and leaves the canvas unbroken', () => {
	const { ctx, calls } = makeCanvas();
	stroke({ ctx, view: viewOf({}), palette: {} }, line, { colour: '#a00', width: 2, dash: [4, 2] });
	assert.deepEqual([ctx.strokeStyle, ctx.lineWidth, ctx.lineCap], ['#a00', 2, 'butt']);
	const dashes = calls.filter(([name]) => name === 'setLineDash').map(([, dash]) => dash);
	assert.deepEqual(dashes, [[4, 2], []]);
	stroke({ ctx, view: viewOf({}), palette: {} }, line, { colour: '#a00', width: 2 });
	assert.equal(ctx.lineCap, 'round');
});

test('a click finds the topmost feature that is drawn and may be selected', () => {
	const feature = (/** @type {string} */ id, /** @type {any} */ more, /** @type {any} */ look = {}) => ({
		id,
		kind: 'polygon',
		scale: 1,
		parts: [RING],
		...more,
		look: { dash: [], label_palette: 'ink', ...look },
	});
	const features = [
		feature('lake', {}, { z_order: 2 }),
		feature('land', {}, { z_order: 1 }),
		feature('base', {}, {}),
		feature('line', { kind: 'line', parts: [[0, 2, 10, 0]] }, { z_order: 5, min_zoom: 4 }),
	];
	const layer = makeFeatureLayer(/** @type {any} */ (features), () => []);
	const at = (
		/** @type {number} */ lat,
		/** @type {number} */ zoom,
		/** @type {any} */ shown = () => true,
	) => layer.at(project(5, lat), zoom, shown)?.id ?? null;
	assert.equal(at(5, 3), 'lake');
	assert.equal(
		at(5, 3, (/** @type {any} */ one) => one.id !== 'lake'),
		'land',
	);
	assert.equal(
		at(5, 3, (/** @type {any} */ one) => one.id === 'base'),
		null,
	);
	assert.equal(at(2, 4), 'line');
	assert.equal(at(2, 3), 'lake', 'the line begins at its zoom');
	assert.equal(at(20, 3), null);
});

test('boxes that touch do not cover each other', () => {
	const box = { x: 10, y: 10, w: 10, h: 10 };
	const covers = (/** @type {number} */ x, /** @type {number} */ y) =>
		overlaps(box, [{ x, y, w: 5, h: 5 }]);
	assert.deepEqual(
		[covers(12, 12), covers(5, 12), covers(20, 12), covers(12, 5), covers(12, 20)],
		[true, false, false, false, false],
	);
	assert.deepEqual(
		[covers(5.1, 12), covers(19.9, 12), covers(12, 5.1), covers(12, 19.9)],
		[true, true, true, true],
	);
	assert.equal(overlaps(box, []), false);
});

test('a measured length stands over the middle of its line, within the canvas', () => {
	const palette = { paper: '#fff', accent: '#a00', ink: '#111' };
	const place = (/** @type {[number, number][]} */ points) => {
		const { ctx, calls } = makeCanvas();
		const sheet = { ctx, view: viewOf({}), palette };
		const lines = [
			{ points, text: '12 km\n7 mi' },
			{ points, text: '' },
		];
		paintMeasuredTexts(sheet, placeMeasuredTexts(sheet, lines, []));
		const texts = calls.filter(([name]) => name === 'fillText').map(([, text]) => text);
		assert.deepEqual(texts, ['12 km', '7 mi']);
		const [, x, y, width, height] = /** @type {any} */ (calls.find(([name]) => name === 'fillRect'));
		return { x, y, width, height };
	};
	const a = project(-20, 0);
	const b = project(40, 0);
	const box = place([
		[-20, 0],
		[40, 0],
	]);
	assert.equal(box.width, 64, 'five letters and a margin');
	assert.ok(Math.abs(box.x + box.width / 2 - (a.x + b.x) / 2) < 1e-9);
	assert.ok(Math.abs(box.y - (a.y - box.height - 10)) < 1e-9);
	const edge = place([
		[-180, 80],
		[-179, 80],
	]);
	assert.deepEqual([edge.x, edge.y], [4, 4]);
	const bent = place([
		[0, 0],
		[20, 0],
		[90, 0],
	]);
	assert.ok(
		Math.abs(bent.x + bent.width / 2 - project(20, 0).x) < 1e-9,
		'the middle point of a longer line',
	);
});

test('lengths stand clear of symbols and of one another', () => {
	const { ctx } = makeCanvas();
	const sheet = { ctx, view: viewOf({}), palette: {} };
	/** @type {[number, number][]} */
	const points = [
		[-20, 0],
		[40, 0],
	];
	const measured = { points, text: '12 km' };
	const symbol = { x: 130, y: 100, w: 30, h: 30 };
	const boxes = placeMeasuredTexts(sheet, [measured, measured, measured], [symbol]).map(({ box }) => box);
	assert.equal(boxes.length, 3);
	boxes.forEach((box, k) => {
		const others = [symbol, ...boxes.filter((_, other) => other !== k)];
		assert.equal(overlaps(box, others), false);
	});
});
