// A locator in the corner: where a reader deep in a battlefield is.

import { project } from '../core/projection.js';
import { contextOf, el } from '../dom/dom.js';
import { isLand } from './basemap.js';
import { fill, stroke } from './shapes.js';

/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('../core/types.js').Theme} Theme */
/** @typedef {import('./basemap.js').Basemap} Basemap */
/** @typedef {import('./features.js').FeatureLayer} FeatureLayer */

const MIN_ZOOM = 8;
const MIN_MAP_WIDTH = 700;
const WIDTH = 148;
const HEIGHT = 112;
const RATIO = 2;
// Half the side of the square that says where the reader is, pixels of the picture.
const REACH = 7;

/**
 * Makes the locator.
 * @param {{map: import('leaflet').Map, model: Model, theme: Theme, basemap: Basemap,
 *     features: FeatureLayer}} parts - What it uses.
 * @param {HTMLElement} box - Where it stands; hidden while the reader sees enough without it.
 * @returns {() => void} What paints it.
 */
export function makeLocator({ map, model, theme, basemap, features }, box) {
	const canvas = el('canvas', { 'aria-hidden': 'true' });
	const [[south, west], [north, east]] = model.meta.locator || model.meta.bounds;
	const a = project(west, north);
	const b = project(east, south);
	const scale = Math.min(WIDTH / (b.x - a.x), HEIGHT / (b.y - a.y));
	/** @type {{palette: Palette, canvas: HTMLCanvasElement} | null} */
	let picture = null;
	box.appendChild(canvas);

	// The whole study area, drawn once for a palette.
	/**
	 * @param {Palette} palette
	 */
	function makePicture(palette) {
		const own = el('canvas', { width: WIDTH * RATIO, height: HEIGHT * RATIO });
		const ctx = contextOf(own);
		const frame = { x: 0, y: 0, w: WIDTH, h: HEIGHT };
		const place = { scale, x: a.x * scale, y: a.y * scale };
		const view = { zoom: Math.log2(scale), ...place, width: WIDTH, height: HEIGHT, frame };
		const sheet = { ctx, view, palette };
		ctx.setTransform(RATIO, 0, 0, RATIO, 0, 0);
		ctx.fillStyle = palette.water;
		ctx.fillRect(0, 0, WIDTH, HEIGHT);
		basemap.groups
			.filter((group) => isLand(group) && !group.minZoom)
			.forEach((group) => group.shapes.forEach((shape) => fill(sheet, shape, palette.land)));
		features.shapes.forEach((shape) => {
			const { view: where, palette: name } = shape.item.look;
			if (where === 'extent') {
				fill(sheet, shape, palette[name ?? '']);
			} else if (where === 'locator') {
				stroke(sheet, shape, { colour: palette[name ?? ''], width: 0.8 });
			}
		});
		return { palette, canvas: own };
	}

	function paint() {
		const palette = theme.palette();
		box.hidden = map.getZoom() < MIN_ZOOM || map.getSize().x < MIN_MAP_WIDTH;
		if (box.hidden) {
			return;
		}
		if (!picture || picture.palette !== palette) {
			picture = makePicture(palette);
		}
		const centre = map.getCenter();
		const at = project(centre.lng, centre.lat);
		const x = (at.x - a.x) * scale * RATIO;
		const y = (at.y - a.y) * scale * RATIO;
		canvas.width = picture.canvas.width;
		canvas.height = picture.canvas.height;
		const ctx = contextOf(canvas);
		ctx.drawImage(picture.canvas, 0, 0);
		ctx.strokeStyle = palette.accent;
		ctx.lineWidth = 3;
		ctx.strokeRect(x - REACH, y - REACH, 2 * REACH, 2 * REACH);
	}

	map.on('moveend', paint);
	return paint;
}
