// What is shown, or everything, as GeoJSON or CSV. Days are whole numbers written out; no clock and no zone touches them.
(function (atlas) {
	'use strict';

	var days = atlas.days;

	function propertiesOf(model, i, text) {
		var e = model.events, place = model.places[e.place[i]];
		return {
			id: e.id[i],
			title: text.title,
			kind: model.codes.kind[e.kind[i]].code,
			campaign: model.codes.campaign[e.campaign[i]].code,
			sector: model.codes.sector[e.sector[i]].code,
			start_date: days.toIso(e.start[i]),
			end_date: days.toIso(e.end[i]),
			start_latest: days.toIso(e.startLatest[i]),
			end_earliest: days.toIso(e.endEarliest[i]),
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
			sources: text.sources
		};
	}

	function featureOf(model, i, text) {
		var place = model.places[model.events.place[i]];
		return {
			type: 'Feature',
			id: model.events.id[i],
			geometry: place && place.lon !== null ? {type: 'Point', coordinates: [place.lon, place.lat]} : null,
			properties: propertiesOf(model, i, text)
		};
	}

	// RFC 7946; the extra members of the collection say what this is a part of, and how to cite it.
	function toGeoJSON(model, list, filter) {
		return Promise.all(list.map(function (i) { return model.textsOf(i); })).then(function (texts) {
			var used = new Set();
			var features = list.map(function (i, k) {
				texts[k].sources.forEach(function (id) { used.add(id); });
				texts[k].claims.forEach(function (claim) { claim.sources.forEach(function (id) { used.add(id); }); });
				return featureOf(model, i, texts[k]);
			});
			return {
				type: 'FeatureCollection',
				title: model.meta.title,
				version: model.meta.version,
				license: model.meta.license,
				citation: model.meta.citation,
				filter: filter,
				sources: model.sources.filter(function (s) { return used.has(s.id); }).map(function (s) {
					return {id: s.id, citation: s.citation, url: s.url || null, reliability: s.reliability};
				}),
				features: features
			};
		});
	}

	// RFC 4180. A text that a spreadsheet would run as a formula gets a leading apostrophe.
	function cell(value) {
		var text = value === null || value === undefined ? '' : Array.isArray(value) ? value.join(';') : String(value);
		if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) { text = "'" + text; }
		return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
	}

	function toCsv(collection) {
		var names = null, lines = [];
		collection.features.forEach(function (feature) {
			var p = Object.assign({}, feature.properties, {
				longitude: feature.geometry ? feature.geometry.coordinates[0] : null,
				latitude: feature.geometry ? feature.geometry.coordinates[1] : null
			});
			p.claims = p.claims.map(function (c) { return c.id; });
			if (!names) { names = Object.keys(p); lines.push(names.join(',')); }
			lines.push(names.map(function (name) { return cell(p[name]); }).join(','));
		});
		return lines.join('\r\n') + '\r\n';
	}

	function save(name, text, type) {
		var url = URL.createObjectURL(new Blob([text], {type: type + ';charset=utf-8'}));
		var link = atlas.dom.el('a', {href: url, download: name});
		document.body.appendChild(link);
		link.click();
		link.remove();
		window.setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
	}

	// What the reader takes away: one event, those shown, or all, named after what they are.
	function makeSaves(app) {
		var model = app.model, iso = atlas.days.toIso;

		// The state as members of the collection, so that a file says how it was chosen.
		function filter() {
			var scene = app.store.scene(), state = app.store.state(), win = scene.window;
			return {
				mode: state.mode, from: win.from === -Infinity ? null : iso(win.from), to: iso(win.to),
				hidden: state.hidden, query: state.query || null, shown: scene.shown.length, of: model.events.n
			};
		}

		function shown() { return toGeoJSON(model, app.store.scene().shown, filter()); }

		function choose(scope) {
			var scene = app.store.scene(), win = scene.window, id = model.events.id;
			if (scope === 'one') { return {list: [scene.selected], name: 'incident_' + id[scene.selected], filter: {id: id[scene.selected]}}; }
			if (scope === 'all') { return {list: id.map(function (_, i) { return i; }), name: 'incidents_all-' + id.length, filter: null}; }
			var span = win.from === win.to ? iso(win.to) : (win.from === -Infinity ? 'start' : iso(win.from)) + '_' + iso(win.to);
			return {list: scene.shown, name: 'incidents_' + span + '_shown-' + scene.shown.length, filter: filter()};
		}

		// `scope`: one, shown, all; `format`: geojson, csv.
		function saveAs(scope, format) {
			var choice = choose(scope), name = choice.name + '_v' + model.meta.version;
			return toGeoJSON(model, choice.list, choice.filter).then(function (collection) {
				// The mark tells spreadsheets that the text is UTF-8.
				if (format === 'csv') { save(name + '.csv', '\ufeff' + toCsv(collection), 'text/csv'); }
				else { save(name + '.geojson', JSON.stringify(collection, null, 1), 'application/geo+json'); }
				app.notice(app.words.count('download.saved', choice.list.length));
			});
		}

		return {save: saveAs, shown: shown};
	}

	atlas.toCsv = toCsv;
	atlas.makeSaves = makeSaves;
})(window.BorderAtlas = window.BorderAtlas || {});
