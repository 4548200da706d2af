import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromIso } from '../../../geo/page/js/core/days.js';
import * as steps from '../../../geo/page/js/core/steps.js';
import { modelOf, stateOf } from '../helpers.js';

const { events } = modelOf([
	{ id: 'a', from: '1938-07-01' },
	{ id: 'b', from: '1938-07-10', to: '1938-07-20' },
	{ id: 'c', from: '1938-07-10' },
	{ id: 'd', from: '1939-01-01' },
]);
const all = () => true;
const day = dayFromIso;

/**
 * @param {any} more
 */
const sceneOf = (more) => ({ selected: null, mode: 'range', window: { from: 0, to: 0 }, ...more });

test('the first event after a day is the first that passes', () => {
	assert.equal(steps.firstAfter(events, all, day('1938-06-30')), 0);
	assert.equal(steps.firstAfter(events, all, day('1938-07-01')), 1);
	assert.equal(
		steps.firstAfter(events, (i) => i !== 1, day('1938-07-09')),
		2,
	);
	assert.equal(steps.firstAfter(events, all, day('1939-01-01')), null);
});

test('neighbours pass the filters, and there is none beyond the ends', () => {
	assert.deepEqual(steps.neighboursOf(events, all, 1), [0, 2]);
	assert.deepEqual(
		steps.neighboursOf(events, (i) => i !== 2, 1),
		[0, 3],
	);
	assert.deepEqual(steps.neighboursOf(events, all, 0), [null, 1]);
	assert.deepEqual(steps.neighboursOf(events, all, 3), [2, null]);
});

test('a step starts from the open card, else from the selected days', () => {
	const range = (/** @type {string} */ from) =>
		sceneOf({ window: { from: day(from), to: day('1940-01-01') } });
	assert.equal(steps.stepStart(events, sceneOf({ selected: 2 }), 1), 2);
	assert.equal(steps.stepStart(events, range('1938-07-10'), 1), 0);
	assert.equal(steps.stepStart(events, range('1938-06-01'), 1), -1);
	assert.equal(steps.stepStart(events, range('1938-07-10'), -1), 3);
	const upto = sceneOf({ mode: 'upto', window: { from: -Infinity, to: day('1939-01-01') } });
	assert.equal(steps.stepStart(events, upto, 1), 2);
	assert.equal(steps.stepStart(events, upto, -1), 4);
});

test('days change only as far as an event needs', () => {
	const window = { from: day('1938-07-05'), to: day('1938-07-12') };
	const into = (/** @type {any} */ patch, /** @type {number} */ i) =>
		steps.daysInto(events, stateOf(patch), sceneOf({ window }), i);
	const range = { mode: 'range', from: '1938-07-05', to: '1938-07-12' };
	assert.deepEqual(into(range, 1), {}, 'it reaches into them');
	assert.deepEqual(into(range, 0), { from: '1938-07-01', to: '1938-07-12' });
	assert.deepEqual(into(range, 3), { from: '1938-07-05', to: '1939-01-01' });
	assert.deepEqual(into({ mode: 'day', day: '1938-07-05' }, 3), { day: '1939-01-01' });
});
