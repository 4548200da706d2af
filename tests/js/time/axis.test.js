import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromIso as day } from '../../../geo/page/js/core/days.js';
import { makeAxis } from '../../../geo/page/js/time/axis.js';
import { modelOf } from '../helpers.js';

const { events } = modelOf([
	{ id: 'a', from: '1938-07-05' },
	{ id: 'b', from: '1938-07-29' },
	{ id: 'c', from: '1938-09-11' },
	{ id: 'd', from: '1939-05-11' },
]);
const window = { from: day('1938-07-01'), to: day('1939-05-31') };
const axis = makeAxis(events, window);

test('segments cover every day, busy months wider, a long gap as one', () => {
	assert.deepEqual(
		axis.segments.map(({ from, to, isGap }) => [from, to, isGap]),
		[
			[day('1938-07-01'), day('1938-07-31'), false],
			[day('1938-08-01'), day('1938-08-31'), false],
			[day('1938-09-01'), day('1938-09-30'), false],
			[day('1938-10-01'), day('1939-04-30'), true],
			[day('1939-05-01'), day('1939-05-31'), false],
		],
	);
	const [july, august, september, gap] = axis.segments.map(({ weight }) => weight);
	assert.ok(july > september && september > gap && gap > august);
	assert.equal(axis.segments[2].left, july + august);
});

test('five quiet months are no gap, six are one', () => {
	const gaps = (/** @type {string} */ second) => {
		const days = [
			{ id: 'a', from: '1938-01-31' },
			{ id: 'b', from: second },
		];
		const own = makeAxis(modelOf(days).events, { from: day('1938-01-01'), to: day('1938-12-31') });
		return own.segments.filter(({ isGap }) => isGap).map(({ from, to }) => [from, to]);
	};
	assert.deepEqual(gaps('1938-07-01'), []);
	assert.deepEqual(gaps('1938-08-01'), [[day('1938-02-01'), day('1938-07-31')]]);
});

test('a day has its place, and the place its day', () => {
	assert.equal(axis.at(window.from), 0);
	assert.equal(axis.at(window.to + 1), 1);
	assert.equal(axis.at(window.from - 100), 0);
	for (let at = window.from; at <= window.to; at++) {
		assert.ok(axis.at(at + 1) > axis.at(at));
		const isInGap = at >= day('1938-10-01') && at <= day('1939-04-30');
		if (!isInGap) {
			assert.equal(axis.dayAt((axis.at(at) + axis.at(at + 1)) / 2), at);
		}
	}
	assert.equal(axis.dayAt(-1), window.from);
	assert.equal(axis.dayAt(2), window.to);
});

test('a point in a gap is the day before it or after it', () => {
	const middle = (axis.at(day('1938-10-01')) + axis.at(day('1939-05-01'))) / 2;
	assert.equal(axis.dayAt(middle - 0.01), day('1938-09-30'));
	assert.equal(axis.dayAt(middle + 0.01), day('1939-05-01'));
});

test('a step is one day, and crosses a gap at once', () => {
	assert.equal(axis.step(day('1938-07-05'), 1), day('1938-07-06'));
	assert.equal(axis.step(day('1938-09-30'), 1), day('1939-05-01'));
	assert.equal(axis.step(day('1939-05-01'), -1), day('1938-09-30'));
	assert.equal(axis.step(window.to, 1), window.to);
	assert.equal(axis.step(window.from, -1), window.from);
});
