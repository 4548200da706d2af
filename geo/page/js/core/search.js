// Full-text search over everything an event says, in all scripts. Case, width and diacritics are
// folded; each word of the query must be found somewhere, as a part of the text, so that Chinese,
// Japanese and Korean need no word breaks.

import { makeI18n } from './i18n.js';

/** @typedef {import('./types.js').Matches} Matches */
/** @typedef {import('./types.js').Model} Model */

/**
 * Folds a text, so that what a reader takes for the same is the same.
 * @param {string} text - Any text.
 * @returns {string} Lower case, without diacritics, wide forms and runs of white space or dashes.
 */
export function fold(text) {
	return text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[\s\p{Pd}]+/gu, ' ')
		.trim();
}

/**
 * Makes the search; its index is made at the first query.
 * @param {Model} model - The data.
 * @returns {(query: string) => Promise<Matches>} What finds: a mask of the events, null for an empty query.
 */
export function makeSearch(model) {
	/** @type {string[] | null} */
	let index = null;
	return async (query) => {
		const words = fold(query).split(' ').filter(Boolean);
		if (!words.length) {
			return null;
		}
		const texts = index || (await makeIndex(model));
		index = texts;
		return Uint8Array.from(texts, (text) => (words.every((word) => text.includes(word)) ? 1 : 0));
	};
}

/**
 * @param {Model} model
 * @returns {Promise<string[]>} The folded text of each event.
 */
async function makeIndex(model) {
	const blocks = await model.allTexts();
	const names = model.places.map(joinNames);
	const { who, events: named } = model.core.named;
	const otherWords = makeTranslated(model);
	return model.events.id.map((id, i) => {
		const block = blocks[Math.floor(i / model.core.block_size)];
		const row = i % model.core.block_size;
		const parts = [
			id,
			block.title[row],
			block.place_words[row],
			block.actors[row],
			block.summary[row],
			block.note[row],
			block.date_edtf[row],
			names[model.events.place[i]] || '',
			...(named[id] ?? []).map((k) => joinNames(who[k])),
			otherWords(i),
			...block.claims[row].map((claim) => claim.text),
		];
		return fold(parts.join(' \n '));
	});
}

/**
 * @param {Pick<import('./types.js').Place, 'names'>} named
 * @returns {string} All names of a place, a unit or a person.
 */
function joinNames({ names }) {
	return names.map((name) => name[0]).join(' ');
}

/**
 * What the campaign and the first day of an event are called in every language of the page.
 * @param {Model} model
 * @returns {(i: number) => string}
 */
function makeTranslated({ core, meta, codes, events }) {
	const all = meta.languages.map((lang) => makeI18n(meta.words, () => lang));
	const campaigns = codes.campaign.map((c) =>
		[
			c.label,
			core.campaign_names?.[c.code] ?? '',
			...all
				.filter((i18n) => i18n.has(`code.campaign.${c.code}`))
				.map((i18n) => i18n.t(`code.campaign.${c.code}`)),
		].join(' '),
	);
	return (i) => [campaigns[events.campaign[i]], ...all.map((i18n) => i18n.date(events.start[i]))].join(' ');
}
