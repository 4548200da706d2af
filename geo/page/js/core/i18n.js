// Messages and dates in the reader's language, from the tables inside the page.
// A missing message falls back to English; a missing English one shows its key, and fails a test.

import { dayToParts, monthLength } from './days.js';

/** @typedef {import('./types.js').I18n} I18n */
/** @typedef {import('./types.js').Messages} Messages */

/**
 * Gives what writes messages and dates in the language that `lang` names at each call.
 * @param {Record<string, Messages>} tables - Language -> messages; `en` has them all.
 * @param {() => string} lang - The reader's language; one without a table is written in English.
 * @returns {I18n} Messages and dates.
 */
export function makeI18n(tables, lang) {
	const plurals = new Map();

	function current() {
		return lang() in tables ? lang() : 'en';
	}

	/** @type {I18n['t']} */
	function t(key, values = {}) {
		const text = tables[current()][key] ?? tables.en[key] ?? key;
		return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
	}

	/** @type {I18n['english']} */
	function english(key) {
		return tables.en[key] ?? key;
	}

	/** @type {I18n['has']} */
	function has(key) {
		return Boolean(tables[current()][key] ?? tables.en[key]);
	}

	/** @type {I18n['langOf']} */
	function langOf(key) {
		return key in tables[current()] ? current() : 'en';
	}

	/** @type {I18n['count']} */
	function count(key, number) {
		const form = `${key}.${pluralOf(number)}`;
		// A language without this form in its table says it as it says any number.
		return t(form in tables[current()] ? form : `${key}.other`, { n: number });
	}

	/**
	 * @param {number} number
	 */
	function pluralOf(number) {
		const name = current();
		if (!plurals.has(name)) {
			plurals.set(name, new Intl.PluralRules(name));
		}
		return plurals.get(name).select(number);
	}

	/** @type {I18n['date']} */
	function date(day) {
		const p = dayToParts(day);
		return t('date.day', { d: p.day, m: t(`month.${p.month}`), y: p.year });
	}

	/** @type {I18n['month']} */
	function month(year, number) {
		return t('date.month', { m: t(`month.${number}.alone`), y: year });
	}

	/** @type {I18n['span']} */
	function span(first, last) {
		if (first === last) {
			return date(first);
		}
		const a = dayToParts(first);
		const b = dayToParts(last);
		if (a.day === 1 && b.day === monthLength(b.year, b.month) && first < last) {
			return spanOfMonths(a, b);
		}
		// Where the day is written first, the month of both is said once.
		if (a.year === b.year && a.month === b.month && tables[current()]['date.day'].startsWith('{d}')) {
			return t('date.day', { d: `${a.day}–${b.day}`, m: t(`month.${a.month}`), y: a.year });
		}
		return t('date.span', { a: date(first), b: date(last) });
	}

	/**
	 * @param {{year: number, month: number}} a
	 * @param {{year: number, month: number}} b
	 */
	function spanOfMonths(a, b) {
		if (a.month === 1 && b.month === 12) {
			return a.year === b.year ? String(a.year) : `${a.year}–${b.year}`;
		}
		const from = month(a.year, a.month);
		const to = month(b.year, b.month);
		return from === to ? from : t('date.span', { a: from, b: to });
	}

	return { lang: current, t, english, has, langOf, count, date, month, span };
}
