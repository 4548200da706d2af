import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasPosition } from '../../../geo/page/js/core/model.js';
import { project } from '../../../geo/page/js/core/projection.js';
import { modelOf, readVectors } from '../helpers.js';

const days = [
	{ id: 'a', from: '1938-07-01', to: '1938-07-31' },
	{ id: 'b', from: '1938-07-29' },
	{ id: 'c', from: '1939-05-11' },
];
const places = /** @type {any} */ ([
	{ id: 'hill', name: 'Hill', lon: 130.6, lat: 42.4, names: [] },
	{ id: 'lost', name: 'Lost', lon: null, lat: null, names: [] },
]);
const { packed } = readVectors('packing.json');

test('columns are undone from steps and differences', () => {
	const { events } = modelOf(days, { columns: { start_latest: [0, 0, 0], end_earliest: [2, 0, 0] } });
	assert.deepEqual([...events.start], [-11_507, -11_479, -11_193]);
	assert.deepEqual([...events.end], [-11_477, -11_479, -11_193]);
	assert.equal(events.startLatest[0], events.start[0]);
	assert.equal(events.endEarliest[0], events.end[0] - 2);
	assert.equal(events.index.get('c'), 2);
	assert.equal(events.n, 3);
});

test('an event stands where its place is, if that is known', () => {
	const { events } = modelOf(days, { columns: { place: [0, 1, -1] }, core: { places } });
	assert.deepEqual(
		[0, 1, 2].map((i) => hasPosition(events, i)),
		[true, false, false],
	);
	assert.deepEqual({ x: events.x[0], y: events.y[0] }, project(130.6, 42.4));
});

test('features have their look, sources and events an index', () => {
	const look = { dash: [], label_palette: 'ink' };
	const model = modelOf(days, {
		core: /** @type {any} */ ({
			looks: [look],
			features: [{ id: 'f', look: 0 }],
			sources: [{ id: 's' }],
		}),
	});
	assert.equal(model.features[0].look, look);
	assert.equal(model.sourceIndex.get('s'), 0);
	assert.deepEqual([model.statements, model.statistics], [[], []]);
});

test('texts are opened by the block, when one of them is wanted', async () => {
	const block = { title: ['A', 'B'], date_edtf: ['1938-07', '1938-07-29'] };
	const { deflateSync } = await import('node:zlib');
	const pack = (/** @type {unknown} */ value) => deflateSync(JSON.stringify(value)).toString('base64');
	const texts = [pack(block), pack({ title: ['C'], date_edtf: ['1939-05-11'] })];
	const model = modelOf(days, { texts });
	assert.equal(model.loadedText(0), null, 'not opened yet');
	assert.deepEqual(await model.textsOf(1), { title: 'B', date_edtf: '1938-07-29' });
	assert.equal(model.loadedText(0)?.title, 'A');
	assert.equal(model.loadedText(2), null);
	await model.preload();
	assert.equal(model.loadedText(2)?.title, 'C');
	assert.equal((await model.allTexts()).length, 2);
	assert.ok(packed.length, 'and they are packed as Python packs');
});
