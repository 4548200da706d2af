import assert from 'node:assert/strict';
import { test } from 'node:test';
import { haloStyle, lineStyle } from '../../../geo/page/js/map/feature_style.js';
import { groupEvents } from '../../../geo/page/js/map/groups.js';
import { labelStyle } from '../../../geo/page/js/map/label_style.js';

const PALETTE = { red: '#a00', halo: '#fff', ink: '#111', muted: '#777', 'label-water': '#00a' };
const LOOK = {
	palette: 'red',
	stroke: 2,
	stroke_far: 1,
	dash: [4, 2],
	edge_below_zoom: 9,
	label_palette: 'ink',
};

test('a line is narrow from afar, and an edge ends at its zoom', () => {
	assert.deepEqual(lineStyle(PALETTE, LOOK, 5), { colour: '#a00', width: 1, dash: [4, 2] });
	assert.deepEqual(lineStyle(PALETTE, LOOK, 6), { colour: '#a00', width: 2, dash: [4, 2] });
	assert.equal(lineStyle(PALETTE, LOOK)?.width, 2);
	assert.notEqual(lineStyle(PALETTE, LOOK, 8), null);
	assert.equal(lineStyle(PALETTE, LOOK, 9), null);
	assert.equal(lineStyle(PALETTE, { ...LOOK, dash: [] }, 6)?.dash, null);
	assert.equal(lineStyle(PALETTE, { dash: [], label_palette: 'ink' }, 6), null);
	assert.equal(lineStyle(PALETTE, { ...LOOK, stroke_far: undefined }, 3)?.width, 2);
});

test('a halo is wider than its line', () => {
	assert.equal(haloStyle(PALETTE, LOOK), null);
	assert.deepEqual(haloStyle(PALETTE, { ...LOOK, halo: true }), { colour: '#fff', width: 4.5 });
});

test('names look as their kind, any other kind as a town', () => {
	const looks = ['water', 'country', 'hill', 'city', 'town', 'unheard-of'].map((kind) =>
		labelStyle(kind, PALETTE),
	);
	assert.deepEqual(
		looks.map(({ dot }) => dot),
		[null, null, 'hill', 'city', 'town', 'town'],
	);
	assert.equal(looks[0].colour, '#00a');
	assert.equal(looks[1].caps, true);
});

/**
 * @param {[number, number, number][]} spots x, y and place of each event, pixels.
 */
function groups(spots) {
	const events = {
		x: Float64Array.from(spots, ([x]) => x),
		y: Float64Array.from(spots, ([, y]) => y),
		place: Int32Array.from(spots, ([, , place]) => place),
	};
	const view = { x: 0, y: 0, width: 600, height: 400, scale: 1 };
	return groupEvents(
		events,
		spots.map((_, i) => i),
		view,
	).map(({ members, samePlace }) => [members, samePlace]);
}

test('events of one spot or near each other are one group', () => {
	assert.deepEqual(
		groups([
			[100, 100, 1],
			[100, 100, 1],
		]),
		[[[0, 1], true]],
	);
	assert.deepEqual(
		groups([
			[100, 100, 1],
			[110, 100, 2],
		]),
		[[[0, 1], false]],
	);
	assert.deepEqual(
		groups([
			[100, 100, 1],
			[123.9, 100, 1],
		]),
		[[[0, 1], true]],
	);
	assert.deepEqual(
		groups([
			[100, 100, 1],
			[140, 100, 1],
		]).length,
		2,
	);
});

test('what lies far beside the canvas, or nowhere, is left out', () => {
	assert.deepEqual(
		groups([
			[-60, 0, 1],
			[-61, 0, 1],
			[660, 460, 1],
			[661, 0, 1],
			[NaN, NaN, -1],
		]).map(([m]) => m),
		[[0], [2]],
	);
});
