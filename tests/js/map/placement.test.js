import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosePlace, makeMemory } from '../../../geo/page/js/map/placement.js';

/** @param {number} x */
const box = (x) => ({ x, y: 0, w: 10, h: 10 });
const PLACES = [box(0), box(20), box(40)];
const boxesOf = (/** @type {import('../../../geo/page/js/core/types.js').Box} */ place) => [place];

test('the best place is free on every day, then free now with fewest to come, else there is none', () => {
	const choose = (/** @type {number[]} */ now, /** @type {number[]} */ ever) =>
		choosePlace(PLACES, boxesOf, { now: now.map(box), ever: ever.map(box) }, undefined);
	assert.equal(choose([], []), PLACES[0]);
	assert.equal(choose([], [0]), PLACES[1]);
	assert.equal(choose([20], [0]), PLACES[2]);
	assert.equal(choose([], [0, 20, 40]), PLACES[0]);
	assert.equal(choose([0], [0, 20, 40]), PLACES[1]);
	assert.equal(choose([], [0, 2, 4, 20, 24, 40, 42, 44]), PLACES[1]);
	assert.equal(choose([0, 20, 40], []), null);
});

test('a name stays where it stood, though a better place is free again', () => {
	const stood = PLACES[2];
	assert.equal(choosePlace(PLACES, boxesOf, { now: [], ever: [] }, stood), stood);
	assert.equal(choosePlace(PLACES, boxesOf, { now: [], ever: [stood] }, stood), stood);
	assert.equal(choosePlace(PLACES, boxesOf, { now: [stood], ever: [] }, stood), PLACES[0]);
});

/** @typedef {import('../../../geo/page/js/map/placement.js').Memory<number>} Memory */

test('places are remembered for one view', () => {
	/** @type {Memory} */
	const memory = makeMemory();
	memory.begin('near', 'west');
	memory.keep('a', 3);
	memory.begin('near', 'west');
	assert.equal(memory.last('a'), 3);
	memory.begin('near', 'east');
	assert.equal(memory.last('a'), 3);
	memory.begin('far', 'east');
	assert.equal(memory.last('a'), undefined);
});

test('a name makes way once, and once more where the map was moved', () => {
	/** @type {Memory} */
	const memory = makeMemory();
	memory.begin('near', 'west');
	assert.ok(memory.mayMove('a'));
	memory.keep('a', 3);
	memory.keep('a', 3);
	assert.ok(memory.mayMove('a'));
	memory.keep('a', 4);
	memory.begin('near', 'west');
	assert.ok(!memory.mayMove('a'));
	assert.ok(memory.mayMove('b'));
	memory.begin('near', 'east');
	assert.ok(memory.mayMove('a'));
	memory.keep('a', 5);
	memory.begin('far', 'east');
	assert.ok(memory.mayMove('a'));
});
