// The same events as a table: sorted, linked with the map both ways, and the page's text alternative.
// Only the rows in sight exist.

import { clear, el, find } from '../dom/dom.js';
import { makeRow } from './row.js';
import { compareEvents, compareOnDay } from './sorting.js';

/** @typedef {import('../core/types.js').Downloads} Downloads */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').ListView} ListView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Summary} Summary */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('./sorting.js').SortKey} SortKey */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {Theme} theme
 * @property {Highlight} highlight
 * @property {Navigation} navigation
 * @property {Summary} summary
 * @property {Downloads} downloads
 * @property {(what: 'list') => void} print
 */

/**
 * @typedef {object} Frame The parts of the view that stay while rows come and go.
 * @property {HTMLInputElement} query
 * @property {HTMLElement} scroller
 * @property {HTMLElement} spacer
 * @property {HTMLElement} body
 * @property {HTMLElement} note
 * @property {HTMLButtonElement[]} sorts
 */

/** @type {SortKey[]} */
const SORTS = ['date', 'place', 'kind', 'losses'];
// The height of a row, pixels, and how many are kept beyond the edge.
const ROW = 58;
const SPARE = 6;

/**
 * Makes the view.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {ListView} The view.
 */
export function makeList(root, parts) {
	const { model, store, summary } = parts;
	/** @type {SortKey} */
	let sort = 'date';
	let down = false;
	let frame = makeFrame(root, parts, { sortBy, enter });
	let rows = makeRows(parts, frame);
	const watcher = new ResizeObserver(() => rows.paint());
	watcher.observe(frame.scroller);

	function build() {
		frame = makeFrame(root, parts, { sortBy, enter });
		rows = makeRows(parts, frame);
		// The sheet of a phone grows after the list is made: what comes into sight must be drawn.
		watcher.disconnect();
		watcher.observe(frame.scroller);
		update();
	}

	// From the words that are sought straight to what they found.
	function enter() {
		rows.focusFirst();
	}

	/**
	 * @param {SortKey} key
	 */
	function sortBy(key) {
		down = key === sort ? !down : key === 'losses';
		sort = key;
		update();
	}

	function update() {
		const { query, note, sorts } = frame;
		if (document.activeElement !== query) {
			query.value = store.state().query;
		}
		const order = store.scene().shown.slice();
		if (sort !== 'date' || down) {
			order.sort(compareEvents(model, sort, down));
		} else if (store.state().mode === 'day') {
			order.sort(compareOnDay(model, store.scene().day));
		}
		sorts.forEach((button) => {
			const isOn = button.dataset.sort === sort;
			button.setAttribute('aria-pressed', isOn ? 'true' : 'false');
			button.dataset.down = isOn && down ? '1' : '';
		});
		note.hidden = order.length > 0;
		if (!order.length) {
			note.textContent = summary.emptyNote();
		}
		rows.show(order);
	}

	update();
	return { update, rebuild: build, focusSearch: () => frame.query.focus() };
}

/**
 * The rows in sight, and the one that has the focus.
 * @param {Parts} parts
 * @param {Frame} frame
 */
