// Events as a reader takes them away: a GeoJSON collection (RFC 7946) and a CSV table (RFC 4180).
// Days are whole numbers written out; no clock and no zone touches them.

import { dayToIso } from './days.js';

/** @typedef {import('./types.js').EventText} EventText */
/** @typedef {import('./types.js').Model} Model */

/** @typedef {Record<string, unknown> & {claims: import('./types.js').Claim[]}} Properties */
/**
 * @typedef {object} EventFeature
 * @property {'Feature'} type
 * @property {string} id
 * @property {{type: 'Point', coordinates: [number, number]} | null} geometry
 * @property {Properties} properties
 */
/** @typedef {Record<string, unknown> & {type: 'FeatureCollection', features: EventFeature[]}} Collection */

/**
 * The columns of the exported table of events, which Python writes too.
 * @param {Model} model
 * @param {number} i
 * @param {EventText} text
 * @returns {Properties}
 */
function propertiesOf(model, i, text) {
	const { events: e, codes } = model;
	return {
		id: e.id[i],
		title: text.title,
		kind: codes.kind[e.kind[i]].code,
		campaign: codes.campaign[e.campaign[i]].code,
		sector: codes.sector[e.sector[i]].code,
		start_date: dayToIso(e.start[i]),
		end_date: dayToIso(e.end[i]),
		start_latest: dayToIso(e.startLatest[i]),
		end_earliest: dayToIso(e.endEarliest[i]),
		date_edtf: text.date_edtf,
		date_prec: e.datePrec[i],
		clock: text.clock || null,
		...placeOf(model, i, text),
		side_initiating: codes.side[e.side[i]].code,
		initiating_basis: codes.basis[e.basis[i]].code,
		actors: text.actors || null,
		clarity: e.clarity[i],
		independent_sources: e.independent[i],
		confidence: codes.confidence?.[e.confidence[i]]?.code ?? null,
		grade: codes.grade?.[e.grade[i]]?.code ?? null,
		confirmed: Boolean(e.confirmed[i]),
		summary: text.summary,
		note: text.note || null,
		claims: text.claims,
		sources: text.sources,
		cite_as: citeAs(model, i, text),
	};
}

/**
 * Says how to cite one event: title, date in EDTF, id and the version of the data.
 * @param {Model} model
 * @param {number} i
 * @param {EventText} text
 * @returns {string} The words.
 */
export function citeAs({ meta, events }, i, { title, date_edtf: date }) {
	/** @type {Record<string, string>} */
	const told = { title, date, id: events.id[i], whole: meta.citation };
	return meta.cite_as.replace(/\{(\w+)\}/g, (all, name) => told[name] ?? all);
}

/**
 * @param {Model} model
 * @param {number} i
 * @param {EventText} text
 */
function placeOf(model, i, text) {
	const place = model.places[model.events.place[i]];
	const words = { place_words: text.place_words || null };
	if (!place) {
		return {
			place_id: null,
			place_name: null,
			...words,
			where_prec: null,
			uncertainty_m: null,
			status: null,
		};
	}
	return {
		place_id: place.id,
		place_name: place.name,
		...words,
		where_prec: place.prec || null,
		uncertainty_m: place.lon === null ? null : place.uncertainty,
		status: place.status || null,
	};
}

/**
 * @param {Model} model
 * @param {number} i
 * @param {EventText} text
 * @returns {EventFeature}
 */
function featureOf(model, i, text) {
	const place = model.places[model.events.place[i]];
	const isPlaced = place && place.lon !== null && place.lat !== null;
	return {
		type: 'Feature',
		id: model.events.id[i],
		geometry: isPlaced
			? {
					type: 'Point',
					coordinates: [/** @type {number} */ (place.lon), /** @type {number} */ (place.lat)],
				}
			: null,
		properties: propertiesOf(model, i, text),
	};
}

/**
 * Makes a GeoJSON collection of events. Its extra members say what it is a part of, and how to cite it.
 * @param {Model} model - The data.
 * @param {number[]} list - Rows of the events.
 * @param {Record<string, unknown> | null} filter - How they were chosen; null for all.
 * @returns {Promise<Collection>} The collection.
 */
export async function toGeoJSON(model, list, filter) {
	const texts = await Promise.all(list.map((i) => model.textsOf(i)));
	const used = new Set(
		texts.flatMap((text) => [...text.sources, ...text.claims.flatMap((claim) => claim.sources)]),
	);
	const { title, version, license, citation } = model.meta;
	return {
		type: 'FeatureCollection',
		title,
		version,
		license,
		citation,
		filter,
		sources: model.sources
			.filter((source) => used.has(source.id))
			.map((source) => ({
				id: source.id,
				citation: source.citation,
				url: source.url || null,
				reliability: source.reliability,
			})),
		features: list.map((i, k) => featureOf(model, i, texts[k])),
	};
}

/**
 * Writes one cell. A text that a spreadsheet would run as a formula gets a leading apostrophe.
 * @param {unknown} value
 */
function cellOf(value) {
	let text = Array.isArray(value) ? value.join(';') : String(value ?? '');
	if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
		text = `'${text}`;
	}
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Writes a collection of events as a CSV table; claims are named by their ids.
 * @param {{features: Pick<EventFeature, 'geometry' | 'properties'>[]}} collection - The collection.
 * @returns {string} The table; its lines end with CR LF.
 */
export function toCsv(collection) {
	const rows = collection.features.map(({ geometry, properties }) => ({
		...properties,
		claims: properties.claims.map((claim) => claim.id),
		longitude: geometry ? geometry.coordinates[0] : null,
		latitude: geometry ? geometry.coordinates[1] : null,
	}));
	const names = rows.length ? Object.keys(rows[0]) : [];
	const lines = rows.map((row) => Object.values(row).map(cellOf).join(','));
	return `${[...(names.length ? [names.join(',')] : []), ...lines].join('\r\n')}\r\n`;
}
