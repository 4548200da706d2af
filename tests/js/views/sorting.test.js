import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareEvents } from '../../../geo/page/js/views/sorting.js';
import { modelOf } from '../helpers.js';

const model = modelOf(
	['a', 'b', 'c', 'd'].map((id, i) => ({ id, from: `1938-07-0${i + 1}` })),
	{
		columns: { place: [1, -1, 0, 1], kind: [1, 0, 1, 0], losses_high: [5, -1, 90, 5] },
		core: {
			places: /** @type {any} */ ([
				{ name: 'Amur', lon: null },
				{ name: 'Khasan', lon: null },
			]),
		},
	},
);
const sorted = (/** @type {any} */ key, /** @type {boolean} */ down) =>
	[3, 2, 1, 0]
		.sort(compareEvents(model, key, down))
		.map((i) => model.events.id[i])
		.join('');

test('events are sorted by day, place, kind or losses, equals by day', () => {
	assert.deepEqual(
		['date', 'place', 'kind', 'losses'].map((key) => [sorted(key, false), sorted(key, true)]),
		[
			['abcd', 'dcba'],
			['cadb', 'badc'],
			['bdac', 'acbd'],
			['badc', 'cadb'],
		],
	);
});
