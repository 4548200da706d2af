import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { makeFormatters } from '../../../geo/page/js/app/formatters.js';
import { makeNavigation } from '../../../geo/page/js/app/navigation.js';
import { makeSummary } from '../../../geo/page/js/app/summary.js';
import { dayFromIso } from '../../../geo/page/js/core/days.js';
import { makeI18n } from '../../../geo/page/js/core/i18n.js';
import { modelOf, stateOf } from '../helpers.js';

const dates = ['1938-07', '1938-07-02?', '{1938-07-03,1938-07-05}', '1938-07-10/1938-07-12', '1938-07-20~'];
const model = modelOf(
	[
		{ id: 'month', from: '1938-07-01', to: '1938-07-31' },
		{ id: 'probably', from: '1938-07-02' },
		{ id: 'both', from: '1938-07-03', to: '1938-07-05' },
		{ id: 'lasted', from: '1938-07-10', to: '1938-07-12' },
		{ id: 'about', from: '1938-07-20' },
	],
	{
		columns: {
			date_flags: [0, 1, 2, 0, 1],
			start_latest: [30, 0, 0, 0, 0],
			end_earliest: [30, 0, 0, 0, 0],
		},
		meta: { names_from: { mn: 'ru' } },
		core: { block_size: 8, sources: /** @type {any} */ ([{ id: 's1', citation: 'A book' }]) },
		texts: [deflateSync(JSON.stringify({ title: dates, date_edtf: dates })).toString('base64')],
	},
);
const i18n = makeI18n(model.meta.words, () => 'en');
const format = makeFormatters(model, i18n);
await model.preload();

test('a date is written with the uncertainty of its source', () => {
	assert.deepEqual(
		dates.map((_, i) => format.when(i)),
		[
			'some day of July 1938',
			'probably 2 July 1938',
			'3 July 1938 and 5 July 1938',
			'10–12 July 1938',
			'about 20 July 1938',
		],
	);
});

test('numbers, lengths, codes, languages and sources have their words', () => {
	assert.deepEqual([0, 999, 1234, 1234567.5].map(format.number), [
		'0',
		'999',
		'1\u202f234',
		'1\u202f234\u202f567.5',
	]);
	assert.deepEqual([999, 1000, 1449, 1450].map(format.metres), ['999 m', '1 km', '1.4 km', '1.5 km']);
	assert.deepEqual([format.label('kind', 'battle'), format.label('kind', 'x')], ['Battle', 'x']);
	assert.equal(format.languages('ru/xx'), 'Russian, xx');
	assert.deepEqual([format.citation('s1'), format.citation('s9')], ['A book', 's9']);
	assert.equal(format.title(1), '1938-07-02?');
	assert.equal(format.year(dayFromIso('1938-12-31')), 1938);
	const place = /** @type {any} */ ({
		name: 'Hill',
		names: [
			['Höhe', 'de', ''],
			['The Hill', 'en', ''],
		],
	});
	assert.deepEqual([format.placeName(place), format.placeName(null)], ['The Hill', '']);
	// A language borrows the names that it has none of.
	const mongolian = makeFormatters(model, { ...i18n, lang: () => 'mn' });
	assert.equal(mongolian.placeName(place), 'Hill');
	assert.equal(mongolian.placeName({ ...place, names: [...place.names, ['Сопка', 'ru', '']] }), 'Сопка');
	assert.equal(format.selectedDays({ from: -Infinity, to: dayFromIso('1938-07-05') }), 'up to 5 July 1938');
});

test('a line is named by its claim or by its days', () => {
	const line = {
		name: 'Crest',
		claimant: 'red',
		status: 'measured',
		from: 0,
		to: 0,
		look: { line_name: 'claim' },
	};
	assert.deepEqual(format.lineNames(/** @type {any} */ (line)), ['Crest', 'Claim: Red']);
	const front = { ...line, from: dayFromIso('1938-07-29'), to: dayFromIso('1938-07-31'), look: {} };
	assert.deepEqual(format.lineNames(/** @type {any} */ (front)), [
		'Crest',
		'Red, 29–31 July 1938 (measured)',
		'Red, 29–31 July 1938',
	]);
});

