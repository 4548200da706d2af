import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFormatters } from '../../../geo/page/js/app/formatters.js';
import { makeI18n } from '../../../geo/page/js/core/i18n.js';
import { makeNodes } from '../../../geo/page/js/core/nodes.js';
import { labelOfNode, partsOfNode, stateOfNode } from '../../../geo/page/js/views/tree_nodes.js';
import { modelOf } from '../helpers.js';

const model = modelOf([
	{ id: 'a', from: '1938-07-01', to: '1938-07-31' },
	{ id: 'b', from: '1938-07-02' },
]);
const i18n = makeI18n(model.meta.words, () => 'en');
const parts = { model, i18n, format: makeFormatters(model, i18n) };

test('a node is a facet and a code, which may have a colon', () => {
	assert.deepEqual(partsOfNode('date:1938-07:?'), { facet: 'date', code: '1938-07:?' });
});

test('each node has its name', () => {
	const names = {
		'kind:battle': 'Battle',
		'kind:unheard-of': 'unheard-of',
		'date:1938': '1938',
		'date:1938-07': 'July 1938',
		'date:1938-07-02': '2 July 1938',
		'date:1938-07:?': 'Day not known',
		'date:1938:?': 'Month not known',
		'date:earlier': 'Before 1936',
		'date:later': 'After 1940',
	};
	Object.entries(names).forEach(([id, name]) => assert.equal(labelOfNode(parts, id), name));
});

test('a node is on, off or mixed', () => {
	const nodes = makeNodes(model);
	const state = (/** @type {string} */ id, /** @type {string[]} */ ...hidden) =>
		stateOfNode(nodes, new Set(hidden), id);
	assert.equal(state('date:1938'), 'on');
	assert.equal(state('date:1938', 'date:1938-07-02'), 'mixed');
	assert.equal(state('date:1938-07-02', 'date:1938'), 'off');
	assert.equal(state('kind:battle', 'date:1938'), 'on');
});
