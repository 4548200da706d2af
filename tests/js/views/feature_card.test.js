import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeI18n } from '../../../geo/page/js/core/i18n.js';
import { dayFromIso } from '../../../geo/page/js/core/days.js';
import { timeOf, validOf } from '../../../geo/page/js/views/feature_card.js';
import { modelOf } from '../helpers.js';

const { meta } = modelOf([{ id: 'a', from: '1938-07-01' }]);
const words = { en: { ...meta.words.en, 'feature.valid': 'Drawn for: {span}' } };
const i18n = makeI18n(words, () => 'en');

test('a feature says its days, open at an end that has none', () => {
	const from = dayFromIso('1938-07-02');
	const to = dayFromIso('1938-07-04');
	assert.equal(validOf({ from, to }, i18n), 'Drawn for: 2–4 July 1938');
	assert.equal(validOf({ from, to: null }, i18n), 'Drawn for: 2 July 1938…');
	assert.equal(validOf({ from: null, to }, i18n), 'Drawn for: …4 July 1938');
	assert.equal(validOf({ from: null, to: null }, i18n), null);
});

test('a line says which time of its days it shows, and the hour where one is told', () => {
	const format = { label: (/** @type {string} */ list, /** @type {string} */ code) => `${list}: ${code}` };
	assert.equal(
		timeOf({ state: 'evening', clock: 'from 17:00' }, format),
		'line-state: evening · from 17:00',
	);
	assert.equal(timeOf({ state: 'day', clock: '' }, format), 'line-state: day');
	assert.equal(timeOf({ state: '', clock: '' }, format), null);
	assert.equal(timeOf({}, format), null);
});
