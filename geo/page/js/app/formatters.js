// How the page writes events, places, codes and numbers, in the reader's language.

import { dayToParts, monthLength } from '../core/days.js';
import { hasCertainDay, isAllOf } from '../core/visibility.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */

/**
 * Makes what writes events, places, codes and numbers.
 * @param {Model} model - The data.
 * @param {I18n} i18n - The reader's language.
 * @returns {Formatters} The formatters.
 */
export function makeFormatters(model, i18n) {
	const when = makeWhen(model, i18n);

	// The word for a code: translated, else as the table of codes has it.
	/** @type {Formatters['label']} */
	function label(list, code) {
		const key = `code.${list}.${code}`;
		if (i18n.has(key)) {
			return i18n.t(key);
		}
		const found = (model.codes[list] || []).find((c) => c.code === code);
		return found ? found.label : code;
	}

	// English labels stand in the table of codes and not among the messages.
	/** @type {Formatters['labelLang']} */
	function labelLang(list, code) {
		return i18n.langOf(`code.${list}.${code}`);
	}

	/** @type {Formatters['placeName']} */
	function placeName(place) {
		if (!place) {
			return '';
		}
		const langs = [i18n.lang(), model.meta.names_from[i18n.lang()]];
		const own = langs.map((lang) => place.names.find((name) => name[1] === lang)).find(Boolean);
		return own ? own[0] : place.name;
	}

	// The languages of a source, such as "en" or "en/ru"; a code without a name stays a code.
	/** @type {Formatters['languages']} */
	function languages(codes) {
		const names = codes.split(/[/;]/).map((code) => {
			const key = `lang.${code}`;
			const word = i18n.t(key);
			return word === key ? code : word;
		});
		return names.join(', ');
	}

	/** @type {Formatters['citation']} */
	function citation(id) {
		const row = model.sourceIndex.get(id);
		return row === undefined ? id : model.sources[row].citation;
	}

	// The table's own names of lines are English.
	/** @type {Formatters['lineNames']} */
	function lineNames(feature) {
		const side = label('side', feature.claimant);
		const own = i18n.lang() === 'en' ? [feature.name] : [];
		if (feature.look.line_name === 'claim') {
			return [...own, i18n.t('line.claim', { side })];
		}
		const dates =
			feature.from === null || feature.to === null ? '' : `, ${i18n.span(feature.from, feature.to)}`;
		const status = label('status', feature.status).toLowerCase();
		return [...own, `${side}${dates} (${status})`, side + dates];
	}

	return {
		label,
		labelLang,
		when,
		title: (i) => model.loadedText(i)?.title ?? '',
		placeName,
		number: writeNumber,
		metres: writeMetres,
		citation,
		languages,
		year: (day) => dayToParts(day).year,
		lineNames,
		selectedDays: ({ from, to }) =>
			from === -Infinity ? i18n.t('readout.upto', { d: i18n.date(to) }) : i18n.span(from, to),
	};
}

// When it was, with the uncertainty of the source itself: "about", "probably".
/**
 * @param {Model} model
 * @param {I18n} i18n
 * @returns {Formatters['when']}
 */
function makeWhen(model, i18n) {
	const events = model.events;

	// What lasted is a span; what happened some day within one says so.
	/**
	 * @param {number} i
	 * @param {boolean} lasted
	 */
	function spanOfEvent(i, lasted) {
		const first = events.start[i];
		const last = events.end[i];
		const ends = { a: i18n.date(first), b: i18n.date(last) };
		if (isAllOf(events, i)) {
			return i18n.t('when.both', ends);
		}
		if (lasted || first === last || hasCertainDay(events, i)) {
			return i18n.span(first, last);
		}
		const period = wholeMonthOrYears(first, last);
		return period === null ? i18n.t('when.between', ends) : i18n.t('when.someDayOf', { p: period });
	}

	// The name of the month or of the years that two days bound exactly; null for other days.
	/**
	 * @param {number} first
	 * @param {number} last
	 */
	function wholeMonthOrYears(first, last) {
		const p = dayToParts(first);
		const q = dayToParts(last);
		if (p.day !== 1 || q.day !== monthLength(q.year, q.month)) {
			return null;
		}
		if (p.year === q.year && p.month === q.month) {
			return i18n.month(p.year, p.month);
		}
		if (p.month !== 1 || q.month !== 12) {
			return null;
		}
		return p.year === q.year ? String(p.year) : `${p.year}–${q.year}`;
	}

	return (i) => {
		const text = events.dateFlags[i] ? model.loadedText(i) : null;
		const edtf = text ? text.date_edtf : '';
		const span = spanOfEvent(i, edtf.includes('/'));
		const about = /[~%]/.test(edtf) ? i18n.t('when.about', { d: span }) : span;
		return /[?%]/.test(edtf) ? i18n.t('when.probably', { d: about }) : about;
	};
}

// Thousands stand apart by a narrow space in every language, as the International System of Units asks.
/**
 * @param {number} n
 */
function writeNumber(n) {
	const [whole, ...fraction] = String(n).split('.');
	return [whole.replace(/\B(?=(\d{3})+$)/g, '\u202f'), ...fraction].join('.');
}

/**
 * @param {number} m
 */
function writeMetres(m) {
	return m >= 1000 ? `${writeNumber(Math.round(m / 100) / 10)} km` : `${writeNumber(m)} m`;
}
