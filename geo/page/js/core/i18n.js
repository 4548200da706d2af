// Words and dates in the reader's language, from the tables inside the page.
// A missing word falls back to English; a missing English word shows its key, and fails a test.

import { dayToParts, monthLength } from './days.js';

/**
 *
 * @param tables
 * @param lang
 */
export function makeI18n(tables, lang) {
	const english = tables.en;
	const table = tables[lang] || english;

	function t(key, values) {
		const text = key in table ? table[key] : key in english ? english[key] : key;
		return text.replace(/\{(\w+)\}/g, (whole, name) =>
			values && name in values ? String(values[name]) : whole,
		);
	}

	// English and Russian count in words; the other three need no plural.
	function count(key, number) {
		let form = 'other';
		if (lang === 'ru') {
			const ten = number % 10;
			const hundred = number % 100;
			form =
				ten === 1 && hundred !== 11
					? 'one'
					: ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)
						? 'few'
						: 'other';
		} else if (lang === 'en') {
			form = number === 1 ? 'one' : 'other';
		}
		const full = `${key}.${form}`;
		return t(full in table || full in english ? full : `${key}.other`, { n: number });
	}

	function dateOf(number) {
		const p = dayToParts(number);
		return t('date.day', { d: p.day, m: t(`month.${p.month}`), y: p.year });
	}

	function monthOf(year, month) {
		return t('date.month', { m: t(`month.${month}.alone`), y: year });
	}

	function spanOf(first, last) {
		if (first === last) {
			return dateOf(first);
		}
		const a = dayToParts(first);
		const b = dayToParts(last);
		if (a.day === 1 && b.day === monthLength(b.year, b.month) && first < last) {
			if (a.month === 1 && b.month === 12) {
				return a.year === b.year ? String(a.year) : `${a.year}–${b.year}`;
			}
			const from = monthOf(a.year, a.month);
			const to = monthOf(b.year, b.month);
			return from === to ? from : t('date.span', { a: from, b: to });
		}
		if (a.year === b.year && a.month === b.month && (lang === 'en' || lang === 'ru')) {
			return t('date.day', { d: `${a.day}–${b.day}`, m: t(`month.${a.month}`), y: a.year });
		}
		return t('date.span', { a: dateOf(first), b: dateOf(last) });
	}

	return {
		lang: lang in tables ? lang : 'en',
		t,
		count,
		date: dateOf,
		month: monthOf,
		span: spanOf,
	};
}
