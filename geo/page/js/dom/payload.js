// What Python packed into the page: deflated JSON as base64 text in elements that nothing runs.

import { bytesOf, inflateJson } from '../core/packing.js';
import { inflateBytes } from '../core/inflate.js';
import { byId } from './dom.js';

/** @typedef {import('../core/types.js').Relief} Relief */

// Parts shorter than this are unpacked at once; longer ones by the browser, a moment later.
const AT_ONCE = 1_000_000;

/**
 * Reads a part at once, so that a script that opens the page has its answers before the first paint.
 * @param {string} id - The element that holds it.
 * @returns {unknown} Its value; null if it is too long to be unpacked at once.
 */
export function readNow(id) {
	const text = byId(id).textContent || '';
	return text.length > AT_ONCE ? null : JSON.parse(new TextDecoder().decode(inflateBytes(bytesOf(text))));
}

/**
 * Reads a part.
 * @param {string} id - The element that holds it.
 * @returns {Promise<unknown>} Its value; null if it is empty.
 */
export async function readPart(id) {
	const text = byId(id).textContent || '';
	return text.trim() ? inflateJson(text) : null;
}

/**
 * Reads the blocks of texts, each packed by itself: deflated base64 in one JSON list.
 * @param {string} id - The element that holds them.
 * @returns {string[]} The blocks, still packed.
 */
export function readBlocks(id) {
	return JSON.parse(byId(id).textContent || '[]');
}

/**
 * Reads the picture of the relief.
 * @returns {Promise<Relief | null>} The picture and its bounds; null if there is none.
 */
export function readRelief() {
	const text = (byId('payload-relief').textContent || '').trim();
	if (!text) {
		return Promise.resolve(null);
	}
	const value = JSON.parse(text);
	return new Promise((resolve) => {
		const image = new Image();
		image.onload = () => resolve({ image, bounds: value.bounds });
		image.onerror = () => resolve(null);
		image.src = value.image;
	});
}
