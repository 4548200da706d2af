// The data of the page, unpacked once into columns. Nothing here changes after it is made.

import { dayToParts } from './days.js';
import { inflateBytes } from './inflate.js';

// Blocks of texts that are opened before the first paint.
const PRELOAD = 16;

// Parts shorter than this are unpacked at once; longer ones by the browser, a moment later.
const AT_ONCE = 1000000;

function bytesOf(base64) {
	const binary = atob(base64.trim());
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) {
		bytes[i] = binary.charCodeAt(i);
	}
	return bytes;
}

// The part as a value if it is short enough to be unpacked at once, else null.
/**
 *
 * @param id
 */
export function readNow(id) {
	const text = document.getElementById(id).textContent;
	return text.length > AT_ONCE ? null : JSON.parse(new TextDecoder().decode(inflateBytes(bytesOf(text))));
}

function inflate(base64) {
	const bytes = bytesOf(base64);
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
	return new Response(stream).text().then(JSON.parse);
}

/**
 *
 * @param id
 */
export function readPart(id) {
	const text = document.getElementById(id).textContent;
	return text.trim() ? inflate(text) : Promise.resolve(null);
}

// Web Mercator at zoom 0: the world is a square of 256 units, as Leaflet's CRS.EPSG3857 has it.
/**
 *
 * @param lon
 * @param lat
 */
export function project(lon, lat) {
	const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
	return { x: 256 * (lon / 360 + 0.5), y: 256 * (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) };
}

function undelta(numbers) {
	const out = new Int32Array(numbers.length);
	let last = 0;
	for (let i = 0; i < numbers.length; i++) {
		last += numbers[i];
		out[i] = last;
	}
	return out;
}

function minus(column, offsets, sign) {
	return Int32Array.from(column, (value, i) => value + sign * offsets[i]);
}

function makeEvents(core) {
	const e = core.events;
	const n = e.id.length;
	const start = undelta(e.start);
	const end = minus(start, e.length, 1);
	const events = {
		n,
		id: e.id,
		start,
		end,
		startLatest: minus(start, e.start_latest, 1),
		endEarliest: minus(end, e.end_earliest, -1),
		datePrec: Uint8Array.from(e.date_prec),
		doubt: Uint8Array.from(e.doubt),
		kind: Uint8Array.from(e.kind),
		side: Uint8Array.from(e.side),
		basis: Uint8Array.from(e.basis),
		campaign: Uint8Array.from(e.campaign),
		sector: Uint8Array.from(e.sector),
		place: Int32Array.from(e.place),
		clarity: Uint8Array.from(e.clarity),
		confirmed: Uint8Array.from(e.confirmed),
		losses: Int32Array.from(e.losses),
		lossesHigh: Int32Array.from(e.losses_high),
		x: new Float64Array(n),
		y: new Float64Array(n),
		index: new Map(),
	};
	for (let i = 0; i < n; i++) {
		events.index.set(e.id[i], i);
		const place = core.places[e.place[i]];
		const spot = place && place.lon !== null ? place.world : null;
		events.x[i] = spot ? spot.x : NaN;
		events.y[i] = spot ? spot.y : NaN;
	}
	return events;
}

// Where an event is filed in the tree of dates: under the day it begins, or under the month or
// the year when the source gives no more than that. Years outside the period of the atlas stand
// together under one node.
function fileByDate(events, period, i) {
	const a = dayToParts(events.start[i]);
	const b = dayToParts(events.startLatest[i]);
	const year = `date:${pad4(a.year)}`;
	const month = `${year}-${pad2(a.month)}`;
	const path =
		a.year < period.from ? ['date:earlier', year] : a.year > period.to ? ['date:later', year] : [year];
	if (a.year !== b.year || a.month !== b.month) {
		return path.concat(`${year}:?`);
	}
	return path.concat(month, a.day === b.day ? `${month}-${pad2(a.day)}` : `${month}:?`);
}

function pad2(n) {
	return (n < 10 ? '0' : '') + n;
}
function pad4(n) {
	return `000${n}`.slice(-4);
}

// Blocks of texts, each packed by itself: deflated base64 in one JSON list.
/**
 *
 * @param id
 */
export function readBlocks(id) {
	return JSON.parse(document.getElementById(id).textContent);
}

/**
 *
 * @param core
 * @param packed
 */
export function makeModel(core, packed) {
	core.places.forEach((place) => {
		if (place.lon !== null) {
			place.world = project(place.lon, place.lat);
		}
	});
	const events = makeEvents(core);
	const period = { from: dayToParts(core.meta.period[0]).year, to: dayToParts(core.meta.period[1]).year };
	const blocks = new Map();

	// Texts come in blocks of many events; a block is opened when the first of its texts is wanted.
	function openBlock(number) {
		if (!blocks.has(number)) {
			blocks.set(number, inflate(packed[number]));
		}
		return blocks.get(number);
	}
	function textsOf(i) {
		const size = core.block_size;
		return openBlock(Math.floor(i / size)).then((block) => rowOf(block, i % size));
	}
	function rowOf(block, row) {
		const out = {};
		Object.keys(block).forEach((name) => {
			out[name] = block[name][row];
		});
		return out;
	}
	function allTexts() {
		return Promise.all(packed.map((_, number) => openBlock(number).then(keep(number))));
	}
	var opened = new Map();
	function keep(number) {
		return function (block) {
			opened.set(number, block);
			return block;
		};
	}
	// The texts of an event if their block is open already; null, and the block is on its way, if not.
	function peek(i) {
		const number = Math.floor(i / core.block_size);
		if (opened.has(number)) {
			return rowOf(opened.get(number), i % core.block_size);
		}
		openBlock(number).then(keep(number));
		return null;
	}
	// Small collections are opened whole at the start; of large ones only what is asked for.
	function preload() {
		return packed.length <= PRELOAD ? allTexts() : Promise.resolve([]);
	}

	return {
		core,
		meta: core.meta,
		codes: core.codes,
		places: core.places,
		features: core.features,
		sources: core.sources,
		sourceIndex: new Map(core.sources.map((s, i) => [s.id, i])),
		statements: core.statements || [],
		statistics: core.statistics || [],
		events,
		filed: Array.from({ length: events.n }, (_, i) => fileByDate(events, period, i)),
		textsOf,
		allTexts,
		peek,
		preload,
	};
}

// Whether an event stands on the map.
/**
 *
 * @param events
 * @param i
 */
export function hasPosition(events, i) {
	return !isNaN(events.x[i]);
}
