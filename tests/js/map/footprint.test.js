import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFootprint } from '../../../geo/page/js/map/footprint.js';
import { modelOf } from '../helpers.js';

/** @typedef {import('../../../geo/page/js/core/types.js').Store} Store */
/** @typedef {import('../../../geo/page/js/core/types.js').Scene} Scene */

const codes = /** @type {any} */ ({ losses: [{ size: 7 }], kind: [{}], side: [{}] });
const places = /** @type {any} */ ([
	{ id: 'hill', name: 'Hill', lon: 130.6, lat: 42.4, names: [] },
	{ id: 'river', name: 'River', lon: 118.6, lat: 47.8, names: [] },
]);
const view = {
	zoom: 8.25,
	scale: 256,
	x: 0,
	y: 0,
	width: 800,
	height: 600,
	frame: { x: 0, y: 0, w: 1, h: 1 },
};

/**
 * Asks where symbols stand.
 * @param {{from: string, to?: string, place: number}[]} days - When and where the events are.
 * @param {Partial<Scene>} [scene] - What differs from single days with nothing hidden.
 */
function makeAsker(days, scene = {}) {
	const events = days.map((day, i) => ({ id: `e${i}`, ...day }));
	const columns = { place: days.map(({ place }) => place) };
	const model = modelOf(events, { columns, core: { codes, places } });
	let asked = 0;
	const passes = () => {
		asked += 1;
		return true;
	};
	const now = { masks: {}, matches: null, mode: 'day', ...scene };
	const store = /** @type {Store} */ (/** @type {unknown} */ ({ scene: () => now, passes }));
	const ever = makeFootprint({ model, store });
	return { ever, now, asked: () => asked, model };
}

test('a symbol of any day keeps its place free, whatever day is shown', () => {
	const { ever, model } = makeAsker([
		{ from: '1938-07-29', place: 0 },
		{ from: '1939-05-11', place: 1 },
	]);
	const [hill, river] = ever(view);
	assert.equal(hill.x + hill.w / 2, model.events.x[0] * view.scale);
	assert.equal(river.y + river.h / 2, model.events.y[1] * view.scale);
	assert.ok(hill.w >= 2 * 7);
});

test('what stands there together is spread, what comes one after the other is not', () => {
	const apart = makeAsker([
		{ from: '1938-07-29', place: 0 },
		{ from: '1938-08-02', place: 0 },
	]);
	assert.equal(apart.ever(view).length, 1);
	const together = makeAsker([
		{ from: '1938-07-29', to: '1938-08-05', place: 0 },
		{ from: '1938-08-02', place: 0 },
	]);
	// One of them alone, then one above and one below.
	assert.equal(together.ever(view).length, 3);
});

test('up to a day, what is over is still shown', () => {
	const days = [
		{ from: '1938-07-29', place: 0 },
		{ from: '1938-08-02', place: 0 },
	];
	assert.equal(makeAsker(days, { mode: 'upto' }).ever(view).length, 3);
});

test('where the map is moved the boxes move, and are not made again', () => {
	const { ever, asked } = makeAsker([{ from: '1938-07-29', place: 0 }]);
	const [box] = ever(view);
	const [moved] = ever({ ...view, x: 10, y: 20 });
	assert.deepEqual(moved, { ...box, x: box.x - 10, y: box.y - 20 });
	assert.equal(asked(), 1);
});

test('they are made again for other layers, another search, mode or level', () => {
	const { ever, asked, now } = makeAsker([{ from: '1938-07-29', place: 0 }]);
	ever(view);
	Object.assign(now, { masks: {} });
	ever(view);
	Object.assign(now, { matches: [true] });
	ever(view);
	Object.assign(now, { mode: 'upto' });
	ever(view);
	ever({ ...view, zoom: 8.5, scale: 300 });
	assert.equal(asked(), 5);
});

test('an event without a place stands nowhere', () => {
	assert.deepEqual(makeAsker([{ from: '1938-07-29', place: -1 }]).ever(view), []);
});

test('nothing is told on the way to another level, nor of more events than one can look through', () => {
	const few = makeAsker([{ from: '1938-07-29', place: 0 }]);
	assert.deepEqual(few.ever({ ...view, zoom: 8.3 }), []);
	const many = makeAsker(Array.from({ length: 1501 }, () => ({ from: '1938-07-29', place: 0 })));
	assert.deepEqual(many.ever(view), []);
});
