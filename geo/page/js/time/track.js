// The track of the time bar: the picture of the days, and the sliders over it.

import { contextOf, el } from '../dom/dom.js';
import { drawTimePlot } from './plot.js';
import { makeSliders } from './sliders.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('./axis.js').Axis} Axis */
/** @typedef {import('./plot.js').Kept} Kept */

/**
 * @typedef {object} Parts
 * @property {Model} model
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Theme} theme
 */

/**
 * @typedef {object} Track
 * @property {() => HTMLElement} build Makes its elements, anew for each language.
 * @property {(axis: Axis) => void} setAxis
 * @property {() => void} update
 * @property {() => void} focus
 */

const MOST_DETAIL = 3;

/**
 * Makes the track.
 * @param {Parts} parts - What it uses.
 * @param {Axis} first - The axis it begins with.
 * @returns {Track} The track.
 */
export function makeTrack(parts, first) {
	const { model, store, i18n, theme } = parts;
	const lanes = (model.codes.lane || []).map(({ code }) => code);
	let axis = first;
	/** @type {Kept} */
	let kept = { key: [], bins: [], canvas: null };
	/** @type {number | null} */
	let hovered = null;
	const watcher = new ResizeObserver(() => draw());
	let made = makeElements();

	function makeElements() {
		const canvas = el('canvas', { 'aria-hidden': 'true' });
		const sliders = makeSliders(parts, canvas, hover);
		sliders.setAxis(axis);
		watcher.disconnect();
		watcher.observe(sliders.track);
		return { canvas, sliders };
	}

	/**
	 * @param {number | null} day
	 */
	function hover(day) {
		if (day !== hovered) {
			hovered = day;
			draw();
		}
	}

	function draw() {
		const { canvas, sliders } = made;
		const { width, height } = sliders.track.getBoundingClientRect();
		if (!canvas.isConnected || !width || !height) {
			return;
		}
		const { ctx, ratio } = prepareCanvas(canvas, width, height);
		const now = { state: store.state(), scene: store.scene(), palette: theme.palette(), hovered };
		kept = drawTimePlot(ctx, { axis, width, height, ratio, model, i18n, lanes, ...now }, kept);
	}

	return {
		build: () => {
			made = makeElements();
			return made.sliders.track;
		},
		setAxis: (next) => {
			axis = next;
			made.sliders.setAxis(axis);
		},
		update: () => {
			made.sliders.update(store.state(), store.scene().shown.length);
			draw();
		},
		focus: () => made.sliders.focus(),
	};
}

/**
 * Fits a canvas to its box; drawing on it is in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
function prepareCanvas(canvas, width, height) {
	const ratio = Math.min(window.devicePixelRatio || 1, MOST_DETAIL);
	const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
	if (canvas.width !== pixels.width || canvas.height !== pixels.height) {
		Object.assign(canvas, pixels);
	}
	const ctx = contextOf(canvas);
	ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
	return { ctx, ratio };
}
