import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeNodes } from '../../../geo/page/js/core/nodes.js';
import * as visibility from '../../../geo/page/js/core/visibility.js';
import { modelOf, readVectors, stateOf } from '../helpers.js';

const vectors = readVectors('visibility.json');
const days = vectors.events.map((/** @type {{id: string}} */ { id }) => ({ id, from: '1938-01-01' }));
const model = modelOf(days, { columns: vectors.columns });
const nodes = makeNodes(model);

/**
 * @param {string[]} hidden
 */
const masksOf = (hidden) => visibility.facetMasks(model, nodes, hidden);

test('each state shows the events, and the certain ones, that Python says', () => {
	vectors.states.forEach((/** @type {any} */ { shown, certain, ...patch }) => {
		const state = stateOf(patch);
		const rows = visibility.visibleEvents(model, state, masksOf([]), null);
		const win = visibility.windowOf(state);
		assert.deepEqual(
			rows.map((i) => model.events.id[i]),
			shown,
			JSON.stringify(patch),
		);
		const sure = rows.filter((i) => visibility.isCertain(model.events, i, win));
		assert.deepEqual(
			sure.map((i) => model.events.id[i]),
			certain,
			JSON.stringify(patch),
		);
	});
});

test('days up to one have no beginning', () => {
	const { from, to } = visibility.windowOf(stateOf({ mode: 'upto', day: '1970-01-02' }));
	assert.deepEqual([from, to], [-Infinity, 1]);
	assert.deepEqual(visibility.windowOf(stateOf({ mode: 'day', day: '1970-01-02' })), { from: 1, to: 1 });
});

const two = modelOf(
	[
		{ id: 'a', from: '1938-07-01' },
		{ id: 'b', from: '1938-07-02' },
		{ id: 'c', from: '1939-05-11' },
	],
	{ columns: { kind: [0, 1, 0], side: [0, 0, 1] } },
);
const tree = makeNodes(two);

/**
 * @param {string[]} hidden
 * @param {Uint8Array | null} [matches]
 */
function shownWith(hidden, matches = null) {
	const masks = visibility.facetMasks(two, tree, hidden);
	return visibility.visibleEvents(two, stateOf(), masks, matches).map((i) => two.events.id[i]);
}

test('a hidden node of any facet hides its events, and those below it', () => {
	assert.deepEqual(shownWith([]), ['a', 'b', 'c']);
	assert.deepEqual(shownWith(['kind:note']), ['a', 'c']);
	assert.deepEqual(shownWith(['kind:note', 'side:blue']), ['a']);
	assert.deepEqual(shownWith(['date:1938']), ['c']);
	assert.deepEqual(shownWith(['date:1938-07-02']), ['a', 'c']);
	assert.deepEqual(shownWith([], Uint8Array.of(0, 1, 1)), ['b', 'c']);
});

test('a count says what a node would show with the other filters as they are', () => {
	const count = (/** @type {string[]} */ hidden, /** @type {Uint8Array | null} */ matches = null) =>
		visibility.countNodes(
			two,
			tree,
			stateOf({ hidden, to: '1938-12-31' }),
			visibility.facetMasks(two, tree, hidden),
			matches,
		);
	assert.equal(count([]).get('kind:battle'), 1);
	assert.equal(count([]).get('date:1939'), 1, 'dates count beyond the selected days');
	assert.equal(count([]).get('date:1938'), 2);
	assert.equal(count(['kind:note']).get('kind:note'), 1, 'its own tick changes nothing');
	assert.equal(count(['kind:note']).get('side:red'), 1);
	assert.equal(count([], Uint8Array.of(1, 0, 0)).get('kind:note'), undefined);
});

test('a line or area stands on its days, both ends included', () => {
	const line = { from: 10, to: 20 };
	const isShown = (/** @type {any} */ mode, /** @type {number} */ from, /** @type {number} */ to) =>
		visibility.isFeatureShown(line, { mode }, { from, to });
	assert.deepEqual(
		[isShown('range', 0, 9), isShown('range', 0, 10), isShown('range', 20, 30), isShown('range', 21, 30)],
		[false, true, true, false],
	);
	// Up to a day, it gives way to the next one.
	assert.deepEqual(
		[isShown('upto', -Infinity, 9), isShown('upto', -Infinity, 20), isShown('upto', -Infinity, 21)],
		[false, true, false],
	);
	assert.equal(
		visibility.isFeatureShown({ from: null, to: null }, { mode: 'day' }, { from: 5, to: 5 }),
		true,
	);
});
