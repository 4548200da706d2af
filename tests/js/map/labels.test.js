import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installBrowser, makeCanvas } from './canvas.js';

installBrowser();
const { paintLabels } = await import('../../../geo/page/js/map/labels.js');
const { makeMemory } = await import('../../../geo/page/js/map/placement.js');

/** @typedef {import('../../../geo/page/js/map/labels.js').LabelBox} LabelBox */

const view = {
	zoom: 5,
	scale: 1,
	x: 0,
	y: 0,
	width: 400,
	height: 400,
	frame: { x: 0, y: 0, w: 400, h: 400 },
};
const city = {
	text: 'Harbin',
	kind: 'city',
	rank: 1,
	from: null,
	to: null,
	world: { x: 200, y: 200 },
	minZoom: 0,
	maxZoom: 99,
};
// A symbol on the dot: the name has to stand off, on a line.
const ON_DOT = { x: 188, y: 188, w: 24, h: 24, symbol: true };

/**
 * @param {LabelBox[]} now
 * @param {import('../../../geo/page/js/map/labels.js').LabelMemory} [memory]
 */
function paint(now, memory = makeMemory()) {
	const { ctx, calls } = makeCanvas();
	const palette = { ink: '#111', paper: '#fff', halo: '#fff', muted: '#777' };
	const [name] = paintLabels({ ctx, view, palette }, [city], { now: [...now], ever: [] }, memory);
	return { name, lines: calls.filter(([call]) => call === 'lineTo').map(([, x, y]) => [x, y]) };
}

/**
 * A small symbol half-way between that symbol and the name.
 * @param {LabelBox} box
 */
function across(box) {
	const { x, y } = city.world;
	return { x: (x + box.x) / 2 + 6, y: (y + box.y + box.h / 2) / 2 + 3, w: 3, h: 3, symbol: true };
}

test('a name whose dot lies under a symbol stands off, and a line leads back to it', () => {
	const { name, lines } = paint([ON_DOT]);
	assert.ok(name.box.x >= ON_DOT.x + ON_DOT.w || name.box.y >= ON_DOT.y + ON_DOT.h);
	assert.equal(lines.length, 1);
});

test('that line runs through no other symbol where it need not', () => {
	const free = paint([ON_DOT]).name.box;
	const { name, lines } = paint([ON_DOT, across(free)]);
	assert.notDeepEqual(name.box, free);
	assert.equal(lines.length, 1);
});

test('a name that stands stays, though a symbol comes over its line', () => {
	/** @type {import('../../../geo/page/js/map/labels.js').LabelMemory} */
	const memory = makeMemory();
	const first = paint([ON_DOT], memory).name.box;
	const over = across(first);
	assert.notDeepEqual(paint([ON_DOT, over]).name.box, first);
	assert.deepEqual(paint([ON_DOT, over], memory).name.box, first);
});

test('a name makes way once; after that it waits until its place is free', () => {
	/** @type {import('../../../geo/page/js/map/labels.js').LabelMemory} */
	const memory = makeMemory();
	const first = paint([ON_DOT], memory).name.box;
	const second = paint([ON_DOT, first], memory).name.box;
	assert.notDeepEqual(second, first);
	assert.equal(paint([ON_DOT, second], memory).name, undefined);
	assert.deepEqual(paint([ON_DOT], memory).name.box, second);
});

test('rather a line through symbols than no name', () => {
	const ring = Array.from({ length: 36 }, (_, k) => {
		const angle = (k * Math.PI) / 18;
		return {
			x: 200 + 21 * Math.cos(angle) - 2,
			y: 200 + 21 * Math.sin(angle) - 2,
			w: 4,
			h: 4,
			symbol: true,
		};
	});
	assert.ok(paint([ON_DOT, ...ring]).name);
});
