// Full-text search over everything an event says, in all scripts. Case, width and diacritics are
// folded; each word of the query must be found somewhere, as a part of the text, so that Chinese,
// Japanese and Korean need no word breaks.

import { makeI18n } from './i18n.js';

/**
 *
 * @param text
 */
export function fold(text) {
	return text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[\s\p{Pd}]+/gu, ' ')
		.trim();
}

// What a campaign and a day are called in every language of the page.
function makeTongues(model) {
	const tables = model.meta.words;
	const all = model.meta.languages.map((lang) => makeI18n(tables, lang));
	const campaigns = model.codes.campaign.map((c) =>
		[c.label].concat(all.map((words) => words.t(`code.campaign.${c.code}`))).join(' '),
	);
	return function (i) {
		return `${campaigns[model.events.campaign[i]]} ${all
			.map((words) => words.date(model.events.start[i]))
			.join(' ')}`;
	};
}

// Gives a function (query) -> Promise of Uint8Array mask, or null for an empty query.
/**
 *
 * @param model
 */
export function makeSearch(model) {
	let index = null;

	function build() {
		const names = model.places.map((place) => place.names.map((name) => name[0]).join(' '));
		const spoken = makeTongues(model);
		return model.allTexts().then((blocks) => {
			const size = model.core.block_size;
			index = new Array(model.events.n);
			for (let i = 0; i < model.events.n; i++) {
				const block = blocks[Math.floor(i / size)];
				const row = i % size;
				var parts = [
					model.events.id[i],
					block.title[row],
					block.place_words[row],
					block.actors[row],
					block.summary[row],
					block.note[row],
					block.date_edtf[row],
					names[model.events.place[i]] || '',
					spoken(i),
				];
				block.claims[row].forEach((claim) => {
					parts.push(claim.text);
				});
				index[i] = fold(parts.join(' \n '));
			}
		});
	}

	function match(query) {
		const words = fold(query).split(' ');
		const mask = new Uint8Array(model.events.n);
		for (var i = 0; i < mask.length; i++) {
			mask[i] = words.every((word) => index[i].indexOf(word) >= 0) ? 1 : 0;
		}
		return mask;
	}

	return function (query) {
		if (!fold(query)) {
			return Promise.resolve(null);
		}
		return (index ? Promise.resolve() : build()).then(() => match(query));
	};
}
