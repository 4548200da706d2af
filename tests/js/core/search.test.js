import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { fold, makeSearch } from '../../../geo/page/js/core/search.js';
import { modelOf } from '../helpers.js';

test('what a reader takes for the same is folded to the same', () => {
	assert.equal(fold('Nōmonhan'), fold('NOMONHAN'));
	assert.equal(fold('ＡＢＣ'), 'abc');
	assert.equal(fold('  Khalkhin—Gol\n'), fold('khalkhin gol'));
	assert.equal(fold('ё'), fold('е'));
	assert.equal(fold('張鼓峰'), '張鼓峰');
});

const block = {
	title: ['A hill is taken', 'A note'],
	place_words: ['張鼓峰', ''],
	actors: ['39th Army', ''],
	summary: ['Taken and lost.', 'Handed over.'],
	note: ['', 'Kept in Moscow'],
	date_edtf: ['1938-07-29', '1938-07-30'],
	claims: [[{ text: 'Thirteen fell' }], []],
};
const model = modelOf(
	[
		{ id: 'hill', from: '1938-07-29' },
		{ id: 'note', from: '1938-07-30' },
	],
	{
		texts: [deflateSync(JSON.stringify(block)).toString('base64')],
		columns: { place: [0, -1], campaign: [0, 1] },
		core: {
			campaign_names: { hills: 'Hills of Changkufeng' },
			named: {
				who: [
					{
						name: '75th Regiment',
						names: [
							['75th Regiment', 'en', ''],
							['歩兵第75連隊', 'ja', ''],
						],
					},
					{
						name: 'Zhukov',
						names: [
							['Zhukov', 'en', ''],
							['Жуков', 'ru', ''],
						],
					},
				],
				events: { hill: [0], note: [1] },
			},
			places: /** @type {any} */ ([{ lon: null, lat: null, names: [['Заозёрная', 'ru', '']] }]),
		},
	},
);
const search = makeSearch(model);
const found = async (/** @type {string} */ query) => [...((await search(query)) ?? ['all'])];

test('every word must be somewhere in what an event says', async () => {
	assert.deepEqual(await found('hill'), [1, 0]);
	assert.deepEqual(await found('hill fell'), [1, 0], 'in a claim');
	assert.deepEqual(await found('hill moscow'), [0, 0]);
	assert.deepEqual(await found('鼓'), [1, 0], 'a part of a word');
	assert.deepEqual(await found('заозерная'), [1, 0], 'a name of its place');
	assert.deepEqual(await found('the RIVER'), [0, 1], 'its campaign');
	assert.deepEqual(await found('changkufeng'), [1, 0], 'another name of its campaign');
	assert.deepEqual(await found('75連隊'), [1, 0], 'a unit it names');
	assert.deepEqual(await found('жуков'), [0, 1], 'a person it names');
	assert.deepEqual(await found('29 июля'), [1, 0], 'its day in another language');
	assert.deepEqual(await found('1938-07-30'), [0, 1]);
});

test('an empty query is no filter', async () => {
	assert.deepEqual(await found(''), ['all']);
	assert.deepEqual(await found('  -- '), ['all']);
});