function makeRows(parts, { scroller, spacer, body }) {
	const { id: ids, index } = parts.model.events;
	/** @type {number[]} */
	let order = [];
	scroller.addEventListener('scroll', paint);
	body.addEventListener('keydown', onKey);

	/**
	 * @param {number[]} next The events, in the order of their rows.
	 */
	function show(next) {
		order = next;
		spacer.style.height = `${order.length * ROW}px`;
		paint();
	}

	function paint() {
		const { clientHeight, scrollTop } = scroller;
		if (!scroller.isConnected || !clientHeight) {
			return;
		}
		const focused = focusedEvent();
		const held = focused === null ? -1 : order.indexOf(index.get(focused) ?? -1);
		const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
		const last = Math.min(order.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
		clear(body).append(
			...order.slice(first, last).map((i, k) => makeItem(parts, i, first + k, order.length)),
		);
		body.style.transform = `translateY(${first * ROW}px)`;
		// The row that has the focus stays, though it has scrolled out of sight.
		if (held >= 0 && (held < first || held >= last)) {
			const item = makeItem(parts, order[held], held, order.length);
			item.classList.add('unseen');
			body.append(item);
		}
		if (focused) {
			focusRowOf(focused);
		}
	}

	/**
	 * @param {string} id
	 */
	function focusRowOf(id) {
		/** @type {HTMLElement | null} */
		const row = body.querySelector(`[data-event="${CSS.escape(id)}"]`);
		row?.focus({ preventScroll: true });
	}

	/**
	 * @param {KeyboardEvent} event
	 */
	function onKey(event) {
		const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
		const id = event.target instanceof HTMLElement ? event.target.dataset.event : undefined;
		if (!move || !id) {
			return;
		}
		event.preventDefault();
		const at = order.indexOf(index.get(id) ?? -1) + move;
		if (at >= 0 && at < order.length) {
			scrollTo(scroller, at);
			paint();
			focusRowOf(ids[order[at]]);
		}
	}

	function focusFirst() {
		if (order.length) {
			scroller.scrollTop = 0;
			paint();
			focusRowOf(ids[order[0]]);
		}
	}

	return { show, paint, focusFirst };
}

/**
 * @param {HTMLElement} scroller
 * @param {number} at The row to bring into sight.
 */
function scrollTo(scroller, at) {
	const top = at * ROW;
	if (top < scroller.scrollTop) {
		scroller.scrollTop = top;
	}
	if (top + ROW > scroller.scrollTop + scroller.clientHeight) {
		scroller.scrollTop = top + ROW - scroller.clientHeight;
	}
}

/**
 * The event whose row has the focus.
 * @returns {string | null}
 */
function focusedEvent() {
	const active = document.activeElement;
	return (active instanceof HTMLElement && active.dataset.event) || null;
}

/**
 * @param {HTMLElement} root
 * @param {Parts} parts
 * @param {{sortBy: (key: SortKey) => void, enter: () => void}} acts
 * @returns {Frame}
 */
function makeFrame(root, { store, i18n, downloads, print }, { sortBy, enter }) {
	/** @type {HTMLInputElement} */
	const query = el('input', {
		type: 'search',
		class: 'search',
		id: 'search',
		placeholder: i18n.t('list.search'),
		'aria-label': i18n.t('list.search'),
		value: store.state().query,
		oninput: () => store.set({ query: query.value }),
		onkeydown: (/** @type {KeyboardEvent} */ event) => {
			if (event.key === 'ArrowDown') {
				event.preventDefault();
				enter();
			}
		},
	});
	const sorts = SORTS.map((key) =>
		el('button', {
			type: 'button',
			class: 'plain sort',
			'data-sort': key,
			text: i18n.t(`list.sort.${key}`),
			onclick: () => sortBy(key),
		}),
	);
	const buttons = /** @type {const} */ (['geojson', 'csv']).map((format) =>
		el('button', {
			type: 'button',
			class: 'plain',
			'data-save': format,
			text: format === 'csv' ? 'CSV' : 'GeoJSON',
			onclick: () => downloads.save('shown', format),
		}),
	);
	const printing = el('button', {
		type: 'button',
		class: 'plain',
		'data-print': 'list',
		text: i18n.t('print'),
		onclick: () => print('list'),
	});
	const body = el('div', { class: 'rows', role: 'list', 'aria-label': i18n.t('tabs.list') });
	const spacer = el('div', { class: 'spacer' }, [body]);
	clear(root).append(
		el('div', { class: 'list-head' }, [
			query,
			el('div', { class: 'sorts', role: 'group', 'aria-label': i18n.t('list.sort') }, sorts),
			el('p', { class: 'list-downloads' }, [`${i18n.t('list.save')} `, ...buttons, printing]),
		]),
		el('p', { class: 'empty-note', hidden: true }),
		el('div', { class: 'scroller' }, [spacer]),
	);
	return { query, sorts, body, spacer, note: find(root, '.empty-note'), scroller: find(root, '.scroller') };
}

/**
 * @param {Parts} parts
 * @param {number} i
 * @param {number} position
 * @param {number} size
 */
function makeItem(parts, i, position, size) {
	const { model, store, i18n, format, highlight, navigation } = parts;
	const { events } = model;
	const place = model.places[events.place[i]];
	const text = model.loadedText(i);
	const isSelected = store.state().selected === events.id[i];
	const where = place ? format.placeName(place) : text?.place_words || '';
	const row = makeRow(
		parts,
		i,
		{
			class: `row${isSelected ? ' selected' : ''}${highlight.current() === i ? ' highlighted' : ''}`,
			style: { height: `${ROW}px` },
			onclick: () => navigation.select(i, true),
		},
		{
			title: text ? text.title : events.id[i],
			more: el('span', {
				class: 'row-place',
				text:
					where +
					(place && place.lon !== null ? '' : ` · ${i18n.t('list.noPlace')}`) +
					(events.confirmed[i] ? '' : ` · ${i18n.t('list.unconfirmed')}`),
			}),
		},
	);
	return el('div', { role: 'listitem', 'aria-setsize': size, 'aria-posinset': position + 1 }, [row]);
}
