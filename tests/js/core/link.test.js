import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLink, encodeLink } from '../../../geo/page/js/core/link.js';
import { checkPatch } from '../../../geo/page/js/core/state.js';
import { modelOf, stateOf } from '../helpers.js';

const model = modelOf([{ id: 'e1', from: '1938-07-29' }]);
const check = (/** @type {any} */ patch) => checkPatch(model, patch, {});
const start = stateOf();
const read = (/** @type {string} */ hash) => decodeLink(hash, start, check);

test('a link leaves out what is as at the start', () => {
	assert.equal(encodeLink(start, start, null), '#v=1');
	assert.equal(
		encodeLink({ ...start, mode: 'day', query: 'hill & lake' }, start, null),
		'#v=1&m=day&q=hill%20%26%20lake',
	);
});

test('a link gives back every key of the state and the view', () => {
	const state = stateOf({
		mode: 'upto',
		day: '1938-08-01',
		from: '1937-01-01',
		to: '1939-12-31',
		hidden: ['date:1938-07:?', 'kind:note,battle'],
		selected: 'e1',
		lang: 'ru',
		query: '張鼓峰 = 100 %',
	});
	const view = { zoom: 7.5, lat: 42.4453, lng: -130.5953 };
	const found = read(encodeLink(state, start, view));
	assert.deepEqual(found, { patch: state, view, problems: [] });
});

test('what a link leaves out is as at the start', () => {
	assert.deepEqual(read('#v=1&m=day').patch, { ...start, mode: 'day' });
	assert.deepEqual(read('#v=1&h=').patch.hidden, []);
	assert.notEqual(read('#v=1').patch.hidden, start.hidden, 'a list of its own');
});

test('a hash that is no link changes nothing', () => {
	for (const hash of ['', '#', '#top', '#m=day', '#=1']) {
		assert.deepEqual(read(hash), { patch: {}, view: null, problems: [] });
	}
});

test('a bad value is dropped and told, the others are taken', () => {
	const { patch, problems } = read('#v=1&m=week&d=1938-08-01&unknown=1');
	assert.deepEqual(problems, ['mode "week": expected day, upto, range']);
	assert.equal('mode' in patch, false);
	assert.equal(patch.day, '1938-08-01');
	assert.equal(read('#v=1&q=%E0%A4%A').patch.query, '%E0%A4%A', 'half an escape is text');
});

test('a view has a zoom from 0 to 18 and a place on the map', () => {
	assert.deepEqual(read('#v=1&z=18/85/-180').view, { zoom: 18, lat: 85, lng: -180 });
	for (const text of ['19/0/0', '5/86/0', '5/0/181', '5/0', 'a/b/c', '']) {
		const { view, problems } = read(`#v=1&z=${text}`);
		assert.equal(view, null, text);
		assert.equal(problems.length, 1, text);
	}
});
