import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { toCsv, toGeoJSON } from '../../../geo/page/js/core/records.js';
import { modelOf } from '../helpers.js';

const block = {
	title: ['A "hill", taken', '=2+2'],
	date_edtf: ['1938-07-29', '1938-07'],
	clock: ['05:15', ''],
	place_words: ['a hill', ''],
	actors: ['', ''],
	summary: ['S', 'T'],
	note: ['', 'N'],
	sources: [['s1'], ['s2', 's1']],
	claims: [[{ id: 'hill-c01', sources: ['s3'] }], []],
};
const model = modelOf(
	[
		{ id: 'hill', from: '1938-07-29' },
		{ id: 'month', from: '1938-07-01', to: '1938-07-31' },
	],
	{
		texts: [deflateSync(JSON.stringify(block)).toString('base64')],
		columns: { place: [0, -1], confirmed: [1, 0], kind: [0, 1] },
		core: /** @type {any} */ ({
			places: [
				{
					id: 'p',
					name: 'P',
					lon: 130.5953,
					lat: 42.4453,
					prec: 2,
					uncertainty: 500,
					status: 'measured',
					names: [],
				},
			],
			sources: ['s0', 's1', 's2', 's3'].map((id) => ({ id, citation: id, url: '', reliability: '1' })),
		}),
	},
);

test('a collection has every event with its place, days, claims and the sources it uses', async () => {
	const found = await toGeoJSON(model, [0, 1], { mode: 'day' });
	assert.deepEqual(
		found.features.map(({ id }) => id),
		['hill', 'month'],
	);
	const [hill, month] = found.features;
	assert.deepEqual(hill.geometry, { type: 'Point', coordinates: [130.5953, 42.4453] });
	assert.equal(hill.properties.place_name, 'P');
	assert.equal(hill.properties.uncertainty_m, 500);
	assert.equal(hill.properties.confirmed, true);
	assert.equal(hill.properties.clock, '05:15');
	assert.equal(month.geometry, null);
	assert.equal(month.properties.place_id, null);
	assert.equal(month.properties.confirmed, false);
	assert.equal(month.properties.clock, null);
	assert.deepEqual([month.properties.start_date, month.properties.end_date], ['1938-07-01', '1938-07-31']);
	assert.equal(month.properties.kind, 'note');
	assert.deepEqual(
		/** @type {any} */ (found.sources).map((/** @type {any} */ one) => one.id),
		['s1', 's2', 's3'],
	);
	assert.equal(hill.properties.cite_as, '“A "hill", taken” (1938-07-29), event hill. In: C');
	assert.deepEqual(found.filter, { mode: 'day' });
	assert.equal(found.license, 'L');
});

test('only the sources of the chosen events are told', async () => {
	const found = await toGeoJSON(model, [1], null);
	assert.deepEqual(
		/** @type {any} */ (found.sources).map((/** @type {any} */ one) => one.id),
		['s1', 's2'],
	);
});

test('a table has a head, quotes what it must, and no cell that runs as a formula', async () => {
	const [head, first, second, end] = toCsv(await toGeoJSON(model, [0, 1], null)).split('\r\n');
	const names = head.split(',');
	assert.deepEqual([names[0], names.at(-2), names.at(-1)], ['id', 'longitude', 'latitude']);
	assert.ok(first.startsWith('hill,"A ""hill"", taken",battle,hills,north,1938-07-29,'));
	assert.ok(first.includes(',hill-c01,s1,'));
	assert.ok(first.endsWith(',130.5953,42.4453'));
	assert.ok(second.startsWith("month,'=2+2,note,"));
	assert.ok(second.includes(',s2;s1,'));
	assert.ok(second.endsWith(',"“=2+2” (1938-07), event month. In: C",,'));
	assert.equal(end, '');
	assert.equal(toCsv({ features: [] }), '\r\n');
});
