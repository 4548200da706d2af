import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateSync } from 'node:zlib';
import { inflateBytes } from '../../../geo/page/js/core/inflate.js';

// Noise that is the same at every run: a linear congruential generator.
function* noise() {
	for (let seed = 1; ; seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) {
		yield seed >> 16;
	}
}

/**
 * @param {number} length
 * @param {number} letters
 */
function noisyBytes(length, letters) {
	const source = noise();
	return Uint8Array.from({ length }, () => (source.next().value ?? 0) % letters);
}

const SAMPLES = {
	nothing: new Uint8Array(0),
	'one byte': Uint8Array.of(7),
	'long runs': new Uint8Array(70_000).fill(3),
	'few letters': noisyBytes(20_000, 4),
	'every byte': noisyBytes(40_000, 256),
};
const WAYS = {
	stored: { level: 0 },
	quick: { level: 1 },
	best: { level: 9 },
	'fixed codes': { strategy: constants.Z_FIXED },
	'codes without repeats': { strategy: constants.Z_HUFFMAN_ONLY },
};

for (const [sample, bytes] of Object.entries(SAMPLES)) {
	for (const [way, options] of Object.entries(WAYS)) {
		test(`${sample}, ${way}: out comes what zlib put in`, () => {
			assert.ok(Buffer.from(inflateBytes(deflateSync(bytes, options))).equals(bytes));
		});
	}
}

test('data that are cut short are refused', () => {
	const whole = deflateSync(noisyBytes(2000, 40));
	for (const length of [0, 2, 10, Math.floor(whole.length / 2)]) {
		assert.throws(() => inflateBytes(whole.subarray(0, length)), Error, String(length));
	}
});

test('a block of no known kind is refused', () => {
	assert.throws(() => inflateBytes(Uint8Array.of(0x78, 0x9c, 0b111)), /no such block/);
});
