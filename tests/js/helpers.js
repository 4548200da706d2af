// What several tests use: the vectors that Python reads too, and small models of the page's data.

import { readFileSync } from 'node:fs';
import { makeModel } from '../../geo/page/js/core/model.js';
import { dayFromIso } from '../../geo/page/js/core/days.js';

/** @typedef {import('../../geo/page/js/core/types.js').Core} Core */
/** @typedef {import('../../geo/page/js/core/types.js').Events} Events */
/** @typedef {import('../../geo/page/js/core/types.js').Meta} Meta */
/** @typedef {import('../../geo/page/js/core/types.js').PackedEvents} PackedEvents */
/** @typedef {import('../../geo/page/js/core/types.js').State} State */

/**
 * Reads a file of vectors.
 * @param {string} name - Its name.
 * @returns {Record<string, any>} What it holds.
 */
export function readVectors(name) {
	return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf-8'));
}

const CODES = {
	kind: [
		{ code: 'battle', label: 'Battle' },
		{ code: 'note', label: 'Note' },
	],
	side: [
		{ code: 'red', label: 'Red' },
		{ code: 'blue', label: 'Blue' },
	],
	campaign: [
		{ code: 'hills', label: 'The hills' },
		{ code: 'river', label: 'The river' },
	],
	basis: [{ code: 'agreed', label: 'Agreed' }],
	sector: [{ code: 'north', label: 'North' }],
};

const WORDS = {
	'month.7': 'July',
	'month.7.alone': 'July',
	'date.day': '{d} {m} {y}',
	'date.month': '{m} {y}',
	'date.span': '{a} to {b}',
	'tally.one': '{n} event',
	'tally.other': '{n} events',
	'tree.earlier': 'Before {y}',
	'tree.later': 'After {y}',
	'tree.dayUnknown': 'Day not known',
	'tree.monthUnknown': 'Month not known',
	'when.someDayOf': 'some day of {p}',
	'when.between': 'between {a} and {b}',
	'when.both': '{a} and {b}',
	'when.about': 'about {d}',
	'when.probably': 'probably {d}',
	'readout.upto': 'up to {d}',
	'line.claim': 'Claim: {side}',
	'empty.none': 'Nothing',
	'empty.query': 'Nothing for {q}',
	'empty.next': 'Next: {t}, {d}',
	'tally.possible': '{n} perhaps',
	'time.noNext': 'No later event',
	'time.noPrev': 'No earlier event',
	'lang.ru': 'Russian',
};

/**
 * A model of events in the order of their first days.
 * @param {{id: string, from: string, to?: string}[]} events - Their days, ISO; without `to` of one day.
 * @param {{columns?: Partial<PackedEvents>, core?: Partial<Core>, meta?: Partial<Meta>,
 *     texts?: string[]}} [more] - What differs from the plainest.
 * @returns {import('../../geo/page/js/core/types.js').Model} The model.
 */
export function modelOf(events, { columns = {}, core = {}, meta = {}, texts = [] } = {}) {
	const starts = events.map(({ from }) => dayFromIso(from));
	const lengths = events.map(({ from, to }) => dayFromIso(to ?? from) - dayFromIso(from));
	const zeros = () => events.map(() => 0);
	const packed = {
		id: events.map(({ id }) => id),
		start: starts.map((day, i) => day - (i ? starts[i - 1] : 0)),
		length: lengths,
		start_latest: lengths.slice(),
		end_earliest: lengths.slice(),
		date_prec: zeros(),
		date_flags: zeros(),
		kind: zeros(),
		side: zeros(),
		basis: zeros(),
		campaign: zeros(),
		sector: zeros(),
		place: events.map(() => -1),
		clarity: zeros(),
		independent: zeros(),
		confidence: events.map(() => -1),
		grade: events.map(() => -1),
		confirmed: zeros(),
		losses: events.map(() => -1),
		losses_high: events.map(() => -1),
		...columns,
	};
	return makeModel(
		/** @type {Core} */ (
			/** @type {unknown} */ ({
				meta: {
					words: { en: WORDS, ru: { 'month.7': 'июля' } },
					languages: ['en', 'ru'],
					period: [dayFromIso('1936-01-01'), dayFromIso('1940-12-31')],
					busiest_day: dayFromIso('1938-07-29'),
					hidden: [],
					renamed: {},
					title: 'T',
					version: '1',
					license: 'L',
					citation: 'C',
					cite_as: '“{title}” ({date}), event {id}. In: {whole}',
					...meta,
				},
				codes: CODES,
				looks: [],
				places: [],
				features: [],
				sources: [],
				events: packed,
				block_size: 2,
				named: { who: [], events: {} },
				...core,
			})
		),
		texts,
	);
}

/**
 * A state of the page.
 * @param {Partial<State>} [patch] - What differs from the whole period with nothing hidden.
 * @returns {State} The state.
 */
export function stateOf(patch = {}) {
	return {
		mode: 'range',
		day: '1938-07-29',
		from: '1936-01-01',
		to: '1940-12-31',
		hidden: [],
		selected: null,
		lang: 'en',
		query: '',
		...patch,
	};
}
