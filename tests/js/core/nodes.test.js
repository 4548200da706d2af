import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as nodes from '../../../geo/page/js/core/nodes.js';
import { facetMasks } from '../../../geo/page/js/core/visibility.js';
import { modelOf } from '../helpers.js';

const model = modelOf(
	[
		{ id: 'before', from: '1935-03-02' },
		{ id: 'some-day', from: '1938-07-01', to: '1938-07-31' },
		{ id: 'second', from: '1938-07-02' },
		{ id: 'some-month', from: '1939-01-01', to: '1939-12-31' },
		{ id: 'after', from: '1941-06-22' },
	],
	{ columns: { kind: [0, 0, 1, 0, 1] }, meta: { renamed: { 'layer:front': 'kind:note' } } },
);
const tree = nodes.makeNodes(model);

test('an event is filed under the day it begins, as far as that is known', () => {
	assert.deepEqual(model.filed, [
		['date:earlier', 'date:1935', 'date:1935-03', 'date:1935-03-02'],
		['date:1938', 'date:1938-07', 'date:1938-07:?'],
		['date:1938', 'date:1938-07', 'date:1938-07-02'],
		['date:1939', 'date:1939:?'],
		['date:later', 'date:1941', 'date:1941-06', 'date:1941-06-22'],
	]);
	assert.equal(tree.leafOf('date', 3), 'date:1939:?');
	assert.equal(tree.leafOf('kind', 2), 'kind:note');
});

test('an event of which a facet says nothing has no node there and is hidden by none', () => {
	const graded = modelOf(
		[
			{ id: 'letter', from: '1938-07-01' },
			{ id: 'rumour', from: '1938-07-02' },
			{ id: 'unknown', from: '1938-07-03' },
		],
		{
			columns: { grade: [0, 1, -1] },
			core: {
				codes: /** @type {never} */ ({
					...model.codes,
					grade: [
						{ code: 'a', label: 'A' },
						{ code: 'd', label: 'D' },
					],
				}),
			},
		},
	);
	const made = nodes.makeNodes(graded);
	assert.deepEqual(
		made.ids.filter((id) => id.startsWith('grade:')),
		['grade:a', 'grade:d'],
	);
	assert.deepEqual([...facetMasks(graded, made, ['grade:d']).any], [0, 1, 0]);
	assert.equal(
		tree.ids.some((id) => id.startsWith('grade:')),
		false,
	);
});

test('nodes of dates stand in the order of time, an unknown day after the days of its month', () => {
	const top = tree.ids.filter((id) => id.startsWith('date:') && tree.parent.get(id) === null);
	assert.deepEqual(top.sort(nodes.compareDateNodes), [
		'date:earlier',
		'date:1938',
		'date:1939',
		'date:later',
	]);
	assert.deepEqual(tree.children.get('date:1938-07'), ['date:1938-07-02', 'date:1938-07:?']);
	assert.equal(nodes.compareDateNodes('date:1938', 'date:1938'), 0);
	assert.ok(nodes.compareDateNodes('date:1938-07', 'date:1938-08') < 0);
	assert.ok(nodes.compareDateNodes('date:1938-08', 'date:1938-07') > 0);
});

test('parents are told nearest first', () => {
	assert.deepEqual(nodes.parentsOf(tree, 'date:1938-07-02'), ['date:1938-07', 'date:1938']);
	assert.deepEqual(nodes.parentsOf(tree, 'kind:battle'), []);
});

test('a list of hidden nodes has one form', () => {
	const form = (/** @type {string[]} */ ...list) => nodes.normaliseHidden(tree, list);
	assert.deepEqual(form('date:1938-07-02', 'date:1938'), ['date:1938']);
	assert.deepEqual(form('date:1938-07-02', 'date:1938-07:?'), ['date:1938'], 'all below it are hidden');
	assert.deepEqual(form('nothing', 'kind:note'), ['kind:note']);
	assert.deepEqual(form('layer:front'), ['kind:note'], 'a node of an older page');
	assert.deepEqual(form('kind:note', 'date:1938', 'kind:note'), ['date:1938', 'kind:note']);
});

test('a node is hidden by itself or by one above it', () => {
	const hidden = new Set(['date:1938']);
	assert.equal(nodes.isNodeHidden(tree, hidden, 'date:1938-07-02'), true);
	assert.equal(nodes.isNodeHidden(tree, hidden, 'date:1939'), false);
});

test('showing one node of a hidden branch leaves its siblings hidden', () => {
	assert.deepEqual(nodes.toggleNode(tree, ['date:1938'], 'date:1938-07-02', true), ['date:1938-07:?']);
	assert.deepEqual(nodes.toggleNode(tree, [], 'kind:note', false), ['kind:note']);
	assert.deepEqual(nodes.toggleNode(tree, ['date:1938-07-02'], 'date:1938', true), []);
	assert.deepEqual(nodes.toggleNode(tree, ['date:1938-07-02'], 'date:1938-07:?', false), ['date:1938']);
});
