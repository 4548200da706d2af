// How the page speaks of events, places, codes and numbers, in the reader's language.
(function (atlas) {
	'use strict';

	var days = atlas.days;

	function makeSay(app) {
		var model = app.model, e = model.events;

		// The word for a code: translated, else as the table of codes has it.
		function label(list, code) {
			var key = 'code.' + list + '.' + code, word = app.words.t(key);
			if (word !== key) { return word; }
			var found = (model.codes[list] || []).filter(function (c) { return c.code === code; })[0];
			return found ? found.label : code;
		}

		// When it was, with the doubt of the source itself: "about", "probably".
		function when(i) {
			var text = e.doubt[i] ? model.peek(i) : null, edtf = text ? text.date_edtf : '';
			var span = spanOfEvent(i, /\//.test(edtf));
			if (/[~%]/.test(edtf)) { span = app.words.t('when.about', {d: span}); }
			return /[?%]/.test(edtf) ? app.words.t('when.probably', {d: span}) : span;
		}

		// What lasted is a span; what happened some day within one says so.
		function spanOfEvent(i, lasted) {
			var w = app.words, p = days.toParts(e.start[i]), q = days.toParts(e.end[i]);
			if (atlas.state.isAllOf(e, i)) { return w.t('when.both', {a: w.date(e.start[i]), b: w.date(e.end[i])}); }
			if (lasted || e.start[i] === e.end[i] || atlas.state.hasCertainDay(e, i)) { return w.span(e.start[i], e.end[i]); }
			var whole = p.day === 1 && q.day === days.monthLength(q.year, q.month);
			if (whole && p.year === q.year && p.month === q.month) { return w.t('when.someDayOf', {p: w.month(p.year, p.month)}); }
			if (whole && p.month === 1 && q.month === 12) { return w.t('when.someDayOf', {p: p.year === q.year ? String(p.year) : p.year + '–' + q.year}); }
			return w.t('when.between', {a: w.date(e.start[i]), b: w.date(e.end[i])});
		}

		function title(i) {
			var text = model.peek(i);
			return text ? text.title : '';
		}

		function placeName(place) {
			if (!place) { return ''; }
			var own = place.names.filter(function (name) { return name[1] === app.words.lang; })[0];
			return own ? own[0] : place.name;
		}

		function number(n) { return String(n).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, '\u202f'); }

		function metres(m) {
			return m >= 1000 ? number(Math.round(m / 100) / 10) + ' km' : number(m) + ' m';
		}

		// The languages of a source, such as "en" or "en/ru"; a code without a name stays a code.
		function languages(codes) {
			return codes.split(/[\/;]/).map(function (code) {
				var key = 'lang.' + code, word = app.words.t(key);
				return word === key ? code : word;
			}).join(', ');
		}

		function citation(id) {
			var source = model.sources[model.sourceIndex.get(id)];
			return source ? source.citation : id;
		}

		// What may stand along a line, from long to short. The table's own words are English.
		function lineNames(f) {
			var side = label('side', f.claimant), own = app.words.lang === 'en' ? [f.name] : [];
			if (f.layer === 'claim-line') { return own.concat(app.words.t('line.claim', {side: side})); }
			var dates = f.from === null || f.to === null ? '' : ', ' + app.words.span(f.from, f.to);
			return own.concat(side + dates + ' (' + label('status', f.status).toLowerCase() + ')', side + dates);
		}

		function year(day) { return days.toParts(day).year; }

		// The days in force, in words.
		function spanOf(win) {
			return win.from === -Infinity ? app.words.t('readout.upto', {d: app.words.date(win.to)}) : app.words.span(win.from, win.to);
		}

		// What to do when nothing is shown.
		function emptyNote() {
			var words = app.words, next = app.walk.firstAfter(app.store.scene().window.to);
			if (app.store.state().query) { return words.t('empty.query', {q: app.store.state().query}); }
			return next === null ? words.t('empty.none') : words.t('empty.next', {d: when(next), t: title(next)});
		}

		function tally() {
			var w = app.words, scene = app.store.scene(), shown = scene.shown;
			if (!shown.length) { return emptyNote(); }
			var possible = shown.filter(scene.possible).length;
			return w.count('tally', shown.length) + ' · ' + spanOf(scene.window) + (possible ? ', ' + w.t('tally.possible', {n: possible}) : '');
		}

		return {
			label: label, when: when, title: title, placeName: placeName, number: number, metres: metres,
			citation: citation, languages: languages, year: year, lineNames: lineNames, emptyNote: emptyNote, tally: tally
		};
	}

	atlas.makeSay = makeSay;
})(window.BorderAtlas = window.BorderAtlas || {});
