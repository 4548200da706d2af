// What stands at one spot of the map, as rows, when it is too much to stand apart.

import { clear, el } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';

/**
 *
 * @param root
 * @param app
 */
export function makeHere(root, app) {
	let members = [];
	let built = null;

	// Those of them that are still shown: the filters go on working while the list is open.
	function build() {
		const shown = new Set(app.store.scene().shown);
		const rows = members.filter((i) => shown.has(i));
		const key = rows.join() + app.words.lang;
		if (!members.length || key === built) {
			return;
		}
		built = key;
		const model = app.model;
		const place = model.places[model.events.place[members[0]]];
		const title =
			app.words.count(place && place.lon !== null ? 'count.here' : 'count.nowhere', rows.length) +
			(place && place.lon !== null ? ` · ${app.say.placeName(place)}` : '');
		clear(root);
		root.appendChild(
			el('div', { class: 'here-head' }, [
				el('h2', { text: title }),
				el('button', {
					type: 'button',
					class: 'plain',
					text: app.words.t('here.back'),
					onclick() {
						app.panel.showTab('layers');
					},
				}),
			]),
		);
		rows.forEach((i) => {
			root.appendChild(row(i));
		});
	}

	function row(i) {
		const sign = el('canvas', { class: 'swatch', 'aria-hidden': 'true' });
		legendSymbol(sign, symbolOfEvent(app.model, i), app.theme.inks());
		return el(
			'button',
			{
				type: 'button',
				class: 'row',
				'data-event': app.model.events.id[i],
				onclick() {
					app.walk.select(i);
				},
				onmouseenter() {
					app.stage.light(i);
				},
				onmouseleave() {
					app.stage.light(null);
				},
				onfocus() {
					app.stage.light(i);
				},
			},
			[
				sign,
				el('span', { class: 'row-main' }, [
					el('span', { class: 'row-date', text: app.say.when(i) }),
					el('span', { class: 'row-title', dir: 'auto', text: app.say.title(i) }),
				]),
			],
		);
	}

	return {
		show(indices) {
			members = indices.slice().sort((a, b) => a - b);
			built = null;
			build();
		},
		update: build,
		rebuild() {
			built = null;
			build();
		},
	};
}
