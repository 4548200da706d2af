import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPatch, checkWholePatch, defaultState } from '../../../geo/page/js/core/state.js';
import { modelOf, stateOf } from '../helpers.js';

const model = modelOf([{ id: 'e1', from: '1938-07-29' }], { meta: { hidden: ['role:river'] } });

test('the page opens with the whole period and with what starts hidden', () => {
	const state = defaultState(model);
	assert.deepEqual(state, { ...stateOf(), hidden: ['role:river'] });
	state.hidden.push('x');
	assert.deepEqual(defaultState(model).hidden, ['role:river'], 'each state has a list of its own');
});

test('a patch that can be taken has no problems', () => {
	const patch = { mode: 'upto', day: '1938-08-01', hidden: [], selected: 'e1', lang: 'ru', query: 'hill' };
	assert.deepEqual(checkPatch(model, patch, stateOf()), []);
	assert.deepEqual(checkPatch(model, { selected: null, unknown: 1 }, stateOf()), []);
	assert.deepEqual(checkPatch(model, { from: '1938-07-29', to: '1938-07-29' }, stateOf()), []);
});

const BAD = [
	[{ mode: 'week' }, 'mode "week": expected day, upto, range'],
	[{ day: '1938-07' }, 'day "1938-07": expected an ISO day, YYYY-MM-DD'],
	[{ from: 19380729 }, 'from 19380729: expected an ISO day, YYYY-MM-DD'],
	[{ to: '1938-02-29' }, 'to "1938-02-29": expected an ISO day, YYYY-MM-DD'],
	[{ hidden: 'kind:battle' }, 'hidden "kind:battle": expected a list of layer ids'],
	[{ hidden: [1] }, 'hidden [1]: expected a list of layer ids'],
	[{ selected: 'e2' }, 'selected "e2": expected an event id or null'],
	[{ lang: 'de' }, 'lang "de": expected en, ru'],
	[{ query: null }, 'query null: expected text'],
	[{ from: '1938-07-30', to: '1938-07-29' }, 'from 1938-07-30 is after to 1938-07-29'],
	[{ from: '1941-01-01' }, 'from 1941-01-01 is after to 1940-12-31'],
];

test('each problem is told with what was expected', () => {
	BAD.forEach(([patch, problem]) => {
		assert.deepEqual(checkPatch(model, /** @type {any} */ (patch), stateOf()), [problem]);
	});
});

test('without a state only the patch itself is judged', () => {
	assert.deepEqual(checkPatch(model, { from: '1999-01-01' }, {}), []);
});

test('a script is told of what is not known', () => {
	const nodes = { parent: new Map([['kind:air', null]]), renamed: { 'sort:air': 'kind:air' } };
	const told = (/** @type {unknown} */ patch) => checkWholePatch(model, nodes, patch, stateOf());
	assert.deepEqual(told({}), []);
	assert.deepEqual(told({ hidden: ['kind:air', 'sort:air'] }), []);
	assert.match(told({ dya: '1938-07-29' })[0], /^dya: no such key; expected some of mode, day, /);
	assert.match(told({ nonsense: 1, mode: 'day' })[0], /^nonsense: no such key/);
	assert.deepEqual(told({ hidden: ['nope:nope'] }), ['hidden: no node "nope:nope" in the layers']);
	assert.equal(told({ hidden: 'kind:air' }).length, 1);
	for (const wrong of [[1], [], null, 'day', 7, undefined]) {
		assert.deepEqual(told(wrong), ['expected an object of state keys']);
	}
});
