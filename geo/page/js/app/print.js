// The page on paper: a plate with its title, day, map and key, then the open card or the list of what
// is shown, with all sources.

import { clear, el } from '../dom/dom.js';

// More than this is a catalogue, not a print; the rest is named by its number.
const MOST_ROWS = 400;

/**
 *
 * @param app
 */
export function bindPrint(app) {
	const root = document.documentElement;
	const box = document.getElementById('print');
	const map = app.map;
	let view = null;

	function cite(text) {
		const ids = text.sources.slice();
		text.claims.forEach((claim) => {
			claim.sources.forEach((id) => {
				if (ids.indexOf(id) < 0) {
					ids.push(id);
				}
			});
		});
		return ids.map(app.say.citation).join('; ');
	}

	function row(i) {
		const text = app.model.peek(i);
		const place = app.model.places[app.model.events.place[i]];
		if (!text) {
			return null;
		}
		return el('article', { class: 'printed' }, [
			el('p', {
				class: 'tip-date',
				text: `${app.say.when(i)} · ${place ? app.say.placeName(place) : text.place_words}`,
			}),
			el('h3', { dir: 'auto', lang: 'en', text: text.title }),
			el('p', { class: 'prose small', dir: 'auto', lang: 'en', text: text.summary }),
			el('p', { class: 'fine', dir: 'auto', text: cite(text) }),
		]);
	}

	function fill() {
		const shown = app.store.scene().shown;
		const words = app.words;
		clear(box);
		box.appendChild(el('p', { class: 'fine', text: `${app.model.meta.citation} ${app.address.link()}` }));
		if (app.store.scene().selected !== null || app.feature.isOpen()) {
			return;
		}
		shown.slice(0, MOST_ROWS).forEach((i) => {
			box.appendChild(row(i) || document.createTextNode(''));
		});
		if (shown.length > MOST_ROWS) {
			box.appendChild(el('p', { text: words.count('count.shown', shown.length - MOST_ROWS) }));
		}
	}

	function fit(bounds) {
		map.invalidateSize({ animate: false });
		map.fitBounds(bounds, { animate: false });
	}

	window.addEventListener('beforeprint', () => {
		view = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom() };
		fill();
		root.classList.add('printing');
		app.theme.change();
		fit(view.bounds);
		app.stage.paintNow();
	});
	window.addEventListener('afterprint', () => {
		root.classList.remove('printing');
		app.theme.change();
		map.invalidateSize({ animate: false });
		map.setView(view.centre, view.zoom, { animate: false });
	});
}
