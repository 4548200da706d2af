// Civil days as whole numbers: days since 1970-01-01 in the Gregorian calendar.
// The page never asks the machine for a date or a zone, so that every reader sees the same day.
// Method: days_from_civil and civil_from_days, Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (2021), written anew here for integers.
(function (atlas) {
	'use strict';

	var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

	function isLeap(year) {
		return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	}

	function monthLength(year, month) {
		return month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1];
	}

	function fromParts(year, month, day) {
		var y = month <= 2 ? year - 1 : year;
		var era = Math.floor(y / 400);
		var yearOfEra = y - era * 400;
		var dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
		var dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
		return era * 146097 + dayOfEra - 719468;
	}

	function toParts(number) {
		var z = number + 719468;
		var era = Math.floor(z / 146097);
		var dayOfEra = z - era * 146097;
		var yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
		var dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
		var mp = Math.floor((5 * dayOfYear + 2) / 153);
		var month = mp + (mp < 10 ? 3 : -9);
		return {
			year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
			month: month,
			day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1
		};
	}

	function pad(number, width) {
		var text = String(number);
		while (text.length < width) { text = '0' + text; }
		return text;
	}

	function toIso(number) {
		var p = toParts(number);
		return pad(p.year, 4) + '-' + pad(p.month, 2) + '-' + pad(p.day, 2);
	}

	// Reads YYYY, YYYY-MM or YYYY-MM-DD; gives the first and last day it covers, or null.
	function parse(text) {
		var m = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(String(text));
		if (!m) { return null; }
		var year = +m[1], month = m[2] ? +m[2] : 0, day = m[3] ? +m[3] : 0;
		if (m[2] && (month < 1 || month > 12)) { return null; }
		if (m[3] && (day < 1 || day > monthLength(year, month))) { return null; }
		if (day) { return {from: fromParts(year, month, day), to: fromParts(year, month, day)}; }
		if (month) { return {from: fromParts(year, month, 1), to: fromParts(year, month, monthLength(year, month))}; }
		return {from: fromParts(year, 1, 1), to: fromParts(year, 12, 31)};
	}

	// A full ISO day only: YYYY-MM-DD. Gives its number, or null.
	function fromIso(text) {
		if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) { return null; }
		var span = parse(text);
		return span ? span.from : null;
	}

	atlas.days = {
		fromParts: fromParts,
		toParts: toParts,
		toIso: toIso,
		fromIso: fromIso,
		parse: parse,
		monthLength: monthLength
	};
})(window.BorderAtlas = window.BorderAtlas || {});
