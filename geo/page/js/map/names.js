// The names on the map: of lines first, then of places; what is in their way, and where they stood before.

import { project } from '../core/projection.js';
import { isFeatureShown } from '../core/visibility.js';
import { makeFootprint } from './footprint.js';
import { boxesOfSymbols, paintLabels } from './labels.js';
import { makeMemory } from './placement.js';

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
		// What has days of its own comes last: it must not push away what stays.
		const isDated = (/** @type {Feature} */ feature) => feature.look.line_name === 'dates';
		const isLasting = (/** @type {Feature} */ feature) => isShown(feature) && !isDated(feature);
		const isPassing = (/** @type {Feature} */ feature) => isShown(feature) && isDated(feature);
		return [
			...features.paintNames(sheet, isLasting, obstacles, lines),
			...paintLabels(sheet, labelsOf(), obstacles, labels),
			...features.paintNames(sheet, isPassing, obstacles, lines),
		];
	}

	return {
		paint: (sheet, hits, taken) => {
			const { frame, zoom, x, y } = sheet.view;
			const { hidden, query, mode } = store.state();
			const view = JSON.stringify([zoom, frame.w, frame.h, i18n.lang(), hidden, query, mode]);
			const corner = `${Math.round(x + frame.x)} ${Math.round(y + frame.y)}`;
			kept.lines.begin(view, corner);
			kept.labels.begin(view, corner);
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
