import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromIso } from '../../../geo/page/js/core/days.js';
import { compareEvents, compareOnDay } from '../../../geo/page/js/views/sorting.js';
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

test('on a day stands first what began that day, then what may have, then what lasts', () => {
	const own = modelOf(
		[
			{ id: 'lasts', from: '1938-05-01', to: '1938-09-30' },
			{ id: 'vague', from: '1938-06-01', to: '1938-08-31' },
			{ id: 'earlier', from: '1938-07-28', to: '1938-07-29' },
			{ id: 'began', from: '1938-07-29', to: '1938-08-02' },
			{ id: 'doubtful', from: '1938-07-29' },
		],
		{
			columns: {
				start_latest: [0, 91, 0, 0, 0],
				end_earliest: [0, 91, 0, 0, 0],
				date_flags: [0, 0, 0, 0, 1],
			},
		},
	);
	const order = [0, 1, 2, 3, 4].sort(compareOnDay(own, dayFromIso('1938-07-29')));
	assert.deepEqual(
		order.map((i) => own.events.id[i]),
		['began', 'vague', 'doubtful', 'lasts', 'earlier'],
	);
});
