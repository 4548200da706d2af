// The page: read what lies in it, put its parts together, open the door for scripts.

import { makeAddress } from './address.js';
import { exposeApi } from './api.js';
import { makeDownloads } from './downloads.js';
import { makeFormatters } from './formatters.js';
import { bindKeys } from './keys.js';
import { makeMasthead } from './masthead.js';
import { makeNavigation } from './navigation.js';
import { makeCopy, makeNotice } from './notice.js';
import { makePanel } from './panel.js';
import { bindPrint } from './print.js';
import { makeStore } from './store.js';
import { makeI18n } from '../core/i18n.js';
import { makeModel, readBlocks, readNow, readPart } from '../core/model.js';
import { makeMapView } from '../map/map_view.js';
import { bindPointer } from '../map/pointer.js';
import { makeTheme } from '../map/theme.js';
import { makeTimeBar } from '../time/time_bar.js';
import { makeCard } from '../views/card.js';
import { makeFeatureCard } from '../views/feature_card.js';

function readRelief() {
	const text = document.getElementById('payload-relief').textContent.trim();
	if (!text) {
		return Promise.resolve(null);
	}
	const value = JSON.parse(text);
	return new Promise((resolve) => {
		const image = new Image();
		image.onload = function () {
			resolve({ image, bounds: value.bounds });
		};
		image.onerror = function () {
			resolve(null);
		};
		image.src = value.image;
	});
}

// The parts are made from the ground up: each may use what stands above it here, and what stands
// below it only when the reader does something.
function makeApp(map, model, base, relief) {
	const app = { map, model };
	app.store = makeStore(model);
	// First of all who hear it: the others speak the new language when they hear of it.
	app.store.on('language', () => {
		app.words = makeI18n(model.meta.words, app.store.state().lang);
	});
	app.words = makeI18n(model.meta.words, app.store.state().lang);
	app.notice = makeNotice(document.getElementById('notice'));
	app.copy = makeCopy(app);
	app.theme = makeTheme();
	app.say = makeFormatters(app);
	app.walk = makeNavigation(app);
	app.stage = makeMapView(app, base, relief);
	app.timebar = makeTimeBar(document.getElementById('timebar'), app);
	makeMasthead(app);
	app.panel = makePanel(app);
	app.card = makeCard(app.panel.cardBox, app);
	app.feature = makeFeatureCard(app.panel.featureBox, app);
	app.saves = makeDownloads(app);
	app.address = makeAddress(app);
	app.panel.showTab('layers');
	app.store.on('left', () => {
		app.notice(app.words.t('card.left'));
	});
	bindPointer(app);
	bindKeys(app);
	bindPrint(app);
	// All parts have their size now: what a link says of the view is taken in the box it stays in.
	map.invalidateSize({ animate: false, pan: false });
	map.fitBounds(model.meta.bounds, { animate: false });
	return app.address.read(window.location.hash).then(() => app);
}

/**
 *
 * @param map
 */
export function startAtlas(map) {
	const core = readNow('payload-core');
	const early = core && makeModel(core, readBlocks('payload-texts'));
	const model = early
		? Promise.resolve(early)
		: readPart('payload-core').then((late) => makeModel(late, readBlocks('payload-texts')));
	const ready = model.then((whole) =>
		Promise.all([readPart('payload-base'), readRelief(), whole.preload()]).then((parts) =>
			makeApp(map, whole, parts[0], parts[1]),
		),
	);
	exposeApi(early, ready);
	return ready.catch((error) => {
		document.getElementById('standfirst').textContent = `The map could not be opened: ${
			error.message
		}. It needs a browser of 2023 or later (Firefox 113, Chrome 80, Safari 16.4).`;
		throw error;
	});
}
