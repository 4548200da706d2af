import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as days from '../../../geo/page/js/core/days.js';
import { readVectors } from '../helpers.js';

const { spans, refused } = readVectors('dates.json');

test('a year, a month or a day covers the days that Python says', () => {
	spans.forEach((/** @type {{text: string, days: [number, number]}} */ { text, days: [from, to] }) => {
		assert.deepEqual(days.parseDay(text.padStart(4, '0')), { from, to }, text);
	});
});

test('whole days are written as Python writes them', () => {
	spans.forEach((/** @type {{first: string, last: string, days: [number, number]}} */ one) => {
		assert.equal(days.dayToIso(one.days[0]), one.first);
		assert.equal(days.dayFromIso(one.last), one.days[1]);
	});
});

test('what is no date of the calendar is refused', () => {
	refused.forEach((/** @type {string} */ text) => {
		assert.equal(days.parseDay(text), null, text);
		assert.throws(() => days.dayFromIso(text), RangeError, text);
	});
	assert.throws(() => days.dayFromIso('1938-07'), /expected an ISO day/);
	assert.equal(days.isIsoDay('1938-07'), false);
	assert.equal(days.isIsoDay('1938-7-29'), false);
	assert.equal(days.isIsoDay('1938-07-29'), true);
});

test('a date may be typed with blanks and without leading zeros', () => {
	assert.deepEqual(days.parseDay(' 1938-7-9 '), days.parseDay('1938-07-09'));
});

test('each day follows the one before, and is read back as itself', () => {
	// 12,000 days from 1900, which was no leap year, to 1932, which was one.
	const first = days.dayFromIso('1900-01-01');
	for (let day = first, last = ''; day < first + 12_000; day++) {
		const iso = days.dayToIso(day);
		assert.ok(iso > last, iso);
		assert.equal(days.dayFromIso(iso), day);
		const { year, month, day: inMonth } = days.dayToParts(day);
		assert.equal(days.dayFromParts(year, month, inMonth), day);
		last = iso;
	}
});

test('months have their lengths', () => {
	assert.deepEqual(
		[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => days.monthLength(1938, month)),
		[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
	);
	assert.deepEqual(
		[1900, 1936, 1938, 2000].map((year) => days.monthLength(year, 2)),
		[28, 29, 28, 29],
	);
});
