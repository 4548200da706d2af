// The statements of the two documents, one by one, with what the literature says and what the build
// measured. Choosing one moves map and time to what it is about and draws the measurement.

import { dayToIso } from '../core/days.js';
import { fold } from '../core/search.js';
import { clear, el, externalLink } from '../dom/dom.js';

/**
 *
 * @param root
 * @param app
 */
export function makeStatements(root, app) {
	const model = app.model;
	const choice = { document: '', verdict: '', text: '' };
	let chosen = null;

	function build() {
		const words = app.words;
		clear(root);
		root.appendChild(
			el('p', { class: 'intro', text: words.t('statements.intro', { n: model.statements.length }) }),
		);
		root.appendChild(
			el('div', { class: 'filters' }, [filter('document', words), filter('verdict', words)]),
		);
		root.appendChild(
			el('input', {
				type: 'search',
				class: 'search',
				placeholder: words.t('statements.search'),
				'aria-label': words.t('statements.search'),
				value: choice.text,
				oninput(event) {
					choice.text = event.target.value;
					fill();
				},
			}),
		);
		root.appendChild(el('ol', { class: 'statements' }));
		fill();
	}

	function filter(key, words) {
		const codes = Array.from(new Set(model.statements.map((s) => s[key])));
		return el('label', {}, [
			el('span', { class: 'hint', text: words.t(`statements.${key}`) }),
			el(
				'select',
				{
					onchange(event) {
						choice[key] = event.target.value;
						fill();
					},
				},
				[el('option', { value: '', text: words.t('statements.any') })].concat(
					codes.map((code) =>
						el('option', {
							value: code,
							selected: choice[key] === code,
							text: app.say.label(key, code),
						}),
					),
				),
			),
		]);
	}

	function isWanted(s) {
		return (
			(!choice.document || s.document === choice.document) &&
			(!choice.verdict || s.verdict === choice.verdict) &&
			fold(`${s.statement} ${s.literature}`).indexOf(fold(choice.text)) >= 0
		);
	}

	function fill() {
		const words = app.words;
		const list = clear(root.querySelector('.statements'));
		model.statements.forEach((s) => {
			if (!isWanted(s)) {
				return;
			}
			const open = chosen === s.id;
			list.appendChild(
				el('li', { class: `statement${open ? ' open' : ''}`, 'data-statement': s.id }, [
					el(
						'button',
						{
							type: 'button',
							class: 'statement-head',
							'aria-expanded': open ? 'true' : 'false',
							onclick() {
								choose(s.id);
							},
						},
						[
							el('span', {
								class: 'verdict',
								'data-verdict': s.verdict,
								text:
									app.say.label('verdict', s.verdict) +
									(s.tests.length ? ` · ${words.t('statements.measured')}` : ''),
							}),
							el('span', {
								class: 'statement-text',
								dir: 'auto',
								lang: 'en',
								text: s.statement,
							}),
						],
					),
					open ? detail(s, words) : null,
				]),
			);
		});
	}

	function detail(s, words) {
		return el('div', { class: 'statement-body' }, [
			el('p', {
				class: 'fine',
				text: `${app.say.label('document', s.document)} · ${app.say.label(
					'statement-kind',
					s.kind,
				)} · ${s.id}`,
			}),
			s.literature
				? el('p', { class: 'prose small', dir: 'auto', lang: 'en', text: s.literature })
				: null,
			s.tests.length
				? el(
						'section',
						{ class: 'tests' },
						[el('h3', { text: words.t('statements.computed') })].concat(
							s.tests.map((test) =>
								el('div', { class: 'test' }, [
									el('p', { class: 'hint', text: test.title }),
									el('p', { class: 'result', text: test.result }),
									el('p', { class: 'fine', text: test.method }),
								]),
							),
						),
					)
				: null,
			s.events.length
				? el(
						'ul',
						{ class: 'about' },
						s.events.map((id) => {
							const i = model.events.index.get(id);
							const text = i === undefined ? null : model.peek(i);
							return i === undefined
								? null
								: el('li', {}, [
										el('button', {
											type: 'button',
											class: 'plain',
											text: `${app.say.when(i)} – ${text ? text.title : id}`,
											onclick() {
												app.walk.select(i, true);
											},
										}),
									]);
						}),
					)
				: null,
			el(
				'ul',
				{ class: 'cites' },
				s.sources.map((id) => {
					const source = model.sources[model.sourceIndex.get(id)];
					return el('li', { dir: 'auto' }, [
						source ? source.citation : id,
						source && source.url ? ' ' : null,
						source && source.url ? externalLink(source.url, words.t('card.open')) : null,
					]);
				}),
			),
		]);
	}

	function choose(id) {
		chosen = chosen === id ? null : id;
		const found = model.statements.filter((s) => s.id === chosen)[0] || null;
		fill();
		showOnMap(found);
		const row = root.querySelector(`[data-statement="${CSS.escape(id)}"]`);
		if (row) {
			row.querySelector('button').focus({ preventScroll: true });
			row.scrollIntoView({ block: 'nearest' });
		}
	}

	// Moves map and time to what a statement is about, and draws what was measured; null clears it.
	function showOnMap(s) {
		const e = model.events;
		const lines = s && s.drawing && s.drawing.length ? s.drawing : null;
		app.stage.measure(lines);
		if (!s) {
			return;
		}
		const indices = s.events.map((id) => e.index.get(id)).filter((i) => i !== undefined);
		if (indices.length) {
			app.store.set({
				mode: 'range',
				query: '',
				hidden: app.store.hiddenWithout(indices),
				from: dayToIso(
					Math.min.apply(
						null,
						indices.map((i) => e.start[i]),
					),
				),
				to: dayToIso(
					Math.max.apply(
						null,
						indices.map((i) => e.end[i]),
					),
				),
			});
		}
		const points = pointsOf(s, indices, lines || []);
		if (points.length) {
			app.stage.camera.fit(L.latLngBounds(points), { padding: [60, 60], maxZoom: 12 });
		}
	}

	// Latitude and longitude of everything a statement is about.
	function pointsOf(s, indices, lines) {
		const places = indices
			.map((i) => model.places[model.events.place[i]])
			.concat(model.places.filter((p) => s.places.indexOf(p.id) >= 0));
		const points = places.filter((p) => p && p.lon !== null).map((p) => [p.lat, p.lon]);
		lines.forEach((line) => {
			line.points.forEach((p) => {
				points.push([p[1], p[0]]);
			});
		});
		return points;
	}

	build();
	return { rebuild: build };
}
