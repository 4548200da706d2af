// Backgrounds that ask a server: off until the reader switches one on.

// `repaint` is called after a change.
/**
 *
 * @param app
 * @param repaint
 */
export function makeBackgrounds(app, repaint) {
	const map = app.map;
	const online = app.model.meta.online;
	let tiles = null;
	let current = 'none';
	const told = [];

	function set(id) {
		if (tiles) {
			map.removeLayer(tiles);
			tiles = null;
		}
		const found = online.filter((b) => b.id === id)[0];
		current = found ? id : 'none';
		if (found) {
			tiles = ask(found);
		}
		repaint();
		told.forEach((act) => {
			act();
		});
	}

	// The first picture that does not come gives the map in the file back.
	function ask(background) {
		const layer = L.tileLayer(background.url, {
			maxZoom: 18,
			maxNativeZoom: background.max_zoom,
			attribution: background.attribution,
			pane: 'tiles',
			referrerPolicy: 'no-referrer',
		});
		layer.once('tileerror', () => {
			app.notice(app.words.t('online.failed', { host: background.host }));
			set('none');
		});
		return layer.addTo(map);
	}

	return {
		list: [{ id: 'none' }].concat(online),
		current() {
			return current;
		},
		onChange(act) {
			told.push(act);
		},
		set,
	};
}
