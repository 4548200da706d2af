// The data of the page, unpacked once into columns. Nothing here changes after it is made.

import { dayToParts } from './days.js';
import { inflateJson, undelta } from './packing.js';
import { project } from './projection.js';

/** @typedef {import('./types.js').Core} Core */
/** @typedef {import('./types.js').Events} Events */
/** @typedef {import('./types.js').EventText} EventText */
/** @typedef {import('./types.js').Model} Model */
/** @typedef {import('./types.js').TextBlock} TextBlock */

// Up to this many blocks of texts are opened before the first paint.
const PRELOAD = 16;

/**
 * Unpacks the data.
 * @param {Core} core - What Python packed.
 * @param {string[]} packed - Blocks of texts, still packed.
 * @returns {Model} The data.
 */
export function makeModel(core, packed) {
	core.places.forEach((place) => {
		if (place.lon !== null && place.lat !== null) {
			place.world = project(place.lon, place.lat);
		}
	});
	const events = makeEvents(core);
	const period = { from: dayToParts(core.meta.period[0]).year, to: dayToParts(core.meta.period[1]).year };
	return {
		core,
		meta: core.meta,
		codes: core.codes,
		places: core.places,
		features: core.features.map((feature) => ({ ...feature, look: core.looks[feature.look] })),
		sources: core.sources,
		sourceIndex: new Map(core.sources.map((source, i) => [source.id, i])),
		statements: core.statements || [],
		statistics: core.statistics || [],
		events,
		filed: Array.from(events.id, (_, i) => fileByDate(events, period, i)),
		...makeTexts(packed, core.block_size),
	};
}

/**
 * @param {Core} core
 * @returns {Events}
 */
function makeEvents({ events: e, places }) {
	const start = undelta(e.start);
	const end = start.map((day, i) => day + e.length[i]);
	const positions = e.place.map((row) => places[row]?.world);
	return {
		n: e.id.length,
		id: e.id,
		start,
		end,
		startLatest: start.map((day, i) => day + e.start_latest[i]),
		endEarliest: end.map((day, i) => day - e.end_earliest[i]),
		datePrec: Uint8Array.from(e.date_prec),
		dateFlags: Uint8Array.from(e.date_flags),
		kind: Uint8Array.from(e.kind),
		side: Uint8Array.from(e.side),
		basis: Uint8Array.from(e.basis),
		campaign: Uint8Array.from(e.campaign),
		sector: Uint8Array.from(e.sector),
		place: Int32Array.from(e.place),
		clarity: Uint8Array.from(e.clarity),
		independent: Uint8Array.from(e.independent),
		confidence: Int8Array.from(e.confidence),
		grade: Int8Array.from(e.grade),
		confirmed: Uint8Array.from(e.confirmed),
		losses: Int32Array.from(e.losses),
		lossesHigh: Int32Array.from(e.losses_high),
		x: Float64Array.from(positions, (point) => (point ? point.x : NaN)),
		y: Float64Array.from(positions, (point) => (point ? point.y : NaN)),
		index: new Map(e.id.map((id, i) => [id, i])),
	};
}

/**
 * Where an event is filed in the tree of dates: under the day it begins, or under the month or the year
 * when the source gives no more than that. Years outside the period stand together under one node.
 * @param {Events} events
 * @param {{from: number, to: number}} period Years.
 * @param {number} i
 */
function fileByDate(events, period, i) {
	const a = dayToParts(events.start[i]);
	const b = dayToParts(events.startLatest[i]);
	const year = `date:${pad(a.year, 4)}`;
	const month = `${year}-${pad(a.month, 2)}`;
	const path = [year];
	if (a.year < period.from) {
		path.unshift('date:earlier');
	} else if (a.year > period.to) {
		path.unshift('date:later');
	}
	if (a.year !== b.year || a.month !== b.month) {
		return [...path, `${year}:?`];
	}
	return [...path, month, a.day === b.day ? `${month}-${pad(a.day, 2)}` : `${month}:?`];
}

/**
 * @param {number} number
 * @param {number} digits
 */
function pad(number, digits) {
	return String(number).padStart(digits, '0');
}

/**
 * The texts, which come in blocks of many events; a block is opened when the first of its texts is wanted.
 * @param {string[]} packed
 * @param {number} size Events in a block.
 * @returns {Pick<Model, 'textsOf' | 'allTexts' | 'loadedText' | 'preload'>}
 */
function makeTexts(packed, size) {
	/** @type {Map<number, Promise<TextBlock>>} */
	const asked = new Map();
	/** @type {Map<number, TextBlock>} */
	const opened = new Map();

	/**
	 * @param {number} number
	 */
	function open(number) {
		const known = asked.get(number);
		if (known) {
			return known;
		}
		const coming = inflateJson(packed[number]).then((value) => {
			const block = /** @type {TextBlock} */ (value);
			opened.set(number, block);
			return block;
		});
		asked.set(number, coming);
		return coming;
	}

	const allTexts = () => Promise.all(packed.map((_, number) => open(number)));
	return {
		allTexts,
		textsOf: async (i) => rowOf(await open(Math.floor(i / size)), i % size),
		loadedText: (i) => {
			const number = Math.floor(i / size);
			const block = opened.get(number);
			if (!block) {
				open(number);
				return null;
			}
			return rowOf(block, i % size);
		},
		// Small collections are opened whole at the start; of large ones only what is asked for.
		preload: async () => {
			if (packed.length <= PRELOAD) {
				await allTexts();
			}
		},
	};
}

/**
 * @param {TextBlock} block
 * @param {number} row
 */
function rowOf(block, row) {
	const entries = Object.entries(block).map(([name, column]) => [name, column[row]]);
	return /** @type {EventText} */ (Object.fromEntries(entries));
}

/**
 * Whether an event stands on the map.
 * @param {Pick<Events, 'x'>} events - All events.
 * @param {number} i - The row of the event.
 * @returns {boolean} Whether its position is known.
 */
export function hasPosition(events, i) {
	return !Number.isNaN(events.x[i]);
}
