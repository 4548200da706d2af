// Packed parts of the page: base64 of deflated JSON (RFC 1950), as Python packs them.

/**
 * The bytes that a base64 text stands for.
 * @param {string} base64 - The text; white space at its ends is left out.
 * @returns {Uint8Array<ArrayBuffer>} The bytes.
 */
export function bytesOf(base64) {
	return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
}

/**
 * Unpacks a part by the browser's own decompression.
 * @param {string} base64 - The packed part.
 * @returns {Promise<unknown>} Its value.
 */
export async function inflateJson(base64) {
	const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('deflate'));
	return JSON.parse(await new Response(stream).text());
}

/**
 * Undoes steps from number to number.
 * @param {ArrayLike<number>} steps - The first number, then each as a step from the one before.
 * @returns {Int32Array} The numbers.
 */
export function undelta(steps) {
	const out = new Int32Array(steps.length);
	let last = 0;
	for (let i = 0; i < steps.length; i++) {
		last += steps[i];
		out[i] = last;
	}
	return out;
}
