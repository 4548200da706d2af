import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateBytes } from '../../../geo/page/js/core/inflate.js';
import { bytesOf, inflateJson, undelta } from '../../../geo/page/js/core/packing.js';
import { readVectors } from '../helpers.js';

const { packed, steps } = readVectors('packing.json');

test('what Python packed comes out again', async () => {
	for (const one of packed) {
		assert.deepEqual(await inflateJson(one.packed), one.value);
		assert.deepEqual(await inflateJson(`\n${one.packed}\n`), one.value);
	}
});

test('what is unpacked at once is what the browser unpacks', () => {
	packed.forEach((/** @type {{value: unknown, packed: string}} */ one) => {
		const text = new TextDecoder().decode(inflateBytes(bytesOf(one.packed)));
		assert.deepEqual(JSON.parse(text), one.value);
	});
});

test('steps become numbers', () => {
	assert.deepEqual([...undelta([3, -1, 0, 5])], [3, 2, 2, 7]);
	assert.equal(undelta([]).length, 0);
	steps.forEach((/** @type {{points: number[][], scale: number, steps: number[]}} */ one) => {
		for (const axis of [0, 1]) {
			const own = undelta(one.steps.filter((_, i) => i % 2 === axis));
			const wanted = one.points.map((point) => Math.round(point[axis] * one.scale));
			assert.deepEqual([...own], wanted);
		}
	});
});
