// Words and dates in the reader's language, from the tables inside the page.
// A missing word falls back to English; a missing English word shows its key, and fails a test.
(function (atlas) {
	'use strict';

	function makeWords(tables, lang) {
		var english = tables.en;
		var table = tables[lang] || english;

		function t(key, values) {
			var text = key in table ? table[key] : key in english ? english[key] : key;
			return text.replace(/\{(\w+)\}/g, function (whole, name) {
				return values && name in values ? String(values[name]) : whole;
			});
		}

		// English and Russian count in words; the other three need no plural.
		function count(key, number) {
			var form = 'other';
			if (lang === 'ru') {
				var ten = number % 10, hundred = number % 100;
				form = ten === 1 && hundred !== 11 ? 'one' : ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 'few' : 'other';
			} else if (lang === 'en') {
				form = number === 1 ? 'one' : 'other';
			}
			var full = key + '.' + form;
			return t(full in table || full in english ? full : key + '.other', {n: number});
		}

		function dateOf(number) {
			var p = atlas.days.toParts(number);
			return t('date.day', {d: p.day, m: t('month.' + p.month), y: p.year});
		}

		function monthOf(year, month) { return t('date.month', {m: t('month.' + month + '.alone'), y: year}); }

		function spanOf(first, last) {
			if (first === last) { return dateOf(first); }
			var a = atlas.days.toParts(first), b = atlas.days.toParts(last);
			if (a.day === 1 && b.day === atlas.days.monthLength(b.year, b.month) && first < last) {
				if (a.month === 1 && b.month === 12) { return a.year === b.year ? String(a.year) : a.year + '–' + b.year; }
				var from = monthOf(a.year, a.month), to = monthOf(b.year, b.month);
				return from === to ? from : t('date.span', {a: from, b: to});
			}
			if (a.year === b.year && a.month === b.month && (lang === 'en' || lang === 'ru')) {
				return t('date.day', {d: a.day + '–' + b.day, m: t('month.' + a.month), y: a.year});
			}
			return t('date.span', {a: dateOf(first), b: dateOf(last)});
		}

		return {lang: lang in tables ? lang : 'en', t: t, count: count, date: dateOf, month: monthOf, span: spanOf};
	}

	atlas.makeWords = makeWords;
})(window.BorderAtlas = window.BorderAtlas || {});
