import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromIso as day } from '../../../geo/page/js/core/days.js';
import { makeAxis } from '../../../geo/page/js/time/axis.js';
import { binAt, fillBins, makeBins } from '../../../geo/page/js/time/bins.js';
import { modelOf } from '../helpers.js';

const { events } = modelOf(
	[
		{ id: 'vague', from: '1938-01-01', to: '1938-12-31' },
		{ id: 'some-day', from: '1938-07-01', to: '1938-07-03' },
		{ id: 'sure', from: '1938-07-02' },
		{ id: 'both', from: '1938-07-10', to: '1938-07-14' },
	],
	{
		columns: {
			start_latest: [364, 2, 0, 0],
			end_earliest: [364, 2, 0, 0],
			date_flags: [0, 0, 0, 2],
		},
	},
);
const axis = makeAxis(events, { from: day('1938-07-01'), to: day('1938-07-31') });
const masks = () => ({
	any: new Uint8Array(4),
	date: new Uint8Array(4),
	kind: new Uint8Array(4),
	side: new Uint8Array(4),
	campaign: new Uint8Array(4),
	grade: new Uint8Array(4),
});

/**
 * @param {Uint8Array} any
 * @param {Uint8Array | null} [matches]
 */
function counted(any, matches = null) {
	const bins = makeBins(axis, 310);
	fillBins(bins, events, { ...masks(), any }, matches);
	return bins.slice(0, 15).map(({ certain, possible, muted }) => [certain, possible, muted]);
}

test('bars are days, weeks or months, as there is room', () => {
	const sizes = (/** @type {number} */ width) => makeBins(axis, width).map(({ from, to }) => to - from + 1);
	assert.deepEqual(sizes(62), Array(31).fill(1));
	assert.deepEqual(sizes(61), [7, 7, 7, 7, 3]);
	assert.deepEqual(sizes(8), [31]);
	const bins = makeBins(axis, 310);
	assert.equal(bins[0].x, 0);
	assert.ok(Math.abs(bins[30].x + bins[30].w - 310) < 1e-9);
});

test('a day finds its bar', () => {
	const bins = makeBins(axis, 61);
	assert.equal(binAt(bins, day('1938-07-07')), 0);
	assert.equal(binAt(bins, day('1938-07-08')), 1);
	assert.equal(binAt(bins, day('1939-01-01')), 4);
	assert.equal(binAt(bins, day('1900-01-01')), 0);
});

test('an event counts once: on the day it began, or spread over the days on which it may have', () => {
	const vague = 1 / 365;
	const thirds = (/** @type {number[][]} */ rows) => rows.map((row) => row.map((n) => Math.round(n * 1e6)));
	const plain = [0, vague, 0];
	assert.deepEqual(
		thirds(counted(new Uint8Array(4))),
		thirds([
			[0, vague + 1 / 3, 0],
			[1, vague + 1 / 3, 0],
			[0, vague + 1 / 3, 0],
			...Array(6).fill(plain),
			[1, vague, 0],
			...Array(5).fill(plain),
		]),
	);
	const year = makeAxis(events, { from: day('1938-01-01'), to: day('1938-12-31') });
	for (const width of [2000, 400, 40]) {
		const bins = makeBins(year, width);
		fillBins(bins, events, masks(), null);
		const total = bins.reduce((sum, { certain, possible }) => sum + certain + possible, 0);
		assert.ok(Math.abs(total - 4) < 0.6, `${width}: ${total}`);
	}
});

test('what another filter hides is muted', () => {
	assert.equal(counted(Uint8Array.of(0, 0, 1, 0))[1][2], 1);
	assert.equal(counted(Uint8Array.of(0, 0, 1, 0))[1][0], 0);
	const [certain, , muted] = counted(new Uint8Array(4), Uint8Array.of(0, 0, 1, 0))[1];
	assert.equal(certain, 1);
	assert.ok(Math.abs(muted - 1 / 3 - 1 / 365) < 1e-9);
});
