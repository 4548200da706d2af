// The card of one event: names, when, where and how sure, what, who claims what, from which source.

import { hasCertainDay, isAllOf } from '../core/state.js';
import { clear, el, externalLink, icon } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';

/**
 *
 * @param root
 * @param app
 */
export function makeCard(root, app) {
	const model = app.model;
	let shownFor = null;

	function show(i) {
		shownFor = i;
		if (i === null) {
			clear(root);
			return;
		}
		model.textsOf(i).then((text) => {
			if (shownFor === i) {
				fill(i, text);
			}
		});
	}

	function fill(i, text) {
		const words = app.words;
		const notes = makeNotes(words);
		clear(root);
		[
			head(i, text, words),
			names(i, words),
			when(i, text, words),
			where(i, text, words),
			what(i, text, words),
			claims(i, text, words, notes),
			remark(text, words),
			sources(text, words, notes),
			neighbours(i, words),
			foot(i, words),
		].forEach((part) => {
			if (part) {
				root.appendChild(part);
			}
		});
		root.scrollTop = 0;
		app.panel.cardFilled();
	}

	function head(i, text, words) {
		const e = model.events;
		const sign = el('canvas', { class: 'swatch', 'aria-hidden': 'true' });
		legendSymbol(sign, symbolOfEvent(model, i), app.theme.inks());
		return el('div', { class: 'card-head' }, [
			el('div', { class: 'card-bar' }, [
				sign,
				el('span', {
					class: 'kicker',
					text: `${app.say.label('kind', model.codes.kind[e.kind[i]].code)} · ${app.say.label(
						'campaign',
						model.codes.campaign[e.campaign[i]].code,
					)}`,
				}),
				el(
					'button',
					{
						type: 'button',
						class: 'close',
						id: 'card-close',
						'aria-label': words.t('card.close'),
						title: words.t('card.close'),
						onclick() {
							app.walk.select(null);
						},
					},
					[icon('M3 3l10 10M13 3L3 13')],
				),
			]),
			el('h2', { tabindex: '-1', id: 'card-title', dir: 'auto', lang: 'en', text: text.title }),
			e.confirmed[i] ? null : el('p', { class: 'unconfirmed', text: words.t('card.unconfirmed') }),
			words.lang === 'en' ? null : el('p', { class: 'fine', text: words.t('card.english') }),
		]);
	}

	function block(title, children, name) {
		return el(
			'section',
			{ class: 'card-block', 'data-part': name },
			[el('h3', { text: title })].concat(children),
		);
	}

	function when(i, text, words) {
		const e = model.events;
		const rows = [];
		rows.push(el('p', { class: 'fact', text: app.say.when(i) }));
		if (text.clock) {
			rows.push(el('p', { class: 'sub', dir: 'auto', text: words.t('card.clock', { c: text.clock }) }));
		}
		rows.push(el('p', { class: 'sub', text: certainty(i, words) }));
		rows.push(
			el('p', { class: 'fine' }, [
				`${words.t('card.edtf')} `,
				el('code', { text: text.date_edtf }),
				` · ${words.t(`card.prec.date.${e.datePrec[i]}`)}`,
			]),
		);
		return block(words.t('card.when'), rows, 'when');
	}

	// On which of its days an event is certain.
	function certainty(i, words) {
		const e = model.events;
		const inner = { a: words.date(e.startLatest[i]), b: words.date(e.endEarliest[i]) };
		if (isAllOf(e, i)) {
			return words.t('card.dateCertain.both', { a: words.date(e.start[i]), b: words.date(e.end[i]) });
		}
		if (!hasCertainDay(e, i)) {
			return words.t('card.datePossible', { a: words.date(e.start[i]), b: words.date(e.end[i]) });
		}
		if (e.start[i] === e.end[i]) {
			return words.t('card.dateCertain.day');
		}
		const whole = e.startLatest[i] === e.start[i] && e.endEarliest[i] === e.end[i];
		return words.t(whole ? 'card.dateCertain.span' : 'card.dateCertain.part', inner);
	}

	function where(i, text, words) {
		const place = model.places[model.events.place[i]];
		const rows = [];
		rows.push(
			el('p', {
				class: 'fact',
				dir: 'auto',
				text: place ? app.say.placeName(place) : text.place_words,
			}),
		);
		if (place && text.place_words && text.place_words !== place.name) {
			rows.push(el('p', { class: 'sub', dir: 'auto', text: text.place_words }));
		}
		if (!place || place.lon === null) {
			rows.push(el('p', { class: 'sub', text: words.t('card.notLocated') }));
			return block(words.t('card.where'), rows, 'where');
		}
		rows.push(
			el('p', {
				class: 'sub',
				text: `${words.t('card.within', { r: app.say.metres(place.uncertainty) })} · ${words.t(
					`card.prec.where.${place.prec}`,
				)} · ${app.say.label('status', place.status)}`,
			}),
		);
		const coords = `${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}`;
		rows.push(
			el('p', { class: 'fine' }, [
				`${coords} `,
				el('button', {
					type: 'button',
					class: 'plain',
					text: words.t('card.copy'),
					onclick() {
						app.copy(coords);
					},
				}),
				' ',
				el('button', {
					type: 'button',
					class: 'plain',
					text: words.t('card.zoom'),
					onclick() {
						app.stage.flyTo(i);
					},
				}),
			]),
		);
		if (place.method) {
			rows.push(
				el('details', { class: 'method' }, [
					el('summary', { text: words.t('card.method') }),
					el('p', { dir: 'auto', text: place.method + (place.note ? ` ${place.note}` : '') }),
					citeList(place.sources),
				]),
			);
		}
		return block(words.t('card.where'), rows, 'where');
	}

	function citeList(ids) {
		return el(
			'ul',
			{ class: 'cites' },
			ids.map((id) => el('li', { dir: 'auto', text: app.say.citation(id) })),
		);
	}

	function names(i, words) {
		const place = model.places[model.events.place[i]];
		if (!place || place.names.length < 2) {
			return null;
		}
		return el(
			'p',
			{ class: 'names' },
			[].concat.apply(
				[],
				place.names.map((name, k) => {
					const whose =
						words.t(`lang.${name[1]}`) + (name[2] ? `, ${app.say.label('side', name[2])}` : '');
					return [
						k ? ' · ' : '',
						el('span', { lang: name[1], dir: 'auto', text: name[0] }),
						el('span', { class: 'tongue', text: ` ${whose}` }),
					];
				}),
			),
		);
	}

	function what(i, text, words) {
		const e = model.events;
		const side = model.codes.side[e.side[i]].code;
		const basis = model.codes.basis[e.basis[i]].code;
		const rows = [el('p', { class: 'prose', dir: 'auto', lang: 'en', text: text.summary })];
		rows.push(
			el('p', {
				class: 'sub',
				text: `${words.t('card.initiator')} ${app.say.label('side', side)} (${app.say.label(
					'basis',
					basis,
				)})`,
			}),
		);
		if (text.actors) {
			rows.push(
				el('p', { class: 'sub', dir: 'auto', text: `${words.t('card.actors')} ${text.actors}` }),
			);
		}
		if (e.clarity[i] === 2) {
			rows.push(el('p', { class: 'sub', text: words.t('card.bundle') }));
		}
		return block(words.t('card.what'), rows, 'what');
	}

	function remark(text, words) {
		return text.note
			? block(
					words.t('card.note'),
					[el('p', { class: 'prose small', dir: 'auto', lang: 'en', text: text.note })],
					'note',
				)
			: null;
	}

	// Footnotes: each source is numbered when it is first named.
	function makeNotes() {
		const order = [];
		const numbers = new Map();
		return {
			order,
			mark(id) {
				if (!numbers.has(id)) {
					numbers.set(id, order.length + 1);
					order.push(id);
				}
				const n = numbers.get(id);
				return el('sup', {}, [
					el('a', {
						href: `#note-${n}`,
						class: 'ref',
						'data-source': id,
						text: String(n),
						onclick(event) {
							event.preventDefault();
							const target = document.getElementById(`note-${n}`);
							if (target) {
								target.scrollIntoView({ block: 'center' });
								target.focus({ preventScroll: true });
							}
						},
					}),
				]);
			},
		};
	}

	function figure(claim, words) {
		if (claim.date_edtf) {
			return claim.date_edtf;
		}
		if (claim.low === null) {
			return '';
		}
		const number =
			claim.low === claim.high
				? app.say.number(claim.low)
				: `${app.say.number(claim.low)}–${app.say.number(claim.high)}`;
		return number + (claim.unit ? ` ${app.say.label('unit', claim.unit)}` : '');
	}

	function claims(i, text, words, notes) {
		if (!text.claims.length) {
			return block(
				words.t('card.claims'),
				[el('p', { class: 'sub', text: words.t('card.noClaims') })],
				'claims',
			);
		}
		const groups = new Map();
		text.claims.forEach((claim) => {
			const key = `${claim.subject}|${claim.of_side || ''}`;
			if (!groups.has(key)) {
				groups.set(key, []);
			}
			groups.get(key).push(claim);
		});
		const body = [];
		groups.forEach((list, key) => {
			const parts = key.split('|');
			const title =
				app.say.label('subject', parts[0]) +
				(parts[1] ? ` · ${app.say.label('side', parts[1])}` : '');
			body.push(
				el('tr', { class: 'subject' }, [el('th', { colspan: '2', scope: 'colgroup', text: title })]),
			);
			list.forEach((claim) => {
				const cell = el('td', {}, [
					el('span', { class: 'figure', text: figure(claim, words) }),
					figure(claim, words) ? ' ' : null,
					el('span', { class: 'claim-text', dir: 'auto', text: claim.text }),
				]);
				claim.sources.forEach((id) => {
					cell.appendChild(notes.mark(id));
				});
				if (claim.locator) {
					cell.appendChild(el('span', { class: 'fine', dir: 'auto', text: ` ${claim.locator}` }));
				}
				if (claim.status === 'unconfirmed') {
					cell.appendChild(
						el('span', { class: 'unconfirmed', text: ` ${words.t('card.claimUnconfirmed')}` }),
					);
				}
				body.push(
					el('tr', { 'data-claim': claim.id }, [
						el('th', {
							scope: 'row',
							class: 'claimant',
							text: app.say.label('claimant', claim.claimant),
						}),
						cell,
					]),
				);
			});
		});
		return block(
			words.t('card.claims'),
			[
				el('table', { class: 'claims' }, [el('tbody', {}, body)]),
				el('p', { class: 'fine', text: words.t('card.claimsRule') }),
			],
			'claims',
		);
	}

	function sources(text, words, notes) {
		text.sources.forEach((id) => {
			notes.mark(id);
		});
		return block(
			words.t('card.sources'),
			[
				el(
					'ol',
					{ class: 'sources' },
					notes.order.map((id, k) => {
						const s = model.sources[model.sourceIndex.get(id)] || {
							id,
							citation: id,
							url: '',
							reliability: null,
							read: '',
							kind: 'other',
						};
						return el('li', { id: `note-${k + 1}`, tabindex: '-1', 'data-source': id }, [
							el('span', {
								dir: 'auto',
								lang: /^[a-z]{2,3}$/.test(s.language || '') ? s.language : null,
								text: s.citation,
							}),
							el('span', {
								class: 'fine',
								dir: 'auto',
								text: ` ${app.say.label('source-kind', s.kind)}${
									s.language ? `, ${app.say.languages(s.language)}` : ''
								}. ${
									s.reliability
										? `${words.t('card.reliability', { n: s.reliability })} `
										: ''
								}${s.read ? `${words.t('card.read', { how: s.read })} ` : ''}${s.note || ''}`,
							}),
							s.url
								? el('span', { class: 'fine' }, [
										' ',
										externalLink(s.url, words.t('card.open')),
									])
								: null,
						]);
					}),
				),
			],
			'sources',
		);
	}

	function neighbours(i, words) {
		const pair = app.walk.neighbours(i);
		return el(
			'nav',
			{ class: 'neighbours', 'aria-label': words.t('card.neighbours') },
			[
				[pair[0], 'card.before'],
				[pair[1], 'card.after'],
			].map((item) => {
				if (item[0] === null) {
					return el('span');
				}
				return el(
					'button',
					{
						type: 'button',
						class: 'neighbour',
						onclick() {
							app.walk.select(item[0], true);
						},
					},
					[
						el('span', {
							class: 'kicker',
							text: `${words.t(item[1])} · ${app.say.when(item[0])}`,
						}),
						el('span', { dir: 'auto', text: app.say.title(item[0]) }),
					],
				);
			}),
		);
	}

	function foot(i, words) {
		return el('div', { class: 'card-foot' }, [
			el('button', {
				type: 'button',
				class: 'plain',
				text: words.t('card.link'),
				onclick() {
					app.address.copy();
				},
			}),
			el('button', {
				type: 'button',
				class: 'plain',
				text: words.t('card.download'),
				onclick() {
					app.saves.save('one', 'geojson');
				},
			}),
			el('code', { class: 'fine', text: model.events.id[i] }),
		]);
	}

	return {
		show,
		current() {
			return shownFor;
		},
		rebuild() {
			if (shownFor !== null) {
				show(shownFor);
			}
		},
	};
}
