// Civil days as whole numbers: days since 1970-01-01 in the proleptic Gregorian calendar.
// Only the calendar of `Date` is used, in UTC, never its clock or its zone: every reader sees the same day.

const MILLISECONDS_PER_DAY = 86_400_000;
const LAST_MONTH = 12;

/** @typedef {{year: number, month: number, day: number}} DayParts Months and days count from 1. */
/** @typedef {import('./types.js').Window} Window */

/**
 * The number of a day.
 * @param {number} year - The year, 0 to 9999.
 * @param {number} month - The month, from 1; 13 is the first month of the next year.
 * @param {number} day - The day of the month, from 1; 0 is the last day of the month before.
 * @returns {number} Days since 1970-01-01.
 */
export function dayFromParts(year, month, day) {
	// Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
	return new Date(0).setUTCFullYear(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

/**
 * Year, month and day of the month of a day.
 * @param {number} number - Days since 1970-01-01.
 * @returns {DayParts} Its parts.
 */
export function dayToParts(number) {
	const date = new Date(number * MILLISECONDS_PER_DAY);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * The number of days of a month.
 * @param {number} year - The year.
 * @param {number} month - The month, from 1.
 * @returns {number} 28 to 31.
 */
export function monthLength(year, month) {
	return dayToParts(dayFromParts(year, month + 1, 0)).day;
}

/**
 * Writes a day as ISO 8601 does.
 * @param {number} number - Days since 1970-01-01.
 * @returns {string} YYYY-MM-DD.
 */
export function dayToIso(number) {
	const { year, month, day } = dayToParts(number);
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * @param {number} number
 * @param {number} digits
 */
function pad(number, digits) {
	return String(number).padStart(digits, '0');
}

/**
 * Whether a text is a whole ISO day of the calendar.
 * @param {string} text - The text.
 * @returns {boolean} Whether it is YYYY-MM-DD and there is such a day.
 */
export function isIsoDay(text) {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseDay(text) !== null;
}

/**
 * The number of an ISO day.
 * @param {string} text - YYYY-MM-DD.
 * @returns {number} Days since 1970-01-01.
 * @throws {RangeError} If it is not such a day.
 */
export function dayFromIso(text) {
	const span = isIsoDay(text) ? parseDay(text) : null;
	if (!span) {
		throw new RangeError(`${text}: expected an ISO day, YYYY-MM-DD`);
	}
	return span.from;
}

/**
 * Reads a day, a month or a year as a reader types it: YYYY, YYYY-MM or YYYY-MM-DD.
 * @param {string} text - What was typed.
 * @returns {Window | null} The first and last day it covers; null if it is none of these.
 */
export function parseDay(text) {
	const found = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
	if (!found) {
		return null;
	}
	const year = Number(found[1]);
	if (found[2] === undefined) {
		return { from: dayFromParts(year, 1, 1), to: dayFromParts(year, LAST_MONTH, 31) };
	}
	const month = Number(found[2]);
	if (month < 1 || month > LAST_MONTH) {
		return null;
	}
	const last = monthLength(year, month);
	if (found[3] === undefined) {
		return { from: dayFromParts(year, month, 1), to: dayFromParts(year, month, last) };
	}
	const day = Number(found[3]);
	if (day < 1 || day > last) {
		return null;
	}
	return { from: dayFromParts(year, month, day), to: dayFromParts(year, month, day) };
}
