// The page itself: it owns the state, asks state.js what is visible, and lets every view paint it.
// `window.borderMap` is the same door for a script, a test or an embedding page.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, S = atlas.state, days = atlas.days;
	var TABS = ['layers', 'list', 'statements', 'about'];

	function start(map) {
		var core = atlas.readNow('payload-core'), early = core && atlas.makeModel(core, atlas.readBlocks('payload-texts'));
		var ready = Promise.resolve(early || atlas.readPart('payload-core').then(function (late) {
			return atlas.makeModel(late, atlas.readBlocks('payload-texts'));
		})).then(function (model) {
			return Promise.all([model.preload(), atlas.readPart('payload-base'), readRelief()]).then(function (parts) {
				return makeApp(map, model, parts[1], parts[2]);
			});
		});
		window.borderMap = Object.assign({
			ready: ready.then(function () { return true; }),
			set: function (patch) { return ready.then(function (app) { return app.setChecked(patch); }); },
			toGeoJSON: function () { return ready.then(function (app) { return app.api.toGeoJSON(); }); }
		}, early && earlyAnswers(early));
		ready.then(function (app) { Object.assign(window.borderMap, app.api); }, function (error) {
			document.getElementById('standfirst').textContent = 'The map could not be opened: ' + error.message +
				'. It needs a browser of 2023 or later (Firefox 113, Chrome 80, Safari 16.4).';
			throw error;
		});
		return ready;
	}

	// What can be answered before the first paint: the data as they are before any reader's choice.
	function earlyAnswers(model) {
		var nodes = S.makeNodes(model), state = S.defaultState(model);
		state.hidden = S.normaliseHidden(nodes, state.hidden);
		return answers(model, nodes, function () { return state; }, function () { return null; });
	}

	// The questions that need no painted page. `stateOf` and `matchesOf` give what is in force.
	function answers(model, nodes, stateOf, matchesOf) {
		return {
			ids: function () { return model.events.id.slice(); },
			nodes: function () { return nodes.ids.slice(); },
			state: function () { return Object.assign({}, stateOf(), {hidden: stateOf().hidden.slice()}); },
			// With a patch: what would be visible with some keys changed; nothing on the page moves.
			visible: function (patch) {
				var problems = S.checkPatch(model, patch || {});
				if (problems.length) { throw new RangeError('visible: ' + problems.join('; ')); }
				var next = Object.assign({}, stateOf(), patch), masks = S.facetMasks(model, nodes, S.normaliseHidden(nodes, next.hidden));
				return S.visible(model, next, masks, matchesOf()).map(function (i) { return model.events.id[i]; });
			}
		};
	}

	function readRelief() {
		var node = document.getElementById('payload-relief'), text = node.textContent.trim();
		if (!text) { return Promise.resolve(null); }
		var value = JSON.parse(text);
		return new Promise(function (resolve) {
			var image = new Image();
			image.onload = function () { resolve({image: image, bounds: value.bounds}); };
			image.onerror = function () { resolve(null); };
			image.src = value.image;
		});
	}

	function makeApp(map, model, base, relief) {
		var defaults = S.defaultState(model), state = Object.assign({}, defaults), nodes = S.makeNodes(model);
		defaults.hidden = state.hidden = S.normaliseHidden(nodes, defaults.hidden);
		var search = atlas.makeSearch(model), matches = null, matchesFor = '', masks = S.facetMasks(model, nodes, state.hidden);
		var inks = atlas.plate.readInks(), stamp = atlas.symbols.makeStamps(inks), plate = atlas.plate.make(model, base, relief);
		var scene = null, hits = [], lit = null, measure = null, tab = 'layers', views = {}, waiting = [], requested = false, here = null, tiles = null, tilesId = 'none';
		var app = {model: model, nodes: nodes, words: atlas.makeWords(model.meta.words, state.lang)};

		// ---- the state -------------------------------------------------------------------------

		function refresh() {
			var win = S.windowOf(state);
			var shown = S.visible(model, state, masks, matches);
			scene = {
				shown: shown, masks: masks, matches: matches, mode: state.mode, day: win.to, window: win, lit: lit,
				selected: state.selected === null ? null : model.events.index.get(state.selected),
				counts: S.countNodes(model, nodes, state, masks, matches),
				possible: function (i) { return !S.isCertain(model.events, i, win); }
			};
			// An open card closes when its event is no longer shown.
			if (scene.selected !== null && shown.indexOf(scene.selected) < 0) {
				notice(app.words.t('card.left'));
				state.selected = null;
				scene.selected = null;
			}
		}

		// Takes a patch that has been checked, and gives a promise of the painted page.
		function set(patch) {
			var before = state;
			state = Object.assign({}, state, patch);
			if (patch.hidden) {
				state.hidden = S.normaliseHidden(nodes, patch.hidden);
				masks = S.facetMasks(model, nodes, state.hidden);
			}
			if (state.lang !== before.lang) { changeLanguage(); }
			var query = state.query, settled = Promise.resolve();
			if (query !== matchesFor) {
				settled = search(query).then(function (mask) {
					if (state.query === query) { matches = mask; matchesFor = query; }
				});
			}
			return settled.then(function () {
				refresh();
				writeLink(state.selected !== before.selected);
				return painted();
			});
		}

		function setChecked(patch) {
			if (!patch || typeof patch !== 'object') { return Promise.reject(new TypeError('set: expected an object of state keys')); }
			var problems = S.checkPatch(model, patch), next = {};
			if (problems.length) { return Promise.reject(new RangeError('set: ' + problems.join('; '))); }
			Object.keys(defaults).forEach(function (key) { if (key in patch) { next[key] = patch[key]; } });
			var from = days.fromIso(next.from || state.from), to = days.fromIso(next.to || state.to);
			if (from > to) { return Promise.reject(new RangeError('set: from ' + days.toIso(from) + ' is after to ' + days.toIso(to))); }
			if (typeof next.selected === 'string') { return set(next).then(function () { openCard(); }); }
			return set(next);
		}

		function painted() {
			return new Promise(function (resolve) {
				waiting.push(resolve);
				if (requested) { return; }
				requested = true;
				var done = false;
				function frame() { if (!done) { done = true; requested = false; paint(); } }
				window.requestAnimationFrame(frame);
				// A hidden tab has no frames; the promise must still be kept.
				window.setTimeout(frame, 250);
			});
		}

		function paint() {
			ground.paintNow();
			marks.paintNow();
			bar.update();
			paintInset();
			paintTally();
			if (views[tab] && views[tab].update) { views[tab].update(); }
			paintSelection();
			var list = waiting;
			waiting = [];
			list.forEach(function (resolve) { resolve(); });
		}

		// ---- the map ---------------------------------------------------------------------------

		function isShown(feature) {
			return !S.isHidden(nodes, hiddenSet(), 'layer:' + feature.layer) && S.featureShown(feature, state, scene.window);
		}

		var hiddenMemo = {list: null, set: null};
		function hiddenSet() {
			if (hiddenMemo.list !== state.hidden) { hiddenMemo = {list: state.hidden, set: new Set(state.hidden)}; }
			return hiddenMemo.set;
		}

		var ground = new atlas.ground.CanvasLayer(function (ctx, view) {
			if (tilesId === 'none') { plate.paintGround(ctx, view, inks); }
			plate.paintFeatures(ctx, view, inks, isShown);
		}, {pane: 'ground', padding: 0.2});

		var marks = new atlas.ground.CanvasLayer(function (ctx, view) {
			scene.lit = lit;
			// Countries lie under the signs; the other names must know where the signs are.
			var countries = atlas.labels.paint(ctx, labels(), view, inks, [], true);
			if (measure) { atlas.measure.paintLines(ctx, measure, view, inks); }
			hits = atlas.marks.paint(ctx, model, scene, view, stamp, inks, this.ratio);
			var boxes = atlas.labels.paint(ctx, labels(), view, inks, atlas.labels.boxesOf(hits).concat(countries), false);
			plate.shapes.forEach(function (shape) {
				var f = shape.item;
				if (f.label && isShown(f) && view.zoom >= f.label_zoom && shape.kind === 'line' && atlas.ground.inView(shape, view)) {
					var side = atlas.plate.sideOf(f.claimant);
					atlas.labels.paintAlong(ctx, f.label, shape, view, {colour: f.claimant ? inks['side-' + side] : inks.muted}, inks, boxes);
				}
			});
			if (measure) { atlas.measure.paintTexts(ctx, measure, view, inks); }
		}, {pane: 'marks', padding: 0.2});

		var labelMemo = {lang: null, list: null};
		function labels() {
			if (labelMemo.lang !== state.lang) {
				labelMemo = {lang: state.lang, list: model.core.labels.map(function (label) {
					return {text: (label.names[state.lang] || label.names.en) + (label.schematic ? ' (' + app.label('status', 'schematic').toLowerCase() + ')' : ''), kind: label.kind, rank: label.rank, world: atlas.project(label.lon, label.lat), minZoom: label.min_zoom, maxZoom: label.max_zoom};
				}).sort(function (a, b) { return a.rank - b.rank; })};
			}
			return labelMemo.list;
		}

		function hitAt(point) {
			var offset = marks._bounds ? marks._bounds.min : L.point(0, 0), at = map.containerPointToLayerPoint(point).subtract(offset), best = null;
			hits.forEach(function (hit) {
				var distance = Math.hypot(hit.x - at.x, hit.y - at.y);
				if (distance <= hit.r + 3 && (!best || distance < best.distance)) { best = {hit: hit, distance: distance}; }
			});
			return best && best.hit;
		}

		function onMapClick(event) {
			var hit = hitAt(event.containerPoint);
			if (!hit) {
				var feature = plate.hit(map, event.containerPoint, isShown);
				if (feature) { openFeature(feature); } else if (state.selected) { select(null); }
				return;
			}
			if (hit.members.length === 1) { select(hit.members[0], {from: 'map'}); return; }
			openGroup(hit.members);
		}

		// A ring opens by going nearer; when that would not part it, it opens as a list.
		function openGroup(members) {
			var e = model.events, spots = new Set(members.map(function (i) { return e.x[i] + ' ' + e.y[i]; }));
			if (spots.size > 1 && map.getZoom() < map.getMaxZoom()) {
				var bounds = L.latLngBounds(members.map(function (i) { var p = model.places[e.place[i]]; return [p.lat, p.lon]; }));
				var zoom = Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds, false, L.point(160, 160)));
				if (zoom > map.getZoom()) { move(bounds.getCenter(), zoom); return; }
			}
			here = members;
			showTab('here');
		}

		function onMapMove(event) {
			var hit = hitAt(event.containerPoint), next = hit && hit.members.length === 1 ? hit.members[0] : null;
			map.getContainer().style.cursor = hit ? 'pointer' : '';
			tip(hit, event.containerPoint);
			if (next !== lit) { light(next); }
		}

		var tipNode = el('div', {class: 'tip', hidden: true, 'aria-hidden': 'true'});
		function tip(hit, point) {
			tipNode.hidden = !hit;
			if (!hit) { return; }
			atlas.dom.clear(tipNode);
			if (hit.members.length === 1) {
				var text = model.peek(hit.members[0]);
				tipNode.appendChild(el('span', {class: 'tip-date', text: app.whenOf(hit.members[0])}));
				tipNode.appendChild(el('span', {text: text ? text.title : ''}));
			} else {
				tipNode.appendChild(el('span', {class: 'tip-date', text: app.words.count('count.here', hit.members.length)}));
				tipNode.appendChild(el('span', {text: app.words.t('tip.open')}));
			}
			var right = point.x > map.getSize().x - 260;
			tipNode.style.left = (right ? point.x - 14 : point.x + 14) + 'px';
			tipNode.style.top = point.y + 'px';
			tipNode.classList.toggle('left', right);
		}

		function light(i) {
			if (lit === i) { return; }
			lit = i;
			marks.paintNow();
			// The row of the sign under the pointer lights up too.
			document.querySelectorAll('.row').forEach(function (row) { row.classList.toggle('lit', i !== null && row.dataset.event === model.events.id[i]); });
		}

		var still = window.matchMedia('(prefers-reduced-motion: reduce)');
		function move(centre, zoom) {
			if (still.matches) { map.setView(centre, zoom, {animate: false}); } else { map.flyTo(centre, zoom, {duration: 0.7}); }
		}

		function flyTo(i) {
			var place = model.places[model.events.place[i]];
			if (!place || place.lon === null) { return; }
			// Near enough that the doubt about the place fills about a third of the map.
			var span = Math.max(800, place.uncertainty) / 111320 * 3;
			var zoom = map.getBoundsZoom([[place.lat - span, place.lon - span * 1.3], [place.lat + span, place.lon + span * 1.3]]);
			move([place.lat, place.lon], Math.max(4, Math.min(13, zoom)));
		}

		// ---- selection, card, feature -----------------------------------------------------------

		function select(i, options) {
			var opts = options || {};
			if (i === null) {
				var last = state.selected;
				return set({selected: null}).then(function () { giveFocusBack(last); });
			}
			var patch = {selected: model.events.id[i]};
			// Outside the days in force nothing jumps by itself: the list of reasons is offered instead.
			if (scene.shown.indexOf(i) < 0) { Object.assign(patch, stepInto(i)); }
			return set(patch).then(function () {
				if (opts.fly) { flyTo(i); }
				openCard();
			});
		}

		// The smallest change of state that shows an event.
		function stepInto(i) {
			var e = model.events, win = scene.window, patch = {};
			if (e.start[i] > win.to || e.end[i] < win.from) {
				if (state.mode === 'range') { patch.from = days.toIso(Math.min(days.fromIso(state.from), e.start[i])); patch.to = days.toIso(Math.max(days.fromIso(state.to), e.end[i])); }
				else { patch.day = days.toIso(e.start[i]); }
			}
			var hidden = state.hidden;
			S.FACETS.forEach(function (facet) { if (masks[facet][i]) { hidden = S.toggleNode(nodes, hidden, nodes.leafOf(facet, i), true); } });
			if (hidden !== state.hidden) { patch.hidden = hidden; }
			if (matches && !matches[i]) { patch.query = ''; }
			return patch;
		}

		var returnTo = null;
		function openCard() {
			returnTo = document.activeElement;
			featureBox.hidden = true;
			paintSelection();
		}

		function giveFocusBack(id) {
			var row = id && document.querySelector('[data-event="' + CSS.escape(id) + '"]');
			if (row) { row.focus(); } else if (returnTo && returnTo.isConnected && returnTo !== document.body) { returnTo.focus(); }
			returnTo = null;
		}

		function paintSelection() {
			var wanted = scene.selected;
			cardBox.hidden = wanted === null;
			document.getElementById('atlas').dataset.card = wanted === null ? '' : 'open';
			if (card.current() !== wanted) { card.show(wanted); }
		}

		function openFeature(f) {
			var words = app.words;
			if (state.selected) { set({selected: null}); }
			atlas.dom.clear(featureBox);
			featureBox.appendChild(el('div', {class: 'card-head'}, [
				el('div', {class: 'card-bar'}, [el('span', {class: 'kicker', text: app.label('layer', f.layer)}), el('button', {type: 'button', class: 'close', 'aria-label': words.t('card.close'), onclick: closeFeature}, [atlas.dom.icon('M3 3l10 10M13 3L3 13')])]),
				el('h2', {tabindex: '-1', dir: 'auto', text: f.name})
			]));
			var facts = [
				f.claimant ? words.t('feature.claimant', {side: app.label('side', f.claimant)}) : null,
				f.from === null && f.to === null ? null : words.t('feature.valid', {span: f.from === null ? '…' + words.date(f.to) : f.to === null ? words.date(f.from) + '…' : words.span(f.from, f.to)}),
				app.label('status', f.status) + (f.accuracy === null ? '' : ' · ' + words.t('card.within', {r: app.metres(f.accuracy)})),
				f.method, f.note
			];
			facts.forEach(function (text) { if (text) { featureBox.appendChild(el('p', {class: 'prose small', dir: 'auto', text: text})); } });
			featureBox.appendChild(el('ul', {class: 'cites'}, f.sources.map(function (id) { var s = model.sources[model.sourceIndex.get(id)]; return el('li', {dir: 'auto', text: s ? s.citation : id}); })));
			featureBox.appendChild(el('p', {class: 'fine', text: [f.licence, f.attribution, f.id].filter(Boolean).join(' · ')}));
			featureBox.hidden = false;
			document.getElementById('atlas').dataset.card = 'open';
			featureBox.querySelector('h2').focus({preventScroll: true});
		}

		function closeFeature() {
			featureBox.hidden = true;
			document.getElementById('atlas').dataset.card = scene.selected === null ? '' : 'open';
			map.getContainer().focus({preventScroll: true});
		}

		// ---- time ------------------------------------------------------------------------------

		function passes(i) {
			return !masks.any[i] && !(matches && !matches[i]);
		}

		// The next event in time order: from the open card, else from the day in force.
		function stepEvent(by) {
			var e = model.events, from = scene.selected;
			if (from === null) {
				var day = state.mode === 'range' ? scene.window.from : scene.window.to;
				from = by > 0 ? -1 : e.n;
				for (var k = 0; k < e.n; k++) {
					if (by > 0 && e.start[k] < day) { from = k; }
					if (by < 0 && e.start[k] > day) { from = k; break; }
				}
			}
			for (var i = from + by; i >= 0 && i < e.n; i += by) {
				if (!passes(i) || (state.mode === 'range' && scene.shown.indexOf(i) < 0)) { continue; }
				var patch = {selected: e.id[i]};
				if (state.mode !== 'range') { patch.day = days.toIso(e.start[i]); }
				return set(patch).then(function () { openCard(); keepInView(i); });
			}
			notice(app.words.t(by > 0 ? 'time.noNext' : 'time.noPrev'));
			return Promise.resolve();
		}

		function keepInView(i) {
			var place = model.places[model.events.place[i]];
			if (place && place.lon !== null && !map.getBounds().pad(-0.1).contains([place.lat, place.lon])) { flyTo(i); }
		}

		function nextDayWithStart(day) {
			for (var i = 0; i < model.events.n; i++) { if (model.events.start[i] > day && passes(i)) { return model.events.start[i]; } }
			return null;
		}

		function neighbours(i) {
			var before = null, after = null;
			for (var a = i - 1; a >= 0 && before === null; a--) { if (passes(a)) { before = a; } }
			for (var b = i + 1; b < model.events.n && after === null; b++) { if (passes(b)) { after = b; } }
			return [before, after];
		}

		// ---- words -----------------------------------------------------------------------------

		function label(list, code) {
			var key = 'code.' + list + '.' + code, word = app.words.t(key);
			if (word !== key) { return word; }
			var found = (model.codes[list] || []).filter(function (c) { return c.code === code; })[0];
			return found ? found.label : code;
		}

		function whenOf(i) {
			var e = model.events, w = app.words, p = days.toParts(e.start[i]), q = days.toParts(e.end[i]);
			var certain = atlas.state.hasCertainDay(e, i);
			if (certain || e.start[i] === e.end[i]) { return w.span(e.start[i], e.end[i]); }
			var whole = p.day === 1 && q.day === days.monthLength(q.year, q.month);
			if (whole && p.year === q.year && p.month === q.month) { return w.t('when.someDayOf', {p: w.month(p.year, p.month)}); }
			if (whole && p.month === 1 && q.month === 12) { return w.t('when.someDayOf', {p: p.year === q.year ? String(p.year) : p.year + '–' + q.year}); }
			return w.t('when.between', {a: w.date(e.start[i]), b: w.date(e.end[i])});
		}

		function placeName(place) {
			if (!place) { return ''; }
			var own = place.names.filter(function (name) { return name[1] === state.lang; })[0];
			return own ? own[0] : place.name;
		}

		function metres(m) {
			return m >= 1000 ? number(Math.round(m / 100) / 10) + ' km' : number(m) + ' m';
		}

		function number(n) { return String(n).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, '\u202f'); }

		function emptyNote() {
			var words = app.words, win = scene.window, next = null;
			if (state.query) { return words.t('empty.query', {q: state.query}); }
			for (var i = 0; i < model.events.n && next === null; i++) { if (model.events.start[i] > win.to && passes(i)) { next = i; } }
			if (next === null) { return words.t('empty.none'); }
			var text = model.peek(next);
			return words.t('empty.next', {d: app.whenOf(next), t: text ? text.title : ''});
		}

		function paintTally() {
			var w = app.words, possible = scene.shown.filter(scene.possible).length;
			var unplaced = scene.shown.filter(function (i) { return model.events.x[i] !== model.events.x[i]; }).length;
			var win = scene.window, span = win.from === -Infinity ? w.t('readout.upto', {d: w.date(win.to)}) : w.span(win.from, win.to);
			var bits = [w.count('tally', scene.shown.length) + ' · ' + span];
			if (possible) { bits.push(w.t('tally.possible', {n: possible})); }
			if (unplaced) { bits.push(w.t('tally.unplaced', {n: unplaced})); }
			document.getElementById('tally').textContent = scene.shown.length ? bits.join(', ') : emptyNote();
			document.getElementById('tally').dataset.n = scene.shown.length;
		}

		function paintWords() {
			var w = app.words;
			document.documentElement.lang = w.lang;
			document.querySelectorAll('[data-t]').forEach(function (node) { node.textContent = w.t(node.dataset.t); });
			document.querySelectorAll('[data-t-label]').forEach(function (node) { node.setAttribute('aria-label', w.t(node.dataset.tLabel)); });
			document.getElementById('kicker').textContent = w.t('kicker');
			document.getElementById('title').textContent = w.t('title');
			document.title = w.t('title') + ' · ' + w.t('kicker');
			document.getElementById('standfirst').textContent = w.t('standfirst');
			paintPresets();
			paintTabs();
			paintLanguages();
			paintCredit();
		}

		var credit = null;
		function paintCredit() {
			if (credit) { map.attributionControl.removeAttribution(credit); }
			credit = app.words.t('map.credit');
			map.attributionControl.addAttribution(credit);
		}

		// Each language by its own name, so that a reader finds it who reads no other.
		function paintLanguages() {
			var box = atlas.dom.clear(document.getElementById('language')), own = atlas.makeWords(model.meta.words, 'en');
			model.meta.languages.forEach(function (lang) {
				box.appendChild(el('option', {value: lang, lang: lang, selected: lang === state.lang, text: own.t('self.' + lang)}));
			});
			box.onchange = function () { set({lang: box.value}); };
		}

		function changeLanguage() {
			app.words = atlas.makeWords(model.meta.words, state.lang);
			paintWords();
			Object.keys(views).forEach(function (name) { if (views[name].rebuild) { views[name].rebuild(); } });
			bar.rebuild();
			card.rebuild();
		}

		// ---- panel -----------------------------------------------------------------------------

		var viewsBox = document.getElementById('views'), cardBox = el('article', {class: 'view card', id: 'card', hidden: true, 'aria-live': 'off'}), featureBox = el('article', {class: 'view card', id: 'feature', hidden: true});
		var boxes = {};
		TABS.concat(['here']).forEach(function (name) {
			boxes[name] = el('div', {class: 'view', id: 'view-' + name, role: 'tabpanel', 'aria-labelledby': 'tab-' + name, hidden: true});
			viewsBox.appendChild(boxes[name]);
		});
		document.getElementById('panel').appendChild(cardBox);
		document.getElementById('panel').appendChild(featureBox);

		function paintPresets() {
			var box = atlas.dom.clear(document.getElementById('presets'));
			model.meta.presets.forEach(function (preset) {
				box.appendChild(el('button', {type: 'button', class: 'preset', 'data-preset': preset.id, text: preset.id === 'all' ? app.words.t('preset.all') : label('campaign', preset.id), onclick: function () { applyPreset(preset); }}));
			});
		}

		function applyPreset(preset) {
			select(null);
			bar.setWindow(preset.window ? {from: preset.window[0], to: preset.window[1]} : null);
			set({mode: 'range', from: days.toIso(preset.from), to: days.toIso(preset.to), query: ''});
			if (still.matches) { map.fitBounds(preset.bounds, {animate: false}); } else { map.flyToBounds(preset.bounds, {duration: 0.8}); }
			sheet('low');
		}

		function paintTabs() {
			var box = atlas.dom.clear(document.getElementById('tabs'));
			TABS.forEach(function (name) {
				if (name === 'statements' && !model.statements.length) { return; }
				box.appendChild(el('button', {
					type: 'button', role: 'tab', id: 'tab-' + name, 'aria-controls': 'view-' + name, 'aria-selected': tab === name ? 'true' : 'false', tabindex: tab === name || (tab === 'here' && name === 'list') ? '0' : '-1',
					text: app.words.t('tabs.' + name), onclick: function () { if (state.selected) { select(null); } featureBox.hidden = true; showTab(name); sheet('high'); }, onkeydown: tabKey
				}));
			});
		}

		function tabKey(event) {
			var names = Array.from(document.querySelectorAll('#tabs [role=tab]')), at = names.indexOf(event.target);
			var to = event.key === 'ArrowRight' ? at + 1 : event.key === 'ArrowLeft' ? at - 1 : null;
			if (to === null) { return; }
			event.preventDefault();
			var next = names[(to + names.length) % names.length].id.slice(4);
			showTab(next);
			document.getElementById('tab-' + next).focus();
		}

		function showTab(name) {
			tab = name;
			Object.keys(boxes).forEach(function (other) { boxes[other].hidden = other !== name; });
			if (!views[name]) { views[name] = makeView(name); }
			paintTabs();
			if (views[name].update) { views[name].update(); }
		}

		function makeView(name) {
			if (name === 'layers') { return atlas.makeTree(boxes.layers, app); }
			if (name === 'list') { return atlas.makeList(boxes.list, app); }
			if (name === 'statements') { return atlas.makeStatements(boxes.statements, app); }
			if (name === 'about') { return atlas.makeAbout(boxes.about, app); }
			return makeHere();
		}

		// What stands at one spot of the map, when it is too much to stand apart.
		function makeHere() {
			function build() {
				var box = atlas.dom.clear(boxes.here), place = model.places[model.events.place[here[0]]];
				box.appendChild(el('div', {class: 'here-head'}, [el('h2', {text: app.words.count('count.here', here.length) + (place ? ' · ' + placeName(place) : '')}), el('button', {type: 'button', class: 'plain', text: app.words.t('here.back'), onclick: function () { showTab('layers'); }})]));
				here.slice().sort(function (a, b) { return a - b; }).forEach(function (i) {
					var sign = el('canvas', {class: 'swatch', 'aria-hidden': 'true'}), text = model.peek(i);
					atlas.symbols.swatch(sign, atlas.symbols.signOf(model, i), inks);
					box.appendChild(el('button', {type: 'button', class: 'row', 'data-event': model.events.id[i], onclick: function () { select(i); }, onmouseenter: function () { light(i); }, onmouseleave: function () { light(null); }}, [
						sign, el('span', {class: 'row-main'}, [el('span', {class: 'row-date', text: app.whenOf(i)}), el('span', {class: 'row-title', text: text ? text.title : ''})])
					]));
				});
				sheet('high');
			}
			return {update: build, rebuild: build};
		}

		// The three heights of the sheet on a phone.
		function sheet(height) { document.getElementById('atlas').dataset.sheet = height; }

		// ---- link, notice, downloads -------------------------------------------------------------

		function writeLink(important) {
			if (reading) { return; }
			var centre = map.getCenter(), hash = atlas.link.encode(state, defaults, {zoom: map.getZoom(), lat: centre.lat, lng: centre.lng});
			// A link that was about to be written is out of date now, whatever comes of this one.
			window.clearTimeout(hashTimer);
			if (hash === window.location.hash) { return; }
			try {
				if (important) { window.history.pushState(null, '', hash); } else { replaceSoon(hash); }
			} catch (error) { /* some browsers refuse history on file://; the page works without it */ }
		}

		var hashTimer = null, reading = false;
		function replaceSoon(hash) {
			hashTimer = window.setTimeout(function () {
				try { window.history.replaceState(null, '', hash); } catch (error) { /* see above */ }
			}, 300);
		}

		// Reads the hash it is given: by the time an event arrives, the address may say something else.
		function readLink(hash, initial) {
			window.clearTimeout(hashTimer);
			var found = atlas.link.decode(hash, defaults, function (patch) { return S.checkPatch(model, patch); });
			if (found.patch.from && found.patch.to && found.patch.from > found.patch.to) { delete found.patch.from; delete found.patch.to; found.problems.push('a, b'); }
			if (found.problems.length) { notice(app.words.t('link.bad', {what: found.problems.join('; ')})); }
			if (found.view) {
				reading = true;
				map.setView([found.view.lat, found.view.lng], found.view.zoom, {animate: false});
				reading = false;
			}
			if (Object.keys(found.patch).length) { return set(found.patch); }
			return initial ? set({}) : Promise.resolve();
		}

		var noticeTimer = null;
		function notice(text) {
			var box = document.getElementById('notice');
			box.textContent = text;
			box.hidden = false;
			window.clearTimeout(noticeTimer);
			noticeTimer = window.setTimeout(function () { box.hidden = true; }, 5000);
		}

		function copy(text) {
			var done = function () { notice(app.words.t('copied')); };
			if (navigator.clipboard && navigator.clipboard.writeText) { navigator.clipboard.writeText(text).then(done, function () { notice(text); }); } else { notice(text); }
		}

		function copyLink() {
			var centre = map.getCenter();
			copy(window.location.href.replace(/#.*$/, '') + atlas.link.encode(state, defaults, {zoom: map.getZoom(), lat: centre.lat, lng: centre.lng}));
		}

		function filterText() {
			var win = scene.window;
			return {
				mode: state.mode, from: win.from === -Infinity ? null : days.toIso(win.from), to: days.toIso(win.to),
				hidden: state.hidden, query: state.query || null, shown: scene.shown.length, of: model.events.n
			};
		}

		function download(scope, format) {
			var all = scope === 'all', one = scope === 'one';
			var list = one ? [scene.selected] : all ? Array.from({length: model.events.n}, function (_, i) { return i; }) : scene.shown;
			var win = scene.window, stamp = win.from === win.to ? days.toIso(win.to) : (win.from === -Infinity ? 'start' : days.toIso(win.from)) + '_' + days.toIso(win.to);
			var name = one ? 'incident_' + model.events.id[scene.selected] : all ? 'incidents_all-' + list.length : 'incidents_' + stamp + '_shown-' + list.length;
			return atlas.download.toGeoJSON(model, list, all ? null : one ? {id: model.events.id[scene.selected]} : filterText()).then(function (collection) {
				if (format === 'csv') { atlas.download.save(name + '_v' + model.meta.version + '.csv', '\ufeff' + atlas.download.toCsv(collection), 'text/csv'); }
				else { atlas.download.save(name + '_v' + model.meta.version + '.geojson', JSON.stringify(collection, null, 1), 'application/geo+json'); }
				notice(app.words.count('download.saved', list.length));
			});
		}

		// ---- statements --------------------------------------------------------------------------

		function showStatement(s) {
			measure = s && s.drawing && s.drawing.length ? s.drawing : null;
			if (!s) { marks.paintNow(); return; }
			var indices = s.events.map(function (id) { return model.events.index.get(id); }).filter(function (i) { return i !== undefined; });
			var points = [];
			indices.forEach(function (i) { var p = model.places[model.events.place[i]]; if (p && p.lon !== null) { points.push([p.lat, p.lon]); } });
			s.places.forEach(function (id) { model.places.forEach(function (p) { if (p.id === id && p.lon !== null) { points.push([p.lat, p.lon]); } }); });
			(measure || []).forEach(function (line) { line.points.forEach(function (p) { points.push([p[1], p[0]]); }); });
			var patch = {};
			if (indices.length) {
				var from = Math.min.apply(null, indices.map(function (i) { return model.events.start[i]; })), to = Math.max.apply(null, indices.map(function (i) { return model.events.end[i]; }));
				patch = {mode: 'range', from: days.toIso(from), to: days.toIso(to), query: ''};
				var hidden = state.hidden;
				indices.forEach(function (i) { S.FACETS.forEach(function (facet) { if (masks[facet][i]) { hidden = S.toggleNode(nodes, hidden, nodes.leafOf(facet, i), true); } }); });
				patch.hidden = hidden;
			}
			set(patch);
			if (points.length) { fit(L.latLngBounds(points)); }
		}

		function fit(bounds) {
			var options = {padding: [60, 60], maxZoom: 12};
			if (still.matches) { map.fitBounds(bounds, Object.assign(options, {animate: false})); } else { map.flyToBounds(bounds, Object.assign(options, {duration: 0.8})); }
		}

		// ---- locator: where a reader deep in a battlefield is ------------------------------------

		var insetBox = document.getElementById('inset'), insetCanvas = el('canvas', {'aria-hidden': 'true'}), insetSheet = null, insetInks = null;
		insetBox.appendChild(insetCanvas);

		function paintInset() {
			insetBox.hidden = map.getZoom() < 8 || map.getSize().x < 700;
			if (insetBox.hidden) { return; }
			if (insetInks !== inks) { insetInks = inks; insetSheet = plate.makeInset(inks); }
			var ctx = insetCanvas.getContext('2d'), centre = atlas.project(map.getCenter().lng, map.getCenter().lat), at = insetSheet.place(centre);
			insetCanvas.width = insetSheet.canvas.width;
			insetCanvas.height = insetSheet.canvas.height;
			ctx.drawImage(insetSheet.canvas, 0, 0);
			ctx.strokeStyle = inks.accent;
			ctx.lineWidth = 3;
			ctx.strokeRect(at.x - 7, at.y - 7, 14, 14);
		}

		// ---- backgrounds that ask a server: off until the reader switches one on ------------------

		function backgrounds() {
			return [{id: 'none'}].concat(model.meta.online);
		}

		function setBackground(id) {
			if (tiles) { map.removeLayer(tiles); tiles = null; }
			tilesId = id;
			var found = model.meta.online.filter(function (b) { return b.id === id; })[0];
			if (found) {
				tiles = L.tileLayer(found.url, {maxZoom: 18, maxNativeZoom: found.max_zoom, attribution: found.attribution, pane: 'tiles', referrerPolicy: 'no-referrer'});
				tiles.addTo(map);
			}
			ground.paintNow();
		}

		// ---- wiring ------------------------------------------------------------------------------

		Object.assign(app, {
			state: function () { return state; }, scene: function () { return scene; }, inks: function () { return inks; },
			set: set, setChecked: setChecked, select: select, light: light, lit: function () { return lit; }, notice: notice, stepEvent: stepEvent, nextDayWithStart: nextDayWithStart,
			neighbours: neighbours, label: label, whenOf: whenOf, placeName: placeName, metres: metres, number: number, emptyNote: emptyNote,
			copy: copy, copyLink: copyLink, download: download, flyTo: flyTo, showStatement: showStatement,
			backgrounds: backgrounds, setBackground: setBackground, background: function () { return tilesId; },
			cardFilled: function () { if (!cardBox.hidden && !cardBox.contains(document.activeElement)) { document.getElementById('card-title').focus({preventScroll: true}); } }
		});

		[['tiles', 150], ['ground', 200], ['marks', 450]].forEach(function (pane) {
			map.createPane(pane[0]).style.zIndex = pane[1];
			if (pane[0] !== 'tiles') { map.getPane(pane[0]).style.pointerEvents = 'none'; }
		});
		map.attributionControl.setPrefix(false);
		map.getContainer().appendChild(tipNode);
		refresh();
		var card = atlas.makeCard(cardBox, app), bar = atlas.makeTimeBar(document.getElementById('timebar'), app);
		paintWords();
		map.fitBounds(model.meta.bounds, {animate: false});
		ground.addTo(map);
		marks.addTo(map);
		showTab('layers');
		map.on('click', onMapClick);
		map.on('mousemove', onMapMove);
		map.on('mouseout', function () { tip(null); light(null); });
		map.on('moveend', function () { writeLink(false); paintInset(); });
		map.getContainer().setAttribute('aria-label', app.words.t('map.keys'));
		window.addEventListener('hashchange', function (event) { readLink(event.newURL.replace(/^[^#]*/, ''), false); });
		window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changeTheme);
		window.addEventListener('beforeprint', function () { map.invalidateSize({animate: false}); changeTheme(); });
		document.addEventListener('keydown', onKey);
		bindSheet();
		// The map's own box changes with the sheet of a phone, not only with the window.
		if (window.ResizeObserver) {
			new ResizeObserver(function () { map.invalidateSize({animate: false, pan: false}); }).observe(map.getContainer());
		}

		function changeTheme() {
			inks = atlas.plate.readInks();
			stamp = atlas.symbols.makeStamps(inks);
			Object.keys(views).forEach(function (name) { if (views[name].rebuild) { views[name].rebuild(); } });
			painted();
		}

		function onKey(event) {
			if (event.ctrlKey || event.metaKey || event.altKey) { return; }
			var target = event.target, typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== 'checkbox' && target.type !== 'range' && target.type !== 'radio';
			if (event.key === 'Escape') {
				if (typing && target.value && target.type === 'search') { return; }
				if (!featureBox.hidden) { closeFeature(); } else if (state.selected) { select(null); }
				return;
			}
			if (typing) { return; }
			if (event.key === 'n' || event.key === 'N') { stepEvent(1); }
			else if (event.key === 'p' || event.key === 'P') { stepEvent(-1); }
			else if (event.key === '/') { event.preventDefault(); showTab('list'); views.list.focusSearch(); }
			else if (event.key === '?') { showTab('about'); document.getElementById('tab-about').focus(); }
		}

		function bindSheet() {
			document.getElementById('masthead').addEventListener('click', function (event) {
				if (event.target.closest('button')) { return; }
				var box = document.getElementById('atlas');
				box.dataset.sheet = box.dataset.sheet === 'high' ? 'low' : 'high';
			});
		}

		app.api = Object.assign(answers(model, nodes, app.state, function () { return matches; }), {
			set: setChecked,
			toGeoJSON: function () { return atlas.download.toGeoJSON(model, scene.shown, filterText()); },
			onMap: function () { return [].concat.apply([], hits.map(function (h) { return h.members; })).map(function (i) { return model.events.id[i]; }); },
			link: function () { var c = map.getCenter(); return atlas.link.encode(state, defaults, {zoom: map.getZoom(), lat: c.lat, lng: c.lng}); },
			map: map
		});
		return readLink(window.location.hash, true).then(function () { return app; });
	}

	atlas.start = start;
})(window.BorderAtlas = window.BorderAtlas || {});
