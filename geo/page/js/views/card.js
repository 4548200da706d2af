// The card of one event: names, when, where and how sure, what, who claims what, from which source.

import { citeAs } from '../core/records.js';
import { hasCertainDay, isAllOf } from '../core/visibility.js';
import { clear, el, icon } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';
import { makeClaims } from './claims.js';
import { makeCitations, makeNotes, makeSources } from './sources.js';

/** @typedef {import('../core/types.js').Downloads} Downloads */
/** @typedef {import('../core/types.js').EventText} EventText */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Place} Place */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('../dom/dom.js').Child} Child */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {MapView} mapView
 * @property {Navigation} navigation
 * @property {Downloads} downloads
 * @property {(text: string) => void} copy
 * @property {() => void} copyLink
 * @property {(what: 'card') => void} print
 * @property {() => void} onFilled Called when the card has its text.
 */

const CROSS = 'M3 3l10 10M13 3L3 13';
// An event of this clarity is several that the sources report together.
const BUNDLE = 2;

/**
 * Makes the card.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {import('../core/types.js').CardView<number>} The card.
 */
export function makeCard(root, parts) {
	/** @type {number | null} */
	let shown = null;

	/**
	 * @param {number | null} i
	 */
	async function show(i) {
		shown = i;
		if (i === null) {
			clear(root);
			return;
		}
		const text = await parts.model.textsOf(i);
		if (shown === i) {
			const notes = makeNotes();
			const blocks = [
				makeHead(parts, i, text),
				makeNames(parts, i),
				makeBlock(parts, 'when', makeWhen(parts, i, text)),
				makeBlock(parts, 'where', makeWhere(parts, i, text)),
				makeBlock(parts, 'what', makeWhat(parts, i, text)),
				makeBlock(parts, 'claims', makeClaims(parts, text.claims, notes)),
				text.note && makeBlock(parts, 'note', [makeProse('prose small', text.note)]),
				makeBlock(parts, 'sources', [makeSources(parts, text.sources, notes)]),
				makeBlock(parts, 'cite', makeCite(parts, i, text)),
				makeNeighbours(parts, i),
				makeFoot(parts, i),
			];
			clear(root).append(...blocks.flatMap((block) => block || []));
			root.scrollTop = 0;
			parts.onFilled();
		}
	}

	return {
		show,
		current: () => shown,
		rebuild: () => {
			if (shown !== null) {
				show(shown);
			}
		},
	};
}

/**
 * @param {Parts} parts
 * @param {string} name
 * @param {Child[]} children
 */
function makeBlock({ i18n }, name, children) {
	return el('section', { class: 'card-block', 'data-part': name }, [
		el('h3', { text: i18n.t(`card.${name}`) }),
		...children,
	]);
}

/**
 * @param {string} text
 */
function makeSub(text) {
	return el('p', { class: 'sub', text });
}

/**
 * A text of the data, in a language and direction of its own.
 * @param {string} text
 */
function makeOwnSub(text) {
	return el('p', { class: 'sub', dir: 'auto', text });
}

/**
 * @param {string} className
 * @param {string} text
 */
function makeProse(className, text) {
	return el('p', { class: className, dir: 'auto', lang: 'en', text });
}

/**
 * @param {string} text
 * @param {() => void} onclick
 */