/**
 * A store that remembers its patches.
 * @param {any} [scene]
 * @param {any} [state]
 */
function storeOf(scene = {}, state = {}) {
	/** @type {any[]} */
	const patches = [];
	const whole = {
		shown: [0, 1, 2],
		mode: 'range',
		selected: null,
		matches: null,
		possible: () => false,
		...scene,
	};
	whole.window ??= { from: dayFromIso('1938-07-01'), to: dayFromIso('1938-07-05') };
	return {
		patches,
		set: async (/** @type {any} */ patch) => {
			patches.push(patch);
		},
		state: () => stateOf({ from: '1938-07-01', to: '1938-07-05', ...state }),
		scene: () => whole,
		passes: () => true,
		hiddenWithout: () => stateOf().hidden,
		openFeature: async () => {},
	};
}

test('the tally tells number, days and how many are only possible', () => {
	const tally = (/** @type {any} */ scene, /** @type {any} */ state = {}) =>
		makeSummary({ model, i18n, format, store: /** @type {any} */ (storeOf(scene, state)) }).tally();
	assert.equal(tally({}), '3 events · 1–5 July 1938');
	assert.equal(tally({ shown: [1], possible: () => true }), '1 event · 1–5 July 1938, 1 perhaps');
	assert.equal(tally({ shown: [] }, { query: 'x' }), 'Nothing for x');
	assert.equal(tally({ shown: [] }), 'Next: 1938-07-10/1938-07-12, 10–12 July 1938');
	const late = { from: dayFromIso('1938-07-20'), to: dayFromIso('1938-07-21') };
	assert.equal(tally({ shown: [], window: late }), 'Nothing');
});

/**
 * @param {ReturnType<typeof storeOf>} store
 */
function navigation(store) {
	/** @type {any[]} */
	const told = [];
	const mapView = {
		flyTo: (/** @type {number} */ i) => told.push(['fly', i]),
		keepInView: (/** @type {number} */ i) => told.push(['keep', i]),
		focus: () => told.push(['focus']),
	};
	const notify = (/** @type {string | null} */ text) => told.push(['notify', text]);
	const parts = /** @type {any} */ ({ model, store, i18n, notify, mapView });
	return { ...makeNavigation(parts), told };
}

test('choosing an event changes only what hides it', async () => {
	const store = storeOf();
	const go = navigation(store);
	await go.select(1);
	await go.select(3, true);
	assert.deepEqual(store.patches[0], { selected: 'probably' });
	assert.equal(store.patches[1].selected, 'lasted');
	assert.deepEqual([store.patches[1].from, store.patches[1].to], ['1938-07-01', '1938-07-12']);
	assert.deepEqual(go.told, [['fly', 3]]);
	const asked = storeOf({ shown: [], matches: new Uint8Array(5) }, { query: 'x' });
	await navigation(asked).select(1);
	assert.equal(asked.patches[0].query, '');
});

test('a closed card is told by its id, a closed line gives the map the focus', async () => {
	const store = storeOf({}, { selected: 'both' });
	const go = navigation(store);
	/** @type {any[]} */
	const closed = [];
	go.onClosed((id) => closed.push(id));
	await go.select(null);
	assert.deepEqual([closed, store.patches], [['both'], [{ selected: null }]]);
	go.closeFeature();
	assert.deepEqual(go.told, [['focus']]);
});

test('a step goes to the next event in sight, and says when there is none', async () => {
	const store = storeOf({ selected: 1 });
	const go = navigation(store);
	await go.stepEvent(1);
	assert.deepEqual(store.patches, [{ selected: 'both' }]);
	const last = navigation(storeOf({ selected: 2 }));
	await last.stepEvent(1);
	assert.deepEqual(last.told, [['notify', 'No later event']]);
	const day = storeOf({ selected: 2, mode: 'day' }, { mode: 'day' });
	await navigation(day).stepEvent(1);
	assert.deepEqual(day.patches, [{ selected: 'lasted', day: '1938-07-10' }]);
	assert.deepEqual(navigation(storeOf()).neighbours(0), [null, 1]);
});
