// Days as readers write them: what the page itself shows, in its own language, and the usual forms in digits.

import { dayFromParts, dayToParts, monthLength, parseDay } from './days.js';

/** @typedef {import('./types.js').Window} Window */

/**
 * The words of a language about dates.
 * @typedef {object} DateWords
 * @property {Map<string, number>} months Names of months, small letters -> their number from 1.
 * @property {Set<string>} fillers What else stands in a date, such as "г" or "年".
 */

/** @typedef {{year: number, month?: number, day?: number}} Parts */

const SEPARATOR = /\s*[–—〜～~]\s*|\s+-\s+/;
// The signs for year, month and day, which readers of any language may copy from a source.
const SIGNS = ['年', '月', '日'];
const LAST_MONTH = 12;

/**
 * Collects the words about dates from messages.
 * @param {((key: string) => string)[]} languages - What gives the messages of each language.
 * @returns {DateWords} The words.
 */
export function makeDateWords(languages) {
	/** @type {Map<string, number>} */
	const months = new Map();
	/** @type {Set<string>} */
	const fillers = new Set(SIGNS);
	languages.forEach((t) => {
		for (let month = 1; month <= LAST_MONTH; month++) {
			const names = [`month.${month}`, `month.${month}.alone`, `month.${month}.short`].map((key) =>
				t(key),
			);
			names.forEach((name) => {
				const words = wordsOf(name);
				if (!/\d/.test(name) && words.length === 1) {
					months.set(words[0], month);
				} else {
					words.forEach((word) => fillers.add(word));
				}
			});
		}
		const around = ['date.day', 'date.month']
			.map((key) => t(key))
			.join(' ')
			.replace(/\{\w+\}/g, ' ');
		wordsOf(around).forEach((word) => fillers.add(word));
	});
	return { months, fillers };
}

/**
 * Reads days as a reader writes them.
 * @param {string} text - What was typed.
 * @param {DateWords} words - The words about dates that are known.
 * @returns {Window[]} First and last day of each reading, the likeliest first; none if it is no date, two if
 *     nobody can tell which number is the month.
 */
export function readDays(text, words) {
	const plain = text.normalize('NFKC').trim().toLowerCase();
	const found = readOne(plain, words);
	if (found.length) {
		return found;
	}
	const ends = plain.split(SEPARATOR);
	return ends.length === 2 ? readSpan(ends[0], ends[1], words) : [];
}

/**
 * @param {string} first
 * @param {string} last
 * @param {DateWords} words
 * @returns {Window[]}
 */
function readSpan(first, last, words) {
	const [to] = readOne(last, words);
	if (!to) {
		return [];
	}
	// What is the same at both ends is written once, behind: 20-31 August 1939.
	const { year } = dayToParts(to.to);
	const tails = ['', last.replace(/^\d{1,2}(?!\d)/, ''), ` ${year}`, `.${year}`];
	const from = tails.map((tail) => readOne(first + tail, words)[0]).find(Boolean);
	return from && from.from <= to.to ? [{ from: from.from, to: to.to }] : [];
}

/**
 * @param {string} text
 * @param {DateWords} words
 * @returns {Window[]}
 */
function readOne(text, { months, fillers }) {
	const iso = parseDay(text);
	if (iso) {
		return [iso];
	}
	const named = wordsOf(text);
	const [month, another] = named.flatMap((word) => months.get(word) ?? []);
	const numbers = text.match(/\d+/g) || [];
	if (another || !named.every((word) => months.has(word) || fillers.has(word))) {
		return [];
	}
	const readings = month ? placeNamed(month, numbers) : placeNumbers(numbers, text);
	return readings.map(windowOf).filter((window) => window !== null);
}

/**
 * @param {number} month
 * @param {string[]} numbers
 * @returns {Parts[]}
 */
function placeNamed(month, numbers) {
	const year = numbers.find((number) => number.length === 4);
	const rest = numbers.filter((number) => number !== year);
	if (!year || rest.length > 1 || rest.some((number) => number.length > 2)) {
		return [];
	}
	return [{ year: Number(year), month, ...(rest.length && { day: Number(rest[0]) }) }];
}

/**
 * @param {string[]} numbers
 * @param {string} text
 * @returns {Parts[]}
 */
function placeNumbers(numbers, text) {
	const values = numbers.map(Number);
	const yearAt = numbers.findIndex((number) => number.length === 4);
	if (numbers.length > 3 || (yearAt !== 0 && yearAt !== numbers.length - 1)) {
		return [];
	}
	const year = values[yearAt];
	const [first, second] = yearAt === 0 ? values.slice(1) : values;
	if (numbers.length < 3) {
		return [{ year, ...(numbers.length === 2 && { month: first }) }];
	}
	if (yearAt === 0) {
		return [{ year, month: first, day: second }];
	}
	const dayFirst = { year, month: second, day: first };
	const monthFirst = { year, month: first, day: second };
	// With full stops the day stands first wherever they are used; with other signs it depends.
	if (first === second || text.includes('.')) {
		return [dayFirst];
	}
	return [dayFirst, monthFirst];
}

/**
 * @param {Parts} parts
 * @returns {Window | null} Null if there is no such day.
 */
function windowOf({ year, month, day }) {
	if (month === undefined) {
		return { from: dayFromParts(year, 1, 1), to: dayFromParts(year, LAST_MONTH, 31) };
	}
	if (
		month < 1 ||
		month > LAST_MONTH ||
		(day !== undefined && (day < 1 || day > monthLength(year, month)))
	) {
		return null;
	}
	const from = dayFromParts(year, month, day ?? 1);
	return { from, to: day === undefined ? from + monthLength(year, month) - 1 : from };
}

/**
 * @param {string} text
 * @returns {string[]} Its words in small letters.
 */
function wordsOf(text) {
	return (
		text
			.normalize('NFKC')
			.toLowerCase()
			.match(/\p{L}+/gu) || []
	);
}
