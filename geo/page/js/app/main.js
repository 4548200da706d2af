// The page: read what lies in it, put its parts together, show the API to scripts.

import { makeAddress } from './address.js';
import { exposeApi } from './api.js';
import { makeDownloads } from './downloads.js';
import { makeFormatters } from './formatters.js';
import { makeHighlight } from './highlight.js';
import { bindKeys } from './keys.js';
import { makeMasthead } from './masthead.js';
import { makeNavigation } from './navigation.js';
import { makeCopy, makeNotice } from './notice.js';
import { makePanel } from './panel.js';
import { makePrint } from './print.js';
import { makeStore } from './store.js';
import { makeSummary } from './summary.js';
import { makeI18n } from '../core/i18n.js';
import { makeModel } from '../core/model.js';
import { byId } from '../dom/dom.js';
import { readBlocks, readNow, readPart, readRelief } from '../dom/payload.js';
import { makeMapView } from '../map/map_view.js';
import { bindPointer } from '../map/pointer.js';
import { makeTheme } from '../map/theme.js';
import { makeTimeBar } from '../time/time_bar.js';
import { makeAbout } from '../views/about.js';
import { makeCard } from '../views/card.js';
import { makeFeatureCard } from '../views/feature_card.js';
import { makeFilterLine } from '../views/filter_line.js';
import { makeHere } from '../views/here.js';
import { makeList } from '../views/list.js';
import { makeStatements } from '../views/statements.js';
import { makeTree } from '../views/tree.js';

/** @typedef {import('leaflet').Map} LeafletMap */
/** @typedef {import('../core/types.js').Base} Base */
/** @typedef {import('../core/types.js').Core} Core */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Relief} Relief */
/** @typedef {import('./api.js').Page} Page */
/** @typedef {import('../views/tree.js').Parts} TreeParts */
/** @typedef {import('../views/list.js').Parts} ListParts */
/** @typedef {import('../views/about.js').Parts} AboutParts */
/** @typedef {Omit<import('../views/card.js').Parts, 'onFilled'>} CardParts */
/** @typedef {TreeParts & ListParts & AboutParts & CardParts} ViewParts */

/**
 * Starts the page on folium's map.
 * @param {LeafletMap} map - The map.
 * @returns {Promise<Page>} What the API answers from, once the first state is painted.
 */
export function startAtlas(map) {
	const core = /** @type {Core | null} */ (readNow('payload-core'));
	const early = core && makeModel(core, readBlocks('payload-texts'));
	const ready = openPage(map, early);
	exposeApi(early, ready);
	return ready.catch((error) => {
		const note = byId('standfirst');
		const needs = `It needs ${note.dataset.browsers} or later.`;
		note.textContent = `The map could not be opened: ${error.message}. ${needs}`;
		throw error;
	});
}

/**
 * @param {LeafletMap} map
 * @param {Model | null} early
 * @returns {Promise<Page>}
 */
async function openPage(map, early) {
	const model =
		early || makeModel(/** @type {Core} */ (await readPart('payload-core')), readBlocks('payload-texts'));
	const [base, relief] = await Promise.all([readPart('payload-base'), readRelief(), model.preload()]);
	return makePage(map, model, /** @type {Base | null} */ (base), relief);
}

/**
 * Makes the parts, each from those above it.
 * @param {LeafletMap} map
 * @param {Model} model
 * @param {Base | null} base
 * @param {Relief | null} relief
 * @returns {Promise<Page>}
 */
async function makePage(map, model, base, relief) {
	const store = makeStore(model);
	const i18n = makeI18n(model.meta.words, () => store.state().lang);
	const notify = makeNotice(byId('notice'));
	const copy = makeCopy(i18n, notify);
	const theme = makeTheme(model.core);
	const format = makeFormatters(model, i18n);
	const highlight = makeHighlight(model);
	const mapView = makeMapView({ map, model, store, i18n, format, theme, highlight, notify }, base, relief);
	const navigation = makeNavigation({ model, store, i18n, notify, mapView });
	const summary = makeSummary({ model, store, i18n, format });
	const downloads = makeDownloads({ model, store, i18n, notify });
	const address = makeAddress({ map, model, store, i18n, notify, flyTo: mapView.flyTo });
	const timeBar = makeTimeBar(byId('timebar'), { model, store, i18n, format, theme, navigation, notify });
	const { link } = address;
	const print = makePrint({ map, model, store, i18n, format, theme, summary, mapView, link });
	const copyLink = () => copy(window.location.href.replace(/#.*$/, '') + link());
	const reading = { model, store, i18n, format, theme, mapView, navigation, highlight, summary };
	const views = makeViews({ ...reading, downloads, print, copy, copyLink, goTo: timeBar.goTo });
	const panel = makePanel({ store, i18n, theme, navigation }, views);
	makeMasthead({ map, model, store, i18n, format, theme, summary, timeBar, mapView, panel });
	makeFilterLine(byId('filters'), { store, i18n, format, model });
	panel.showTab('layers');
	store.on('left', () => notify(i18n.t('card.left')));
	bindPointer({
		map,
		store,
		i18n,
		format,
		mapView,
		highlight,
		navigation,
		showHere: panel.showHere,
	});
	bindKeys({ store, mapView, navigation, timeBar, panel });
	// All parts have their size now: what a link says of the view is taken in the box it stays in.
	map.invalidateSize({ animate: false, pan: false }).setMaxZoom(model.meta.max_zoom);
	mapView.fit(model.meta.bounds, { animate: false });
	await address.read(window.location.hash);
	return { map, model, store, mapView, downloads, link };
}

/**
 * What makes the views of the reading column, each from what it uses.
 * @param {ViewParts} parts
 * @returns {Parameters<typeof makePanel>[1]}
 */
function makeViews({ copy, copyLink, ...parts }) {
	const { model, store, i18n, format, theme, mapView, navigation, highlight } = parts;
	const { summary, downloads, print, goTo } = parts;
	const sending = { downloads, print, copyLink };
	const rows = { model, store, i18n, format, theme, highlight, navigation };
	return (onFilled, onBack) => ({
		layers: (root) => makeTree(root, { model, store, i18n, format, theme, goTo }),
		list: (root) => makeList(root, { ...rows, summary, downloads, print }),
		...(model.statements.length && {
			statements: (root) => makeStatements(root, { model, store, i18n, format, mapView, navigation }),
		}),
		about: (root) => makeAbout(root, { model, i18n, format, mapView, ...sending }),
		here: (root) => makeHere(root, { ...rows, onBack }),
		card: (root) => {
			const card = { model, i18n, format, theme, mapView, navigation };
			return makeCard(root, { ...card, ...sending, copy, onFilled });
		},
		featureCard: (root) => makeFeatureCard(root, { store, i18n, format, mapView, navigation }),
	});
}
