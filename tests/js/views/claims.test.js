import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureOf, placesOf } from '../../../geo/page/js/views/claims.js';

const format = {
	label: (/** @type {string} */ _list, /** @type {string} */ code) => code,
	number: (/** @type {number} */ n) => String(n),
};
const none = { date_edtf: '', low: null, high: null, error_percent: '', unit: 'persons' };

test('a figure is one number, two bounds, or the one bound that is stated', () => {
	assert.equal(figureOf({ ...none, low: 5, high: 5 }, format), '5 persons');
	assert.equal(figureOf({ ...none, low: 5, high: 7 }, format), '5–7 persons');
	assert.equal(figureOf({ ...none, low: 5 }, format), '≥ 5 persons');
	assert.equal(figureOf({ ...none, high: 7 }, format), '≤ 7 persons');
	assert.equal(figureOf({ ...none, low: 0, high: 0 }, format), '0 persons');
	assert.equal(figureOf(none, format), '');
	assert.equal(figureOf({ ...none, date_edtf: '1938-07' }, format), '1938-07');
});

test('the error that a source states stands beside its figure', () => {
	const exact = { ...none, low: 400, high: 400 };
	assert.equal(figureOf({ ...exact, error_percent: '15' }, format), '400 persons ±15 %');
	assert.equal(figureOf({ ...exact, error_percent: '25/0' }, format), '400 persons −25/+0 %');
});

test('the place in each source stands with that source', () => {
	assert.deepEqual([...placesOf({ sources: ['a'], locator: 'p. 5; note: 3' })], [['a', 'p. 5; note: 3']]);
	assert.deepEqual(
		[...placesOf({ sources: ['a', 'b'], locator: 'b: doc. 4: end' })],
		[['b', 'doc. 4: end']],
	);
	assert.deepEqual([...placesOf({ sources: ['a', 'b'], locator: '' })], []);
});
