import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dayFromIso, dayToIso } from '../../../geo/page/js/core/days.js';
import { makeI18n } from '../../../geo/page/js/core/i18n.js';
import { makeDateWords, readDays } from '../../../geo/page/js/core/written_days.js';
import { readVectors } from '../helpers.js';

const LANGUAGES = ['en', 'ja', 'mn', 'ru', 'zh'];
const tables = Object.fromEntries(
	LANGUAGES.map((lang) => [
		lang,
		JSON.parse(readFileSync(new URL(`../../../geo/lang/${lang}.json`, import.meta.url), 'utf-8')),
	]),
);
const wordsOf = (/** @type {string} */ lang) => {
	const i18n = makeI18n(tables, () => lang);
	return { i18n, words: makeDateWords([i18n.t, i18n.english]) };
};
const read = (/** @type {string} */ text, lang = 'en') =>
	readDays(text, wordsOf(lang).words).map(({ from, to }) => [dayToIso(from), dayToIso(to)]);

test('what the page shows in each language is read back', () => {
	for (const lang of LANGUAGES) {
		const { i18n, words } = wordsOf(lang);
		for (let month = 1; month <= 12; month++) {
			const day = dayFromIso(`1939-${String(month).padStart(2, '0')}-11`);
			assert.deepEqual(readDays(i18n.date(day), words), [{ from: day, to: day }], i18n.date(day));
			const [whole] = readDays(i18n.month(1939, month), words);
			assert.equal(
				dayToIso(whole.from).slice(0, 7),
				dayToIso(day).slice(0, 7),
				i18n.month(1939, month),
			);
			const span = i18n.span(day, day + 9);
			assert.deepEqual(readDays(span, words), [{ from: day, to: day + 9 }], span);
			const long = i18n.span(day, day + 99);
			assert.deepEqual(readDays(long, words), [{ from: day, to: day + 99 }], long);
		}
		const years = i18n.span(dayFromIso('1931-01-01'), dayFromIso('1945-12-31'));
		assert.equal(readDays(years, words).length, 1, years);
	}
});

test('the forms of the vectors are read as Python reads them', () => {
	for (const { text, first, last } of readVectors('written.json').days) {
		assert.deepEqual(read(text, 'ru'), [[first, last]], text);
	}
});

test('where nobody can tell day and month, both are told', () => {
	for (const { text, readings } of readVectors('written.json').either) {
		assert.deepEqual(
			read(text).map(([from]) => from),
			readings,
		);
	}
});

test('what is no date is none', () => {
	for (const text of readVectors('written.json').refused) {
		assert.deepEqual(read(text), [], text);
	}
});
