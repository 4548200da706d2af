// The sources of a card: footnotes, numbered as they are first named, and the list they lead to.

import { el, externalLink } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Source} Source */

/**
 * @typedef {object} Notes
 * @property {string[]} order Sources as they were first named.
 * @property {(id: string) => HTMLElement} mark Makes the mark of a source.
 */

/**
 * Makes the footnotes of a card.
 * @returns {Notes} The footnotes; none yet.
 */
export function makeNotes() {
	/** @type {string[]} */
	const order = [];
	return {
		order,
		mark: (id) => {
			const at = order.indexOf(id);
			const n = at < 0 ? order.push(id) : at + 1;
			const link = el('a', {
				href: `#note-${n}`,
				class: 'ref',
				'data-source': id,
				text: String(n),
				onclick: (/** @type {MouseEvent} */ event) => {
					event.preventDefault();
					const note = document.getElementById(`note-${n}`);
					note?.scrollIntoView({ block: 'center' });
					note?.focus({ preventScroll: true });
				},
			});
			return el('sup', {}, [link]);
		},
	};
}

/**
 * Makes a list of citations.
 * @param {string[]} ids - Ids of sources.
 * @param {Formatters} format - What writes them.
 * @returns {HTMLElement} The list.
 */
export function makeCitations(ids, format) {
	return el(
		'ul',
		{ class: 'cites' },
		ids.map((id) => el('li', { dir: 'auto', text: format.citation(id) })),
	);
}

/**
 * Makes the list of all sources of a card, in the order of its footnotes.
 * @param {{model: Model, i18n: I18n, format: Formatters}} parts - What it uses.
 * @param {string[]} ids - The sources of the event itself; those that no footnote names come last.
 * @param {Notes} notes - The footnotes.
 * @returns {HTMLElement} The list.
 */
export function makeSources(parts, ids, notes) {
	const { model, i18n } = parts;
	ids.forEach((id) => notes.mark(id));
	const rows = notes.order.map((id, k) => {
		const row = model.sourceIndex.get(id);
		const source = row === undefined ? null : model.sources[row];
		return el('li', { id: `note-${k + 1}`, tabindex: '-1', 'data-source': id }, [
			el('span', { dir: 'auto', lang: langOf(source), text: source ? source.citation : id }),
			source && el('span', { class: 'fine', dir: 'auto', text: ` ${describe(parts, source)}` }),
			source?.url &&
				el('span', { class: 'fine' }, [' ', externalLink(source.url, i18n.t('card.open'))]),
		]);
	});
	return el('ol', { class: 'sources' }, rows);
}

/**
 * The language of a source, if it has just one.
 * @param {Source | null} source
 */
function langOf(source) {
	return source && /^[a-z]{2,3}$/.test(source.language || '') ? source.language : null;
}

/**
 * @param {{i18n: I18n, format: Formatters}} parts
 * @param {Source} source
 */
function describe({ i18n, format }, { kind, language, voice, grade, reliability, read, note }) {
	const what = format.label('source-kind', kind) + (language ? `, ${format.languages(language)}` : '');
	const whose = voice ? i18n.t('card.voice', { v: format.label('voice', voice) }) : '';
	const quality = reliability ? i18n.t('card.reliability', { n: reliability }) : '';
	const mark = grade ? i18n.t('card.grade', { g: format.label('grade', grade) }) : '';
	const how = read ? i18n.t('card.read', { how: read }) : '';
	return [`${what}.`, whose, mark, quality, how, note].filter(Boolean).join(' ');
}
