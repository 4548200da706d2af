// DEFLATE (RFC 1951) inside a zlib wrapper (RFC 1950), undone at once. The browser's own
// DecompressionStream only works later; a script that opens the page wants its answers now.

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

// A canonical code as how many codes there are of each length, and the symbols in code order.
function makeCode(lengths) {
	const counts = new Uint16Array(LONGEST + 1);
	const starts = new Uint16Array(LONGEST + 2);
	const symbols = new Uint16Array(lengths.length);
	let i;
	for (i = 0; i < lengths.length; i++) {
		counts[lengths[i]]++;
	}
	counts[0] = 0;
	for (i = 1; i <= LONGEST; i++) {
		starts[i + 1] = starts[i] + counts[i];
	}
	for (i = 0; i < lengths.length; i++) {
		if (lengths[i]) {
			symbols[starts[lengths[i]]++] = i;
		}
	}
	return { counts, symbols };
}

function makeReader(bytes) {
	let at = 2;
	let hold = 0;
	let held = 0;
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

function fixedCodes() {
	const lengths = new Uint8Array(288);
	lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
	return [makeCode(lengths), makeCode(new Uint8Array(30).fill(5))];
}

function ownCodes(reader) {
	const literals = reader.bits(5) + 257;
	const distances = reader.bits(5) + 1;
	const described = reader.bits(4) + 4;
	const lengths = new Uint8Array(19);
	const all = new Uint8Array(literals + distances);
	let i = 0;
	for (let k = 0; k < described; k++) {
		lengths[CODE_ORDER[k]] = reader.bits(3);
	}
	const code = makeCode(lengths);
	while (i < all.length) {
		const symbol = reader.symbol(code);
		if (symbol < 16) {
			all[i++] = symbol;
			continue;
		}
		const value = symbol === 16 ? all[i - 1] : 0;
		const times =
			symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7);
		all.fill(value, i, (i += times));
	}
	return [makeCode(all.subarray(0, literals)), makeCode(all.subarray(literals))];
}

/**
 *
 * @param bytes
 */
export function inflateBytes(bytes) {
	const reader = makeReader(bytes);
	let out = new Uint8Array(bytes.length * 6 + 1024);
	let size = 0;
	let last;
	function room(more) {
		if (size + more <= out.length) {
			return;
		}
		const bigger = new Uint8Array((size + more) * 2);
		bigger.set(out.subarray(0, size));
		out = bigger;
	}
	function copy(codes, symbol) {
		const length = LENGTH_BASE[symbol - 257] + reader.bits(LENGTH_BITS[symbol - 257]);
		const far = reader.symbol(codes[1]);
		const distance = DISTANCE_BASE[far] + reader.bits(DISTANCE_BITS[far]);
		room(length);
		for (let k = 0; k < length; k++, size++) {
			out[size] = out[size - distance];
		}
	}
	do {
		last = reader.bits(1);
		const kind = reader.bits(2);
		if (kind === 3) {
			throw new Error('the data hold no such block');
		}
		if (kind === 0) {
			const plain = reader.stored();
			room(plain.length);
			out.set(plain, size);
			size += plain.length;
			continue;
		}
		const codes = kind === 1 ? fixedCodes() : ownCodes(reader);
		for (let symbol = reader.symbol(codes[0]); symbol !== 256; symbol = reader.symbol(codes[0])) {
			if (symbol > 256) {
				copy(codes, symbol);
				continue;
			}
			room(1);
			out[size++] = symbol;
		}
	} while (!last);
	return out.subarray(0, size);
}
