import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromIso } from '../../../geo/page/js/core/days.js';
import { makeI18n } from '../../../geo/page/js/core/i18n.js';

const TABLES = {
	en: {
		hello: 'Hello {who}, {who}',
		only: 'Only English',
		empty: '',
		'n.one': '{n} event',
		'n.other': '{n} events',
		'month.7': 'July',
		'month.8': 'August',
		'month.7.alone': 'July',
		'month.8.alone': 'August',
		'date.day': '{d} {m} {y}',
		'date.month': '{m} {y}',
		'date.span': '{a} to {b}',
	},
	ru: { hello: 'Привет', 'n.one': '{n} событие', 'n.few': '{n} события', 'n.other': '{n} событий' },
	ja: { 'n.other': '{n} 件', 'month.7': '7月', 'date.day': '{y}年{m}{d}日', 'date.span': '{a}から{b}まで' },
};
let lang = 'en';
const i18n = makeI18n(TABLES, () => lang);

/**
 * @param {string} name
 * @param {() => void} act
 */
function speaking(name, act) {
	lang = name;
	act();
	lang = 'en';
}

test('placeholders are filled, unknown ones stay', () => {
	assert.equal(i18n.t('hello', { who: 'you' }), 'Hello you, you');
	assert.equal(i18n.t('hello', { other: 1 }), 'Hello {who}, {who}');
});

test('a missing text is English, and a missing English one its key', () => {
	speaking('ru', () => {
		assert.equal(i18n.t('only'), 'Only English');
		assert.deepEqual([i18n.langOf('only'), i18n.langOf('hello')], ['en', 'ru']);
		assert.equal(i18n.t('nothing.like.it'), 'nothing.like.it');
	});
	speaking('xx', () => assert.deepEqual([i18n.lang(), i18n.t('only')], ['en', 'Only English']));
	assert.deepEqual([i18n.has('only'), i18n.has('empty'), i18n.has('none')], [true, false, false]);
});

test('each number has the plural of the language', () => {
	const forms = () => [1, 2, 5, 21].map((n) => i18n.count('n', n));
	assert.deepEqual(forms(), ['1 event', '2 events', '5 events', '21 events']);
	speaking('ru', () => assert.deepEqual(forms(), ['1 событие', '2 события', '5 событий', '21 событие']));
	speaking('ja', () => assert.deepEqual(forms(), ['1 件', '2 件', '5 件', '21 件']));
});

test('spans of days are told as a reader would', () => {
	const span = (/** @type {string} */ a, /** @type {string} */ b) =>
		i18n.span(dayFromIso(a), dayFromIso(b));
	assert.equal(span('1938-07-29', '1938-07-29'), '29 July 1938');
	assert.equal(span('1938-07-29', '1938-07-31'), '29–31 July 1938');
	assert.equal(span('1938-07-29', '1938-08-11'), '29 July 1938 to 11 August 1938');
	assert.equal(span('1938-07-01', '1938-07-31'), 'July 1938');
	assert.equal(span('1938-07-01', '1938-08-31'), 'July 1938 to August 1938');
	assert.equal(span('1938-01-01', '1938-12-31'), '1938');
	assert.equal(span('1931-01-01', '1945-12-31'), '1931–1945');
	speaking('ja', () =>
		assert.equal(span('1938-07-29', '1938-07-30'), '1938年7月29日から1938年7月30日まで'),
	);
	assert.equal(i18n.date(dayFromIso('1938-08-01')), '1 August 1938');
	assert.equal(i18n.month(1938, 8), 'August 1938');
});
