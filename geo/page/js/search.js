// Full-text search over everything an event says, in all scripts. Case, width and diacritics are
// folded; each word of the query must be found somewhere, as a part of the text, so that Chinese,
// Japanese and Korean need no word breaks.
(function (atlas) {
	'use strict';

	function fold(text) {
		return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[\s\p{Pd}]+/gu, ' ').trim();
	}

	// What a campaign and a day are called in every language of the page.
	function makeTongues(model) {
		var tables = model.meta.words, all = model.meta.languages.map(function (lang) { return atlas.makeWords(tables, lang); });
		var campaigns = model.codes.campaign.map(function (c) {
			return [c.label].concat(all.map(function (words) { return words.t('code.campaign.' + c.code); })).join(' ');
		});
		return function (i) {
			return campaigns[model.events.campaign[i]] + ' ' + all.map(function (words) { return words.date(model.events.start[i]); }).join(' ');
		};
	}

	// Gives a function (query) -> Promise of Uint8Array mask, or null for an empty query.
	function makeSearch(model) {
		var index = null;

		function build() {
			var names = model.places.map(function (place) {
				return place.names.map(function (name) { return name[0]; }).join(' ');
			});
			var spoken = makeTongues(model);
			return model.allTexts().then(function (blocks) {
				var size = model.core.block_size;
				index = new Array(model.events.n);
				for (var i = 0; i < model.events.n; i++) {
					var block = blocks[Math.floor(i / size)], row = i % size;
					var parts = [model.events.id[i], block.title[row], block.place_words[row], block.actors[row],
						block.summary[row], block.note[row], block.date_edtf[row], names[model.events.place[i]] || '', spoken(i)];
					block.claims[row].forEach(function (claim) { parts.push(claim.text); });
					index[i] = fold(parts.join(' \n '));
				}
			});
		}

		function match(query) {
			var words = fold(query).split(' ');
			var mask = new Uint8Array(model.events.n);
			for (var i = 0; i < mask.length; i++) {
				mask[i] = words.every(function (word) { return index[i].indexOf(word) >= 0; }) ? 1 : 0;
			}
			return mask;
		}

		return function (query) {
			if (!fold(query)) { return Promise.resolve(null); }
			return (index ? Promise.resolve() : build()).then(function () { return match(query); });
		};
	}

	atlas.fold = fold;
	atlas.makeSearch = makeSearch;
})(window.BorderAtlas = window.BorderAtlas || {});
