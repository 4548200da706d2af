// The names on the map: of lines first, then of places; what is in their way, and where they stood before.

import { project } from '../core/projection.js';
import { isFeatureShown } from '../core/visibility.js';
import { boxesOfSymbols, paintLabels } from './labels.js';
import { makeMemory } from './placement.js';
import { overlaps } from './text.js';

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {import('./features.js').FeatureLayer} FeatureLayer */
/** @typedef {import('./labels.js').Label} Label */
/** @typedef {import('./labels.js').LabelMemory} LabelMemory */
/** @typedef {import('../core/types.js').Written} Written */
/** @typedef {import('./along.js').LineMemory} LineMemory */

/** @typedef {{model: Model, store: Store, i18n: I18n, format: Formatters}} Parts */
/** @typedef {{labels: LabelMemory, lines: LineMemory}} Memories */

/**
 * @typedef {object} Names
 * @property {(sheet: Sheet, hits: Hit[], taken: Box[]) => Written[]} paint On the screen: a name stays where
 *     it stood in the same view.
 * @property {(sheet: Sheet, hits: Hit[], taken: Box[]) => void} paintAnew Elsewhere.
 */

// Half the side of what the events of one place may cover on some day, pixels: a sign, a few round a spot, a
// ring.
const REACH = { one: 13, few: 30, many: 26 };
const MANY = 8;
// Where symbols stand so dense that no name is free of them on every day, it is not asked for.
const MOST_SPOTS = 1500;

/**
 * Makes what writes the names.
 * @param {Parts} parts - What it uses.
 * @param {FeatureLayer} features - The lines that carry names.
 * @param {(feature: Feature) => boolean} isShown - Whether a line is shown.
 * @returns {Names} What writes them.
 */
export function makeNames(parts, features, isShown) {
	const { store, i18n } = parts;
	const labelsOf = makeLabels(parts);
	const everOf = makeFootprint(parts);
	const kept = makeMemories();

	/**
	 * @param {Sheet} sheet
	 * @param {Hit[]} hits
	 * @param {Box[]} taken
	 * @param {Memories} memories
	 */
	function write(sheet, hits, taken, { lines, labels }) {
		const now = [...boxesOfSymbols(hits), ...taken, ...edgesOf(sheet.view.frame)];
		const obstacles = { now, ever: everOf(sheet.view) };
		const along = features.paintNames(sheet, isShown, obstacles, lines);
		return [...along, ...paintLabels(sheet, labelsOf(), obstacles, labels)];
	}

	return {
		paint: (sheet, hits, taken) => {
			const { frame, zoom } = sheet.view;
			const { hidden, query } = store.state();
			const view = JSON.stringify([zoom, frame.w, frame.h, i18n.lang(), hidden, query]);
			kept.lines.begin(view);
			kept.labels.begin(view);
			return write(sheet, hits, taken, kept);
		},
		paintAnew: (sheet, hits, taken) => {
			write(sheet, hits, taken, makeMemories());
		},
	};
}

/**
 * @returns {Memories}
 */
function makeMemories() {
	return { labels: makeMemory(), lines: makeMemory() };
}

/**
 * A name stands within the frame or beyond it, never across its edge.
 * @param {Box} frame
 * @returns {Box[]}
 */
function edgesOf({ x, y, w, h }) {
	return [
		{ x, y, w, h: 1 },
		{ x, y: y + h - 1, w, h: 1 },
		{ x, y, w: 1, h },
		{ x: x + w - 1, y, w: 1, h },
	];
}

/**
 * What symbols may cover on any day, with the layers and the search as they are.
 * @param {Parts} parts
 * @returns {(view: View) => Box[]}
 */
function makeFootprint({ model, store }) {
	/** @type {unknown[]} */
	let madeFor = [];
	/** @type {{x: number, y: number, reach: number}[]} */
	let spots = [];
	return (view) => {
		const { masks, matches } = store.scene();
		if (madeFor[0] !== masks || madeFor[1] !== matches) {
			madeFor = [masks, matches];
			spots = spotsOf(model, store);
		}
		const boxes = spots.map(({ x, y, reach }) => ({
			x: x * view.scale - view.x - reach,
			y: y * view.scale - view.y - reach,
			w: 2 * reach,
			h: 2 * reach,
		}));
		const seen = boxes.filter((box) => overlaps(box, [{ x: 0, y: 0, w: view.width, h: view.height }]));
		return seen.length > MOST_SPOTS ? [] : seen;
	};
}

/**
 * The places of all events that pass the filters.
 * @param {Model} model
 * @param {Store} store
 */
function spotsOf({ events, places }, store) {
	/** @type {Map<number, number>} */
	const counts = new Map();
	events.place.forEach((place, i) => {
		if (place >= 0 && places[place].world && store.passes(i)) {
			counts.set(place, (counts.get(place) || 0) + 1);
		}
	});
	return [...counts].map(([place, count]) => {
		const { x, y } = /** @type {import('../core/types.js').Point} */ (places[place].world);
		return { x, y, reach: count >= MANY ? REACH.many : count > 1 ? REACH.few : REACH.one };
	});
}

/**
 * The names of the map in the reader's language, most important first, made once for a language; those
 * that there were in the selected days: a country's name stands on the map while there was such a country.
 * @param {Parts} parts
 * @returns {() => Label[]}
 */
function makeLabels({ model, store, i18n, format }) {
	let madeFor = '';
	/** @type {Label[]} */
	let labels = [];
	return () => {
		if (madeFor !== i18n.lang()) {
			madeFor = i18n.lang();
			const schematic = ` (${format.label('status', 'schematic').toLowerCase()})`;
			labels = model.core.labels
				.map((label) => ({
					text: (label.names[madeFor] || label.names.en) + (label.schematic ? schematic : ''),
					kind: label.kind,
					rank: label.rank,
					from: label.from ?? null,
					to: label.to ?? null,
					world: project(label.lon, label.lat),
					minZoom: label.min_zoom,
					maxZoom: label.max_zoom,
				}))
				.sort((a, b) => a.rank - b.rank);
		}
		return labels.filter((label) => isFeatureShown(label, store.state(), store.scene().window));
	};
}
