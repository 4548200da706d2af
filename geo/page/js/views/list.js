// The same events as a table: sorted, linked with the map both ways, and the page's text alternative.
// Only the rows in sight exist.

import { clear, el } from '../dom/dom.js';
import { legendSymbol, symbolOfEvent } from '../map/symbols.js';

const ROW = 58;
const SPARE = 6;

/**
 *
 * @param root
 * @param app
 */
export function makeList(root, app) {
	const model = app.model;
	let words = app.words;
	let order = [];
	let sort = 'date';
	let down = false;
	let scroller;
	let spacer;
	let body;
	let query;

	function build() {
		words = app.words;
		clear(root);
		query = el('input', {
			type: 'search',
			class: 'search',
			id: 'search',
			placeholder: words.t('list.search'),
			'aria-label': words.t('list.search'),
			value: app.store.state().query,
			oninput(event) {
				app.store.set({ query: event.target.value });
			},
		});
		spacer = el('div', { class: 'spacer' });
		body = el('div', { class: 'rows', role: 'list', 'aria-label': words.t('tabs.list') });
		spacer.appendChild(body);
		scroller = el('div', { class: 'scroller', onscroll: paint }, [spacer]);
		root.appendChild(
			el('div', { class: 'list-head' }, [
				query,
				el(
					'div',
					{ class: 'sorts', role: 'group', 'aria-label': words.t('list.sort') },
					['date', 'place', 'kind', 'losses'].map((key) =>
						el('button', {
							type: 'button',
							class: 'plain sort',
							'data-sort': key,
							text: words.t(`list.sort.${key}`),
							onclick() {
								sortBy(key);
							},
						}),
					),
				),
			]),
		);
		root.lastChild.appendChild(
			el(
				'p',
				{ class: 'saves' },
				[`${words.t('list.save')} `].concat(
					['geojson', 'csv'].map((format) =>
						el('button', {
							type: 'button',
							class: 'plain',
							'data-save': format,
							text: format === 'csv' ? 'CSV' : 'GeoJSON',
							onclick() {
								app.saves.save('shown', format);
							},
						}),
					),
				),
			),
		);
		root.appendChild(el('p', { class: 'empty-note', hidden: true }));
		root.appendChild(scroller);
		body.addEventListener('keydown', onKey);
		// The sheet of a phone grows after the list is made: what comes into sight must be drawn.
		if (window.ResizeObserver) {
			new ResizeObserver(paint).observe(scroller);
		}
		update();
	}

	function sortBy(key) {
		down = key === sort ? !down : key === 'losses';
		sort = key;
		update();
	}

	function keyOf(i) {
		const e = model.events;
		if (sort === 'place') {
			return (model.places[e.place[i]] || { name: '\uffff' }).name;
		}
		if (sort === 'kind') {
			return e.kind[i];
		}
		if (sort === 'losses') {
			return e.lossesHigh[i];
		}
		return i;
	}

	function update() {
		if (document.activeElement !== query) {
			query.value = app.store.state().query;
		}
		order = app.store.scene().shown.slice();
		if (sort !== 'date' || down) {
			const sign = down ? -1 : 1;
			order.sort((a, b) => {
				const x = keyOf(a);
				const y = keyOf(b);
				return x < y ? -sign : x > y ? sign : a - b;
			});
		}
		root.querySelectorAll('.sort').forEach((button) => {
			const on = button.dataset.sort === sort;
			button.setAttribute('aria-pressed', on ? 'true' : 'false');
			button.dataset.down = on && down ? '1' : '';
		});
		spacer.style.height = `${order.length * ROW}px`;
		const note = root.querySelector('.empty-note');
		note.hidden = order.length > 0;
		if (!order.length) {
			note.textContent = app.say.emptyNote();
		}
		paint();
	}

	function paint() {
		if (!scroller.isConnected || !scroller.clientHeight) {
			return;
		}
		const focused =
			document.activeElement && document.activeElement.dataset
				? document.activeElement.dataset.event
				: null;
		const held = focused === null ? -1 : order.indexOf(model.events.index.get(focused));
		const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
		const last = Math.min(
			order.length,
			Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + SPARE,
		);
		clear(body);
		body.style.transform = `translateY(${first * ROW}px)`;
		for (let k = first; k < last; k++) {
			body.appendChild(row(order[k], k));
		}
		// The row that has the focus stays, though it has scrolled out of sight.
		if (held >= 0 && (held < first || held >= last)) {
			body.appendChild(away(row(order[held], held)));
		}
		if (focused) {
			const again = body.querySelector(`[data-event="${CSS.escape(focused)}"]`);
			if (again) {
				again.focus({ preventScroll: true });
			}
		}
	}

	function away(node) {
		node.classList.add('unseen');
		return node;
	}

	function row(i, k) {
		const e = model.events;
		const place = model.places[e.place[i]];
		const text = model.peek(i);
		const sign = el('canvas', { class: 'swatch', 'aria-hidden': 'true' });
		legendSymbol(sign, symbolOfEvent(model, i), app.theme.inks());
		return el('div', { role: 'listitem', 'aria-setsize': order.length, 'aria-posinset': k + 1 }, [
			el(
				'button',
				{
					type: 'button',
					class: `row${
						app.store.state().selected === e.id[i] ? ' selected' : ''
					}${app.stage.lit() === i ? ' lit' : ''}`,
					'data-event': e.id[i],
					style: { height: `${ROW}px` },
					onclick() {
						app.walk.select(i, true);
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
						el('span', { class: 'row-title', dir: 'auto', text: text ? text.title : e.id[i] }),
						el('span', {
							class: 'row-place',
							text:
								(place ? app.say.placeName(place) : text ? text.place_words : '') +
								(place && place.lon !== null ? '' : ` · ${words.t('list.noPlace')}`) +
								(e.confirmed[i] ? '' : ` · ${words.t('list.unconfirmed')}`),
						}),
					]),
				],
			),
		]);
	}

	function onKey(event) {
		const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
		if (!move || !event.target.dataset.event) {
			return;
		}
		event.preventDefault();
		const at = order.indexOf(model.events.index.get(event.target.dataset.event)) + move;
		if (at < 0 || at >= order.length) {
			return;
		}
		focusRow(at);
	}

	function focusRow(at) {
		const top = at * ROW;
		if (top < scroller.scrollTop) {
			scroller.scrollTop = top;
		}
		if (top + ROW > scroller.scrollTop + scroller.clientHeight) {
			scroller.scrollTop = top + ROW - scroller.clientHeight;
		}
		paint();
		const target = body.querySelector(`[data-event="${CSS.escape(model.events.id[order[at]])}"]`);
		if (target) {
			target.focus({ preventScroll: true });
		}
	}

	build();
	return {
		update,
		rebuild: build,
		focusSearch() {
			query.focus();
			query.select();
		},
	};
}
