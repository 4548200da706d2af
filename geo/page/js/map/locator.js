// A locator in the corner: where a reader deep in a battlefield is.

import { project } from '../core/model.js';
import { el } from '../dom/dom.js';

const MIN_ZOOM = 8;
const MIN_WIDTH = 700;

/**
 *
 * @param box
 * @param map
 * @param plate
 * @param theme
 */
export function makeLocator(box, map, plate, theme) {
	const canvas = el('canvas', { 'aria-hidden': 'true' });
	let sheet = null;
	let sheetInks = null;
	box.appendChild(canvas);

	return function paint() {
		const inks = theme.inks();
		box.hidden = map.getZoom() < MIN_ZOOM || map.getSize().x < MIN_WIDTH;
		if (box.hidden) {
			return;
		}
		if (sheetInks !== inks) {
			sheetInks = inks;
			sheet = plate.makeInset(inks);
		}
		const ctx = canvas.getContext('2d');
		const centre = map.getCenter();
		const at = sheet.place(project(centre.lng, centre.lat));
		canvas.width = sheet.canvas.width;
		canvas.height = sheet.canvas.height;
		ctx.drawImage(sheet.canvas, 0, 0);
		ctx.strokeStyle = inks.accent;
		ctx.lineWidth = 3;
		ctx.strokeRect(at.x - 7, at.y - 7, 14, 14);
	};
}
