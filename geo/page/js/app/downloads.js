// What is shown, or everything, as GeoJSON or CSV. Days are whole numbers written out; no clock and no zone touches them.

import { dayToIso } from '../core/days.js';
import { el } from '../dom/dom.js';

function propertiesOf(model, i, text) {
	const e = model.events;
	const place = model.places[e.place[i]];
	return {
		id: e.id[i],
		title: text.title,
		kind: model.codes.kind[e.kind[i]].code,
		campaign: model.codes.campaign[e.campaign[i]].code,
		sector: model.codes.sector[e.sector[i]].code,
		start_date: dayToIso(e.start[i]),
		end_date: dayToIso(e.end[i]),
		start_latest: dayToIso(e.startLatest[i]),
		end_earliest: dayToIso(e.endEarliest[i]),
		date_edtf: text.date_edtf,
		date_prec: e.datePrec[i],
		clock: text.clock || null,
		place_id: place ? place.id : null,
		place_name: place ? place.name : null,
		place_words: text.place_words || null,
		where_prec: place && place.prec ? place.prec : null,
		uncertainty_m: place && place.lon !== null ? place.uncertainty : null,
		status: place && place.status ? place.status : null,
		side_initiating: model.codes.side[e.side[i]].code,
		initiating_basis: model.codes.basis[e.basis[i]].code,
		actors: text.actors || null,
		clarity: e.clarity[i],
		confirmed: Boolean(e.confirmed[i]),
		summary: text.summary,
		note: text.note || null,
		claims: text.claims,
		sources: text.sources,
	};
}

function featureOf(model, i, text) {
	const place = model.places[model.events.place[i]];
	return {
		type: 'Feature',
		id: model.events.id[i],
		geometry: place && place.lon !== null ? { type: 'Point', coordinates: [place.lon, place.lat] } : null,
		properties: propertiesOf(model, i, text),
	};
}

// RFC 7946; the extra members of the collection say what this is a part of, and how to cite it.
function toGeoJSON(model, list, filter) {
	return Promise.all(list.map((i) => model.textsOf(i))).then((texts) => {
		const used = new Set();
		const features = list.map((i, k) => {
			texts[k].sources.forEach((id) => {
				used.add(id);
			});
			texts[k].claims.forEach((claim) => {
				claim.sources.forEach((id) => {
					used.add(id);
				});
			});
			return featureOf(model, i, texts[k]);
		});
		return {
			type: 'FeatureCollection',
			title: model.meta.title,
			version: model.meta.version,
			license: model.meta.license,
			citation: model.meta.citation,
			filter,
			sources: model.sources
				.filter((s) => used.has(s.id))
				.map((s) => ({
					id: s.id,
					citation: s.citation,
					url: s.url || null,
					reliability: s.reliability,
				})),
			features,
		};
	});
}

// RFC 4180. A text that a spreadsheet would run as a formula gets a leading apostrophe.
function cell(value) {
	let text =
		value === null || value === undefined ? '' : Array.isArray(value) ? value.join(';') : String(value);
	if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) {
		text = `'${text}`;
	}
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 *
 * @param collection
 */
export function toCsv(collection) {
	let names = null;
	const lines = [];
	collection.features.forEach((feature) => {
		const p = Object.assign({}, feature.properties, {
			longitude: feature.geometry ? feature.geometry.coordinates[0] : null,
			latitude: feature.geometry ? feature.geometry.coordinates[1] : null,
		});
		p.claims = p.claims.map((c) => c.id);
		if (!names) {
			names = Object.keys(p);
			lines.push(names.join(','));
		}
		lines.push(names.map((name) => cell(p[name])).join(','));
	});
	return `${lines.join('\r\n')}\r\n`;
}

function save(name, text, type) {
	const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
	const link = el('a', { href: url, download: name });
	document.body.appendChild(link);
	link.click();
	link.remove();
	window.setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 10000);
}

// What the reader takes away: one event, those shown, or all, named after what they are.
/**
 *
 * @param app
 */
export function makeDownloads(app) {
	const model = app.model;
	const iso = dayToIso;

	// The state as members of the collection, so that a file says how it was chosen.
	function filter() {
		const scene = app.store.scene();
		const state = app.store.state();
		const win = scene.window;
		return {
			mode: state.mode,
			from: win.from === -Infinity ? null : iso(win.from),
			to: iso(win.to),
			hidden: state.hidden,
			query: state.query || null,
			shown: scene.shown.length,
			of: model.events.n,
		};
	}

	function shown() {
		return toGeoJSON(model, app.store.scene().shown, filter());
	}

	function choose(scope) {
		const scene = app.store.scene();
		const win = scene.window;
		const id = model.events.id;
		if (scope === 'one') {
			return {
				list: [scene.selected],
				name: `incident_${id[scene.selected]}`,
				filter: { id: id[scene.selected] },
			};
		}
		if (scope === 'all') {
			return {
				list: id.map((_, i) => i),
				name: `incidents_all-${id.length}`,
				filter: null,
			};
		}
		const span =
			win.from === win.to
				? iso(win.to)
				: `${win.from === -Infinity ? 'start' : iso(win.from)}_${iso(win.to)}`;
		return {
			list: scene.shown,
			name: `incidents_${span}_shown-${scene.shown.length}`,
			filter: filter(),
		};
	}

	// `scope`: one, shown, all; `format`: geojson, csv.
	function saveAs(scope, format) {
		const choice = choose(scope);
		const name = `${choice.name}_v${model.meta.version}`;
		return toGeoJSON(model, choice.list, choice.filter).then((collection) => {
			// The mark tells spreadsheets that the text is UTF-8.
			if (format === 'csv') {
				save(`${name}.csv`, `\ufeff${toCsv(collection)}`, 'text/csv');
			} else {
				save(`${name}.geojson`, JSON.stringify(collection, null, 1), 'application/geo+json');
			}
			app.notice(app.words.count('download.saved', choice.list.length));
		});
	}

	return { save: saveAs, shown };
}
