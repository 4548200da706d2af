// DEFLATE (RFC 1951) inside a zlib wrapper (RFC 1950), undone at once. The browser's own
// DecompressionStream only works later; a script that opens the page wants its answers now. Written here
// because the build takes nothing from npm; unit tests compare it with zlib.

/** @typedef {{counts: Uint16Array, symbols: Uint16Array}} Code How many codes of each length; symbols. */
/** @typedef {[Code, Code]} Codes Of literals and lengths, and of distances. */
/** @typedef {ReturnType<typeof makeReader>} Reader */

const LENGTH_BASE = [
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
	227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
	4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15;
// The symbol that ends a block.
const END = 256;
// Symbols 16 to 18 repeat a length: bits of the number of times, and the least number.
const REPEATS = [
	[2, 3],
	[3, 3],
	[7, 11],
];

/**
 * @param {Uint8Array} lengths
 * @returns {Code}
 */
function makeCode(lengths) {
	const counts = new Uint16Array(LONGEST + 1);
	const starts = new Uint16Array(LONGEST + 2);
	const symbols = new Uint16Array(lengths.length);
	lengths.forEach((length) => {
		counts[length]++;
	});
	counts[0] = 0;
	for (let i = 1; i <= LONGEST; i++) {
		starts[i + 1] = starts[i] + counts[i];
	}
	for (let i = 0; i < lengths.length; i++) {
		if (lengths[i]) {
			symbols[starts[lengths[i]]++] = i;
		}
	}
	return { counts, symbols };
}

/**
 * Reads bits, symbols and stored bytes, one after the other.
 * @param {Uint8Array} bytes
 */
function makeReader(bytes) {
	let at = 2;
	let hold = 0;
	let held = 0;

	/**
	 * @param {number} count
	 */
	function bits(count) {
		while (held < count) {
			if (at >= bytes.length) {
				throw new Error('the data end too early');
			}
			hold |= bytes[at++] << held;
			held += 8;
		}
		const value = hold & ((1 << count) - 1);
		hold >>>= count;
		held -= count;
		return value;
	}

	/**
	 * @param {Code} code
	 */
	function symbol(code) {
		let word = 0;
		let first = 0;
		let index = 0;
		for (let length = 1; length <= LONGEST; length++) {
			word |= bits(1);
			const count = code.counts[length];
			if (word - first < count) {
				return code.symbols[index + word - first];
			}
			index += count;
			first = (first + count) << 1;
			word <<= 1;
		}
		throw new Error('the data hold no such code');
	}

	function stored() {
		hold = held = 0;
		const length = bytes[at] | (bytes[at + 1] << 8);
		at += 4;
		at += length;
		return bytes.subarray(at - length, at);
	}
	return { bits, symbol, stored };
}

/**
 * @returns {Codes}
 */
function fixedCodes() {
	const lengths = new Uint8Array(288);
	lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
	return [makeCode(lengths), makeCode(new Uint8Array(30).fill(5))];
}

/**
 * @param {Reader} reader
 * @returns {Codes}
 */
function ownCodes(reader) {
	const literals = reader.bits(5) + 257;
	const distances = reader.bits(5) + 1;
	const described = reader.bits(4) + 4;
	const lengths = new Uint8Array(19);
	const all = new Uint8Array(literals + distances);
	for (let k = 0; k < described; k++) {
		lengths[CODE_ORDER[k]] = reader.bits(3);
	}
	const code = makeCode(lengths);
	for (let i = 0; i < all.length;) {
		const symbol = reader.symbol(code);
		if (symbol < 16) {
			all[i++] = symbol;
			continue;
		}
		const [bits, least] = REPEATS[symbol - 16];
		const value = symbol === 16 ? all[i - 1] : 0;
		const times = least + reader.bits(bits);
		all.fill(value, i, i + times);
		i += times;
	}
	return [makeCode(all.subarray(0, literals)), makeCode(all.subarray(literals))];
}

/**
 * What is unpacked so far; it grows as it needs.
 * @param {number} capacity
 */
function makeOutput(capacity) {
	let out = new Uint8Array(capacity);
	let size = 0;

	/**
	 * @param {number} more
	 */
	function reserve(more) {
		if (size + more > out.length) {
			const bigger = new Uint8Array((size + more) * 2);
			bigger.set(out.subarray(0, size));
			out = bigger;
		}
	}

	return {
		push: (/** @type {number} */ byte) => {
			reserve(1);
			out[size++] = byte;
		},
		append: (/** @type {Uint8Array} */ bytes) => {
			reserve(bytes.length);
			out.set(bytes, size);
			size += bytes.length;
		},
		// Byte by byte: what is repeated may reach into what it writes.
		repeat: (/** @type {number} */ distance, /** @type {number} */ length) => {
			reserve(length);
			for (let k = 0; k < length; k++, size++) {
				out[size] = out[size - distance];
			}
		},
		bytes: () => out.subarray(0, size),
	};
}

/**
 * @param {Reader} reader
 * @param {Codes} codes
 * @param {ReturnType<typeof makeOutput>} output
 */
function inflateBlock(reader, [literals, distances], output) {
	for (let symbol = reader.symbol(literals); symbol !== END; symbol = reader.symbol(literals)) {
		if (symbol < END) {
			output.push(symbol);
			continue;
		}
		const at = symbol - END - 1;
		const length = LENGTH_BASE[at] + reader.bits(LENGTH_BITS[at]);
		const far = reader.symbol(distances);
		output.repeat(DISTANCE_BASE[far] + reader.bits(DISTANCE_BITS[far]), length);
	}
}

/**
 * Unpacks zlib data.
 * @param {Uint8Array} bytes - Deflated data in a zlib wrapper; its checksum is not read.
 * @returns {Uint8Array} The data.
 * @throws {Error} If the data are cut short or no such data.
 */
export function inflateBytes(bytes) {
	const reader = makeReader(bytes);
	const output = makeOutput(bytes.length * 6 + 1024);
	let isLast = false;
	while (!isLast) {
		isLast = reader.bits(1) === 1;
		const kind = reader.bits(2);
		if (kind === 3) {
			throw new Error('the data hold no such block');
		}
		if (kind === 0) {
			output.append(reader.stored());
		} else {
			inflateBlock(reader, kind === 1 ? fixedCodes() : ownCodes(reader), output);
		}
	}
	return output.bytes();
}
