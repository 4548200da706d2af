// About: how to read the map, what is covered, where it comes from, how to cite and to take it away.

import { dayToParts } from '../core/days.js';
import { clear, el } from '../dom/dom.js';

/**
 *
 * @param root
 * @param app
 */
export function makeAbout(root, app) {
	const model = app.model;

	function build() {
		const words = app.words;
		clear(root);
		root.appendChild(el('h2', { text: words.t('about.reading') }));
		[
			'about.rule',
			'about.certain',
			'about.where',
			'about.losses',
			'about.unconfirmed',
			'about.claims',
			'about.schematic',
			'about.recorded',
		].forEach((key) => {
			root.appendChild(el('p', { class: 'prose small', text: words.t(key) }));
		});
		root.appendChild(el('h2', { text: words.t('about.download') }));
		root.appendChild(downloads(words));
		if (model.statistics.length) {
			root.appendChild(chart(words));
		}
		root.appendChild(el('h2', { text: words.t('about.keys') }));
		root.appendChild(
			el(
				'dl',
				{ class: 'keys' },
				[].concat.apply(
					[],
					[
						['← →', 'keys.day'],
						['PgUp PgDn', 'keys.week'],
						['Home End', 'keys.ends'],
						['N P', 'keys.event'],
						['/', 'keys.search'],
						['Esc', 'keys.close'],
						['?', 'keys.help'],
						['↑ ↓ ← →', 'keys.tree'],
					].map((pair) => [el('dt', { text: pair[0] }), el('dd', { text: words.t(pair[1]) })]),
				),
			),
		);
		root.appendChild(el('h2', { text: words.t('about.origin') }));
		root.appendChild(
			el(
				'ul',
				{ class: 'cites' },
				model.meta.credits.map((credit) => el('li', { dir: 'auto', text: credit })),
			),
		);
		root.appendChild(el('h2', { text: words.t('about.cite') }));
		root.appendChild(el('p', { class: 'prose small', dir: 'auto', text: model.meta.citation }));
		root.appendChild(
			el('p', {
				class: 'fine',
				text: words.t('about.version', { v: model.meta.version, l: model.meta.license }),
			}),
		);
		root.appendChild(el('h2', { text: words.t('about.online') }));
		root.appendChild(online(words));
	}

	function downloads(words) {
		function button(scope, format) {
			return el('button', {
				type: 'button',
				class: 'plain',
				'data-download': `${scope}-${format}`,
				text: `${words.t(`download.${scope}`)} · ${format
					.replace('geojson', 'GeoJSON')
					.replace('csv', 'CSV')}`,
				onclick() {
					app.saves.save(scope, format);
				},
			});
		}
		return el('div', { class: 'downloads' }, [
			el('button', {
				type: 'button',
				class: 'plain',
				'data-copy': 'link',
				text: words.t('card.link'),
				onclick() {
					app.address.copy();
				},
			}),
			button('shown', 'geojson'),
			button('shown', 'csv'),
			button('all', 'geojson'),
			button('all', 'csv'),
		]);
	}

	function online(words) {
		return el(
			'fieldset',
			{ class: 'online' },
			[el('legend', { text: words.t('online.warning') })].concat(
				app.stage.backgrounds.list.map((b) =>
					el('label', {}, [
						el('input', {
							type: 'radio',
							name: 'background',
							value: b.id,
							checked: app.stage.backgrounds.current() === b.id,
							onchange() {
								app.stage.backgrounds.set(b.id);
							},
						}),
						` ${b.host ? `${b.name} (${b.host})` : words.t('online.none')}`,
					]),
				),
			),
		);
	}

	// Counted by them, recorded by us: two different things, side by side, year by year.
	function chart(words) {
		const e = model.events;
		const recorded = {};
		const years = new Set();
		for (let i = 0; i < e.n; i++) {
			const a = dayToParts(e.start[i]).year;
			if (a >= 1931 && a <= 1945) {
				recorded[a] = (recorded[a] || 0) + 1;
				years.add(a);
			}
		}
		const tallest = Math.max.apply(
			null,
			Object.keys(recorded).map((y) => recorded[y]),
		);
		return el('section', { class: 'statistics' }, [
			el('h2', { text: words.t('stats.title') }),
			el('p', { class: 'prose small', text: words.t('stats.note') }),
			el('table', { class: 'chart' }, [
				el('caption', { text: words.t('stats.recorded') }),
				el(
					'tbody',
					{},
					Array.from(years)
						.sort()
						.map((y) =>
							el('tr', {}, [
								el('th', { scope: 'row', text: String(y) }),
								el('td', { class: 'bar' }, [
									el('span', {
										style: { inlineSize: `${(100 * recorded[y]) / tallest}%` },
									}),
								]),
								el('td', { class: 'n', text: String(recorded[y]) }),
							]),
						),
				),
			]),
			el('table', { class: 'chart counted' }, [
				el('caption', { text: words.t('stats.counted') }),
				el(
					'tbody',
					{},
					model.statistics.map((s) =>
						el('tr', {}, [
							el('th', { scope: 'row', text: s.date_edtf }),
							el('td', { class: 'n', text: app.say.number(s.count) }),
							el('td', {}, [
								`${app.say.label('claimant', s.counted_by)}: ${
									s.metric_words
								}${s.note ? ` (${s.note})` : ''}`,
								el('span', {
									class: 'fine',
									text: ` ${s.sources.map(app.say.citation).join('; ')}`,
								}),
							]),
						]),
					),
				),
			]),
		]);
	}

	app.stage.backgrounds.onChange(build);
	build();
	return { rebuild: build };
}
