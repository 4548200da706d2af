import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFilters } from '../../../geo/page/js/core/filters.js';
import { daysOfNode, makeNodes, normaliseHidden } from '../../../geo/page/js/core/nodes.js';
import { dayToIso } from '../../../geo/page/js/core/days.js';
import { modelOf } from '../helpers.js';

const model = modelOf([
	{ id: 'a', from: '1938-07-29' },
	{ id: 'b', from: '1938-08-01' },
	{ id: 'c', from: '1939-05-11' },
]);
const nodes = makeNodes(model);
const find = (/** @type {string[]} */ hidden, query = '', start = /** @type {string[]} */ ([])) =>
	findFilters(nodes, { query, hidden: normaliseHidden(nodes, hidden) }, { hidden: start });

test('nothing is in force at the start', () => {
	assert.deepEqual(find([]), []);
	assert.deepEqual(find(['kind:note'], '', ['kind:note']), []);
});

test('a search is a filter that takes itself off', () => {
	assert.deepEqual(find([], 'tank'), [{ kind: 'query', nodes: [], without: { query: '' } }]);
});

test('a hidden node is named, and shown again by itself', () => {
	assert.deepEqual(find(['date:1938-08']), [
		{ kind: 'without', nodes: ['date:1938-08'], without: { hidden: [] } },
	]);
});

test('where as much is left as is hidden, what is hidden is named', () => {
	assert.deepEqual(find(['date:1938']), [
		{ kind: 'without', nodes: ['date:1938'], without: { hidden: [] } },
	]);
});

test('where less is left of a facet than is hidden, what is left is named', () => {
	assert.deepEqual(find(['date:1938-08', 'date:1939']), [
		{ kind: 'only', nodes: ['date:1938-07'], without: { hidden: [] } },
	]);
	const both = find(['date:1938-08', 'date:1939'], 'hill');
	assert.deepEqual(
		both.map(({ kind }) => kind),
		['query', 'only'],
	);
});

test('a node of the tree of dates has its days', () => {
	const days = (/** @type {string} */ id) => {
		const { from, to } = daysOfNode(id, model);
		return [dayToIso(from), dayToIso(to)];
	};
	assert.deepEqual(days('date:1938'), ['1938-01-01', '1938-12-31']);
	assert.deepEqual(days('date:1938-02'), ['1938-02-01', '1938-02-28']);
	assert.deepEqual(days('date:1938-07-29'), ['1938-07-29', '1938-07-29']);
	assert.deepEqual(days('date:1938-07:?'), ['1938-07-01', '1938-07-31']);
	const { meta } = model;
	assert.deepEqual(daysOfNode('date:later', model), { from: meta.period[1] + 1, to: meta.last_day });
	assert.deepEqual(daysOfNode('date:earlier', model), { from: meta.first_day, to: meta.period[0] - 1 });
	assert.throws(() => daysOfNode('date:nonsense', model), RangeError);
});
