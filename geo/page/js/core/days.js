// Civil days as whole numbers: days since 1970-01-01 in the Gregorian calendar.
// The page never asks the machine for a date or a zone, so that every reader sees the same day.
// Method: days_from_civil and civil_from_days, Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms" (2021), written anew here for integers.

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year) {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/**
 *
 * @param year
 * @param month
 */
export function monthLength(year, month) {
	return month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1];
}

/**
 *
 * @param year
 * @param month
 * @param day
 */
export function dayFromParts(year, month, day) {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

/**
 *
 * @param number
 */
export function dayToParts(number) {
	const z = number + 719468;
	const era = Math.floor(z / 146097);
	const dayOfEra = z - era * 146097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36524) -
			Math.floor(dayOfEra / 146096)) /
			365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const mp = Math.floor((5 * dayOfYear + 2) / 153);
	const month = mp + (mp < 10 ? 3 : -9);
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
	};
}

function pad(number, width) {
	let text = String(number);
	while (text.length < width) {
		text = `0${text}`;
	}
	return text;
}

/**
 *
 * @param number
 */
export function dayToIso(number) {
	const p = dayToParts(number);
	return `${pad(p.year, 4)}-${pad(p.month, 2)}-${pad(p.day, 2)}`;
}

// Reads YYYY, YYYY-MM or YYYY-MM-DD; gives the first and last day it covers, or null.
/**
 *
 * @param text
 */
export function parseDay(text) {
	const m = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(String(text));
	if (!m) {
		return null;
	}
	const year = +m[1];
	const month = m[2] ? +m[2] : 0;
	const day = m[3] ? +m[3] : 0;
	if (m[2] && (month < 1 || month > 12)) {
		return null;
	}
	if (m[3] && (day < 1 || day > monthLength(year, month))) {
		return null;
	}
	if (day) {
		return { from: dayFromParts(year, month, day), to: dayFromParts(year, month, day) };
	}
	if (month) {
		return {
			from: dayFromParts(year, month, 1),
			to: dayFromParts(year, month, monthLength(year, month)),
		};
	}
	return { from: dayFromParts(year, 1, 1), to: dayFromParts(year, 12, 31) };
}

// A full ISO day only: YYYY-MM-DD. Gives its number, or null.
/**
 *
 * @param text
 */
export function dayFromIso(text) {
	if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
		return null;
	}
	const span = parseDay(text);
	return span ? span.from : null;
}
