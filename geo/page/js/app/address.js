// The address of the page holds the state: written after changes, read at the start and on "back".

import { decodeLink, encodeLink } from '../core/link.js';
import { checkPatch } from '../core/state.js';

// Milliseconds of rest before the address follows; browsers limit how often it may change.
const REST = 300;

/**
 *
 * @param app
 */
export function makeAddress(app) {
	const map = app.map;
	const store = app.store;
	let timer = null;
	let reading = false;

	function link() {
		const centre = map.getCenter();
		return encodeLink(store.state(), store.defaults, {
			zoom: map.getZoom(),
			lat: centre.lat,
			lng: centre.lng,
		});
	}

	// Some browsers refuse history on file://; the page works without it.
	function put(how, hash) {
		try {
			window.history[how](null, '', hash);
		} catch (error) {
			/* see above */
		}
	}

	// What a reader would want to come back to is a step of its own: an opened or closed card.
	function write(important) {
		if (reading) {
			return;
		}
		const hash = link();
		// A link that was about to be written is out of date now, whatever comes of this one.
		window.clearTimeout(timer);
		if (hash === window.location.hash) {
			return;
		}
		if (important) {
			put('pushState', hash);
		} else {
			timer = window.setTimeout(put, REST, 'replaceState', hash);
		}
	}

	// Reads the hash it is given: by the time an event arrives, the address may say something else.
	function read(hash) {
		window.clearTimeout(timer);
		const found = decodeLink(hash, store.defaults, (patch) => checkPatch(app.model, patch, {}));
		const order = found.patch.from ? checkPatch(app.model, { from: found.patch.from }, found.patch) : [];
		if (order.length) {
			delete found.patch.from;
			delete found.patch.to;
			found.problems = found.problems.concat(order);
		}
		if (found.problems.length) {
			app.notice(app.words.t('link.bad', { what: found.problems.join('; ') }));
		}
		if (found.view) {
			reading = true;
			map.setView([found.view.lat, found.view.lng], found.view.zoom, { animate: false });
			reading = false;
		}
		return store.set(found.patch).then(() => {
			// A link to an event that says nothing of the view goes to the event.
			if (found.patch.selected && !found.view) {
				app.stage.flyTo(store.scene().selected);
			}
		});
	}

	map.on('moveend', () => {
		write(false);
	});
	store.on('change', write);
	window.addEventListener('hashchange', (event) => {
		read(event.newURL.replace(/^[^#]*/, ''));
	});
	return {
		link,
		read,
		copy() {
			app.copy(window.location.href.replace(/#.*$/, '') + link());
		},
	};
}
