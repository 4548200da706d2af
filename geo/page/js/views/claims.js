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
	return el('tr', { 'data-claim': id }, [
		el('th', { scope: 'row', class: 'claimant', text: format.label('claimant', claimant) }),
		el('td', {}, [
			el('span', { class: 'figure', text: figure }),
			figure ? ' ' : null,
			el('span', { class: 'claim-text', dir: 'auto', text }),
			...sources.map((source) => notes.mark(source)),
			locator ? el('span', { class: 'fine', dir: 'auto', text: ` ${locator}` }) : null,
			isUnconfirmed
				? el('span', { class: 'unconfirmed', text: ` ${i18n.t('card.claimUnconfirmed')}` })
				: null,
		]),
	]);
}

/**
 * @param {Claim} claim
 * @param {Formatters} format
 */
function figureOf({ date_edtf: date, low, high, unit }, format) {
	if (date) {
		return date;
	}
	if (low === null) {
		return '';
	}
	const number =
		high === null || low === high ? format.number(low) : `${format.number(low)}–${format.number(high)}`;
	return number + (unit ? ` ${format.label('unit', unit)}` : '');
}
