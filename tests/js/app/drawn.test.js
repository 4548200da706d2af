import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDrawn } from '../../../geo/page/js/app/drawn.js';
import { modelOf } from '../helpers.js';

const model = modelOf([
	{ id: 'first', from: '1938-07-01' },
	{ id: 'second', from: '1938-07-02' },
]);

test('what is drawn is told in pixels of the box of the map, symbols with the ids they stand for', () => {
	const map = /** @type {any} */ ({
		layerPointToContainerPoint: (/** @type {{x: number, y: number}} */ { x, y }) => ({
			x: x - 5,
			y: y - 7,
		}),
	});
	const mapView = /** @type {any} */ ({
		offset: () => ({ x: -95, y: -43 }),
		names: () => [{ text: 'Hill', x: 110, y: 60, box: { x: 116, y: 52, w: 30, h: 17 } }],
		hits: () => [{ x: 150, y: 90, r: 12, members: [1, 0] }],
	});
	assert.deepEqual(makeDrawn(map, model, mapView), {
		names: [{ text: 'Hill', x: 10, y: 10, box: { x: 16, y: 2, w: 30, h: 17 } }],
		symbols: [{ ids: ['second', 'first'], x: 50, y: 40, r: 12 }],
	});
});
