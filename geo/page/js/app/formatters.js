// How the page speaks of events, places, codes and numbers, in the reader's language.

import { dayToParts, monthLength } from '../core/days.js';
import { hasCertainDay, isAllOf } from '../core/state.js';

/**
 *
 * @param app
 */
export function makeFormatters(app) {
	const model = app.model;
	const e = model.events;

	// The word for a code: translated, else as the table of codes has it.
	function label(list, code) {
		const key = `code.${list}.${code}`;
		const word = app.words.t(key);
		if (word !== key) {
			return word;
		}
		const found = (model.codes[list] || []).filter((c) => c.code === code)[0];
		return found ? found.label : code;
	}

	// When it was, with the doubt of the source itself: "about", "probably".
	function when(i) {
		const text = e.doubt[i] ? model.peek(i) : null;
		const edtf = text ? text.date_edtf : '';
		let span = spanOfEvent(i, /\//.test(edtf));
		if (/[~%]/.test(edtf)) {
			span = app.words.t('when.about', { d: span });
		}
		return /[?%]/.test(edtf) ? app.words.t('when.probably', { d: span }) : span;
	}

	// What lasted is a span; what happened some day within one says so.
	function spanOfEvent(i, lasted) {
		const w = app.words;
		const p = dayToParts(e.start[i]);
		const q = dayToParts(e.end[i]);
		if (isAllOf(e, i)) {
			return w.t('when.both', { a: w.date(e.start[i]), b: w.date(e.end[i]) });
		}
		if (lasted || e.start[i] === e.end[i] || hasCertainDay(e, i)) {
			return w.span(e.start[i], e.end[i]);
		}
		const whole = p.day === 1 && q.day === monthLength(q.year, q.month);
		if (whole && p.year === q.year && p.month === q.month) {
			return w.t('when.someDayOf', { p: w.month(p.year, p.month) });
		}
		if (whole && p.month === 1 && q.month === 12) {
			return w.t('when.someDayOf', { p: p.year === q.year ? String(p.year) : `${p.year}–${q.year}` });
		}
		return w.t('when.between', { a: w.date(e.start[i]), b: w.date(e.end[i]) });
	}

	function title(i) {
		const text = model.peek(i);
		return text ? text.title : '';
	}

	function placeName(place) {
		if (!place) {
			return '';
		}
		const own = place.names.filter((name) => name[1] === app.words.lang)[0];
		return own ? own[0] : place.name;
	}

	function number(n) {
		return String(n).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, '\u202f');
	}

	function metres(m) {
		return m >= 1000 ? `${number(Math.round(m / 100) / 10)} km` : `${number(m)} m`;
	}

	// The languages of a source, such as "en" or "en/ru"; a code without a name stays a code.
	function languages(codes) {
		return codes
			.split(/[\/;]/)
			.map((code) => {
				const key = `lang.${code}`;
				const word = app.words.t(key);
				return word === key ? code : word;
			})
			.join(', ');
	}

	function citation(id) {
		const source = model.sources[model.sourceIndex.get(id)];
		return source ? source.citation : id;
	}

	// What may stand along a line, from long to short. The table's own words are English.
	function lineNames(f) {
		const side = label('side', f.claimant);
		const own = app.words.lang === 'en' ? [f.name] : [];
		if (f.layer === 'claim-line') {
			return own.concat(app.words.t('line.claim', { side }));
		}
		const dates = f.from === null || f.to === null ? '' : `, ${app.words.span(f.from, f.to)}`;
		return own.concat(`${side + dates} (${label('status', f.status).toLowerCase()})`, side + dates);
	}

	function year(day) {
		return dayToParts(day).year;
	}

	// The days in force, in words.
	function spanOf(win) {
		return win.from === -Infinity
			? app.words.t('readout.upto', { d: app.words.date(win.to) })
			: app.words.span(win.from, win.to);
	}

	// What to do when nothing is shown.
	function emptyNote() {
		const words = app.words;
		const next = app.walk.firstAfter(app.store.scene().window.to);
		if (app.store.state().query) {
			return words.t('empty.query', { q: app.store.state().query });
		}
		return next === null
			? words.t('empty.none')
			: words.t('empty.next', { d: when(next), t: title(next) });
	}

	function tally() {
		const w = app.words;
		const scene = app.store.scene();
		const shown = scene.shown;
		if (!shown.length) {
			return emptyNote();
		}
		const possible = shown.filter(scene.possible).length;
		return `${w.count('tally', shown.length)} · ${spanOf(
			scene.window,
		)}${possible ? `, ${w.t('tally.possible', { n: possible })}` : ''}`;
	}

	return {
		label,
		when,
		title,
		placeName,
		number,
		metres,
		citation,
		languages,
		year,
		lineNames,
		emptyNote,
		tally,
	};
}