function makeButton(text, onclick) {
	return el('button', { type: 'button', class: 'plain', text, onclick });
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {EventText} text
 */
function makeHead({ model, i18n, format, theme, navigation }, i, text) {
	const { events: e, codes } = model;
	const symbol = el('canvas', { class: 'legend-symbol', 'aria-hidden': 'true' });
	legendSymbol(symbol, symbolOfEvent(model, i), theme);
	const kind = format.label('kind', codes.kind[e.kind[i]].code);
	const campaign = format.label('campaign', codes.campaign[e.campaign[i]].code);
	const close = i18n.t('card.close');
	return el('div', { class: 'card-head' }, [
		el('div', { class: 'card-bar' }, [
			symbol,
			el('span', { class: 'kicker', text: `${kind} · ${campaign}` }),
			el(
				'button',
				{
					type: 'button',
					class: 'close',
					id: 'card-close',
					'aria-label': close,
					title: close,
					onclick: () => navigation.select(null),
				},
				[icon(CROSS)],
			),
		]),
		el('h2', { tabindex: '-1', id: 'card-title', dir: 'auto', lang: 'en', text: text.title }),
		e.confirmed[i] ? null : el('p', { class: 'unconfirmed', text: i18n.t('card.unconfirmed') }),
		i18n.lang() === 'en' ? null : el('p', { class: 'fine', text: i18n.t('card.english') }),
	]);
}

/**
 * The names of the place in all languages, and who uses them; null if it has only one.
 * @param {Parts} parts
 * @param {number} i
 */
function makeNames({ model, i18n, format }, i) {
	const place = model.places[model.events.place[i]];
	if (!place || place.names.length < 2) {
		return null;
	}
	const names = place.names.flatMap(([name, lang, user], k) => {
		const whose = i18n.t(`lang.${lang}`) + (user ? `, ${format.label('side', user)}` : '');
		return [
			k ? ' · ' : '',
			el('span', { lang, dir: 'auto', text: name }),
			el('span', { class: 'name-language', text: ` ${whose}` }),
		];
	});
	return el('p', { class: 'names' }, names);
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {EventText} text
 */
function makeWhen({ model, i18n, format }, i, text) {
	return [
		el('p', { class: 'fact', text: format.when(i) }),
		text.clock ? makeOwnSub(i18n.t('card.clock', { c: text.clock })) : null,
		makeSub(certaintyOf(model, i18n, i)),
		el('p', { class: 'fine' }, [
			`${i18n.t('card.edtf')} `,
			el('code', { text: text.date_edtf }),
			` · ${i18n.t(`card.prec.date.${precisionOf(model, i)}`)}`,
		]),
	];
}

/**
 * On which of its days an event is certain.
 * @param {Model} model
 * @param {I18n} i18n
 * @param {number} i
 */
function certaintyOf({ events: e }, i18n, i) {
	const outer = { a: i18n.date(e.start[i]), b: i18n.date(e.end[i]) };
	if (isAllOf(e, i)) {
		return i18n.t('card.dateCertain.both', outer);
	}
	if (!hasCertainDay(e, i)) {
		return i18n.t('card.datePossible', outer);
	}
	if (e.start[i] === e.end[i]) {
		return i18n.t('card.dateCertain.day');
	}
	const isWhole = e.startLatest[i] === e.start[i] && e.endEarliest[i] === e.end[i];
	const inner = { a: i18n.date(e.startLatest[i]), b: i18n.date(e.endEarliest[i]) };
	return i18n.t(isWhole ? 'card.dateCertain.span' : 'card.dateCertain.part', inner);
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {EventText} text
 */
function makeWhere(parts, i, text) {
	const { model, i18n, format } = parts;
	/** @type {Place | undefined} */
	const place = model.places[model.events.place[i]];
	const name = place ? format.placeName(place) : text.place_words;
	const isOtherwise = place && text.place_words && text.place_words !== place.name;
	const head = [
		el('p', { class: 'fact', dir: 'auto', text: name }),
		isOtherwise ? makeOwnSub(text.place_words) : null,
	];
	if (!place || place.lon === null || place.lat === null) {
		return [...head, makeSub(i18n.t('card.notLocated'))];
	}
	const howSure = [
		i18n.t('card.within', { r: format.metres(place.uncertainty || 0) }),
		i18n.t(`card.prec.where.${place.prec}`),
		format.label('status', place.status),
	];
	const position = `${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}`;
	return [
		...head,
		makeSub(howSure.join(' · ')),
		el('p', { class: 'fine' }, [
			`${position} `,
			makeButton(i18n.t('card.copy'), () => parts.copy(position)),
			' ',
			makeButton(i18n.t('card.zoom'), () => parts.mapView.flyTo(i)),
		]),
		place.method ? makeMethod(parts, place) : null,
	];
}

/**
 * @param {Parts} parts
 * @param {Place} place
 */
function makeMethod({ i18n, format }, { method, note, sources }) {
	return el('details', { class: 'method' }, [
		el('summary', { text: i18n.t('card.method') }),
		el('p', { dir: 'auto', text: method + (note ? ` ${note}` : '') }),
		makeCitations(sources, format),
	]);
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {EventText} text
 */
function makeWhat({ model, i18n, format }, i, text) {
	const { events: e, codes } = model;
	const side = format.label('side', codes.side[e.side[i]].code);
	const basis = format.label('basis', codes.basis[e.basis[i]].code);
	return [
		makeProse('prose', text.summary),
		makeSub(`${i18n.t('card.initiator')} ${side} (${basis})`),
		text.actors ? makeOwnSub(`${i18n.t('card.actors')} ${text.actors}`) : null,
		makeNamed(model, i18n, format, i),
		e.clarity[i] === BUNDLE ? makeSub(i18n.t('card.bundle')) : null,
		e.independent[i] === 1 ? makeSub(i18n.t('card.lone')) : null,
		makeConfidence(model, i18n, format, i),
	];
}

/**
 * The units and persons that an event names, in the reader's language where known; null without any.
 * @param {Model} model
 * @param {I18n} i18n
 * @param {Formatters} format
 * @param {number} i
 */
function makeNamed({ core, events }, i18n, format, i) {
	const named = (core.named.events[events.id[i]] ?? []).map((k) => format.placeName(core.named.who[k]));
	return named.length ? makeOwnSub(`${i18n.t('card.named')} ${named.join(' · ')}`) : null;
}

/**
 * How sure the coder is of the codes; null where nobody has said.
 * @param {Model} model
 * @param {I18n} i18n
 * @param {Formatters} format
 * @param {number} i
 */
function makeConfidence({ events, codes }, i18n, format, i) {
	const given = codes.confidence?.[events.confidence[i]];
	return given ? makeSub(i18n.t('card.confidence', { c: format.label('confidence', given.code) })) : null;
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {EventText} text
 */
function makeCite({ model, i18n, copy }, i, text) {
	const words = citeAs(model, i, text);
	return [
		el('p', { class: 'fine', dir: 'auto', lang: 'en' }, [words]),
		el('p', {}, [makeButton(i18n.t('card.copy'), () => copy(words))]),
	];
}

/**
 * @param {Parts} parts
 * @param {number} i
 */
function makeNeighbours({ i18n, format, navigation }, i) {
	const buttons = navigation.neighbours(i).map((other, k) => {
		if (other === null) {
			return el('span');
		}
		const which = i18n.t(k ? 'card.after' : 'card.before');
		return el(
			'button',
			{ type: 'button', class: 'neighbour', onclick: () => navigation.select(other, true) },
			[
				el('span', { class: 'kicker', text: `${which} · ${format.when(other)}` }),
				el('span', { dir: 'auto', text: format.title(other) }),
			],
		);
	});
	return el('nav', { class: 'neighbours', 'aria-label': i18n.t('card.neighbours') }, buttons);
}

/**
 * @param {Parts} parts
 * @param {number} i
 */
function makeFoot({ model, i18n, downloads, copyLink, print }, i) {
	return el('div', { class: 'card-foot' }, [
		makeButton(i18n.t('card.link'), copyLink),
		makeButton(i18n.t('card.download'), () => downloads.save('one', 'geojson')),
		makeButton(i18n.t('print'), () => print('card')),
		el('code', { class: 'fine', text: model.events.id[i] }),
	]);
}

/**
 * How well the days of an event are known; of one that lasted the words name both its ends.
 * @param {Model} model
 * @param {number} i
 * @returns {string}
 */
function precisionOf({ events }, i) {
	const isSpan = events.datePrec[i] === 1 && events.start[i] !== events.end[i];
	return isSpan ? 'span' : String(events.datePrec[i]);
}
