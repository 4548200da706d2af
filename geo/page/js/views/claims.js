// Who claims what about an event: one row a claim, grouped by what it is about; never added, never averaged.

import { el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Claim} Claim */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('./sources.js').Notes} Notes */

/** @typedef {{i18n: I18n, format: Formatters}} Parts */

/**
 * Makes the table of claims.
 * @param {Parts} parts - What it uses.
 * @param {Claim[]} claims - The claims about one event.
 * @param {Notes} notes - Its footnotes.
 * @returns {HTMLElement[]} The table and the rule for reading it, or that there are none.
 */
export function makeClaims(parts, claims, notes) {
	const { i18n } = parts;
	if (!claims.length) {
		return [el('p', { class: 'sub', text: i18n.t('card.noClaims') })];
	}
	/** @type {Map<string, Claim[]>} */
	const groups = new Map();
	claims.forEach((claim) => {
		const key = `${claim.subject}|${claim.of_side || ''}`;
		groups.set(key, [...(groups.get(key) || []), claim]);
	});
	const rows = [...groups.values()].flatMap((group) => [
		makeSubject(parts, group[0]),
		...group.map((claim) => makeClaim(parts, claim, notes)),
	]);
	return [
		el('table', { class: 'claims' }, [el('tbody', {}, rows)]),
		el('p', { class: 'fine', text: i18n.t('card.claimsRule') }),
	];
}

/**
 * @param {Parts} parts
 * @param {Claim} claim
 */
function makeSubject({ format }, { subject, of_side: side }) {
	const text = format.label('subject', subject) + (side ? ` · ${format.label('side', side)}` : '');
	return el('tr', { class: 'subject' }, [el('th', { colspan: '2', scope: 'colgroup', text })]);
}

/**
 * @param {Parts} parts
 * @param {Claim} claim
 * @param {Notes} notes
 */
function makeClaim({ i18n, format }, claim, notes) {
	const { id, claimant, text, sources, locator, status } = claim;
	const figure = figureOf(claim, format);
	const isUnconfirmed = status === 'unconfirmed';
	const facts = factsOf(claim, i18n, format);
	const places = placesOf(claim);
	return el('tr', { 'data-claim': id }, [
		el('th', { scope: 'row', class: 'claimant', text: format.label('claimant', claimant) }),
		el('td', {}, [
			el('span', { class: 'figure', text: figure }),
			figure ? ' ' : null,
			el('span', { class: 'claim-text', dir: 'auto', text }),
			...sources.flatMap((source) => [
				notes.mark(source),
				places.has(source)
					? el('span', { class: 'fine', dir: 'auto', text: ` ${places.get(source)} ` })
					: null,
			]),
			locator ? null : el('span', { class: 'fine', text: ` ${i18n.t('card.noPlace')}` }),
			isUnconfirmed
				? el('span', { class: 'unconfirmed', text: ` ${i18n.t('card.claimUnconfirmed')}` })
				: null,
			facts.length ? el('div', { class: 'fine', dir: 'auto', text: facts.join(' · ') }) : null,
		]),
	]);
}

/**
 * What a figure is of, where that is not the whole of its event, and how the source was read.
 * @param {Claim} claim
 * @param {I18n} i18n
 * @param {Formatters} format
 * @returns {string[]}
 */
function factsOf(claim, i18n, format) {
	const { scope, period, includes, locator_basis: basis, read_as: form } = claim;
	const list = includes.map((code) => format.label('subject', code)).join(' + ');
	return [
		scope,
		// A date stays on one line.
		period.replace('/', ' – ').replaceAll('-', '\u2011'),
		list ? i18n.t('card.includes', { list }) : '',
		basis === 'address' ? format.label('locator-basis', basis) : '',
		form === 'quotation' || form === 'copy' ? format.label('read-as', form) : '',
	].filter(Boolean);
}

/**
 * The places in the sources, by source; a claim of several sources names the source of each.
 * @param {Pick<Claim, 'sources' | 'locator'>} claim - The claim.
 * @returns {Map<string, string>} The places.
 */
export function placesOf({ sources, locator }) {
	if (sources.length < 2) {
		return new Map(locator ? [[sources[0], locator]] : []);
	}
	const parts = locator ? locator.split('; ') : [];
	return new Map(
		parts.map((part) => [part.slice(0, part.indexOf(': ')), part.slice(part.indexOf(': ') + 2)]),
	);
}

/**
 * The figure of a claim, or its date: one number, two bounds or one, with unit and stated error.
 * @param {Pick<Claim, 'date_edtf' | 'low' | 'high' | 'error_percent' | 'unit'>} claim - The claim.
 * @param {Pick<Formatters, 'label' | 'number'>} format - What writes it.
 * @returns {string} The figure, empty if there is none.
 */
export function figureOf({ date_edtf: date, low, high, error_percent: error, unit }, format) {
	if (date) {
		return date;
	}
	if (low === null && high === null) {
		return '';
	}
	const doubt = error ? ` ${error.includes('/') ? `−${error.replace('/', '/+')}` : `±${error}`} %` : '';
	return boundsOf(low, high, format) + (unit ? ` ${format.label('unit', unit)}` : '') + doubt;
}

/**
 * @param {number | null} low
 * @param {number | null} high
 * @param {Pick<Formatters, 'number'>} format
 */
function boundsOf(low, high, format) {
	if (low === null || high === null) {
		return low === null ? `≤ ${format.number(Number(high))}` : `≥ ${format.number(low)}`;
	}
	return low === high ? format.number(low) : `${format.number(low)}–${format.number(high)}`;
}
