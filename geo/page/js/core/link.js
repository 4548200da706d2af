// The state as a link: short keys in the hash, so that it works from a file and on any host.
// Unknown keys are left alone; bad values are dropped and reported.

/** @typedef {import('./types.js').State} State */
/** @typedef {{zoom: number, lat: number, lng: number}} LinkView Zoom and middle of the map, degrees. */
/** @typedef {{patch: Partial<State>, view: LinkView | null, problems: string[]}} DecodedLink */

/** @type {[Exclude<keyof State, 'hidden'>, string][]} */
const KEYS = [
	['mode', 'm'],
	['day', 'd'],
	['from', 'a'],
	['to', 'b'],
	['selected', 'id'],
	['lang', 'lang'],
	['query', 'q'],
];
const HIDDEN = 'h';
const VIEW = 'z';

/**
 * Writes a state as a link; what is as at the start is left out.
 * @param {State} state - The state.
 * @param {State} defaults - The state at the start.
 * @param {LinkView | null} view - What the map shows.
 * @returns {string} A hash, with its #.
 */
export function encodeLink(state, defaults, view) {
	const parts = ['v=1'];
	KEYS.forEach(([name, key]) => {
		const value = state[name];
		if (value !== defaults[name] && value !== null) {
			parts.push(`${key}=${encodeURIComponent(value)}`);
		}
	});
	if (state.hidden.join() !== defaults.hidden.join()) {
		parts.push(`${HIDDEN}=${state.hidden.map(encodeURIComponent).join(',')}`);
	}
	if (view) {
		parts.push(`${VIEW}=${view.zoom}/${view.lat.toFixed(4)}/${view.lng.toFixed(4)}`);
	}
	return `#${parts.join('&')}`;
}

/**
 * Reads a link.
 * @param {string} hash - The hash of an address.
 * @param {State} defaults - The state at the start, for what the link leaves out.
 * @param {(patch: Record<string, unknown>) => string[]} check - Gives the problems of a patch, in words.
 * @returns {DecodedLink} Every key of the state that can be taken; nothing if the hash is no link.
 */
export function decodeLink(hash, defaults, check) {
	const values = valuesOf(hash);
	if (!values.has('v')) {
		return { patch: {}, view: null, problems: [] };
	}
	const hidden = values.get(HIDDEN);
	/** @type {[string, unknown][]} */
	const found = KEYS.map(([name, key]) => {
		const value = values.get(key);
		return [name, value === undefined ? defaults[name] : unescapeText(value)];
	});
	found.push([
		'hidden',
		hidden === undefined ? defaults.hidden.slice() : hidden.split(',').filter(Boolean).map(unescapeText),
	]);
	/** @type {string[]} */
	const problems = [];
	const good = found.filter(([name, value]) => {
		const own = check({ [name]: value });
		problems.push(...own);
		return !own.length;
	});
	const view = values.get(VIEW);
	return {
		patch: Object.fromEntries(good),
		view: view === undefined ? null : readView(view, problems),
		problems,
	};
}

/**
 * @param {string} hash
 * @returns {Map<string, string>}
 */
function valuesOf(hash) {
	const pairs = hash.replace(/^#/, '').split('&');
	return new Map(
		pairs
			.filter((pair) => pair.indexOf('=') > 0)
			.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
	);
}

/**
 * @param {string} text
 */
function unescapeText(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * @param {string} text
 * @param {string[]} problems
 * @returns {LinkView | null}
 */
function readView(text, problems) {
	const found = /^(\d{1,2}(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(text);
	if (found) {
		const [zoom, lat, lng] = found.slice(1).map(Number);
		if (zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180) {
			return { zoom, lat, lng };
		}
	}
	problems.push(`z ${JSON.stringify(text)}: expected zoom/latitude/longitude`);
	return null;
}
