// How lines and areas look: their colour, width and dash by role, and which lies over which.

/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('./shapes.js').LineStyle} LineStyle */

/** @typedef {Pick<Feature, 'layer'> & Partial<Pick<Feature, 'claimant' | 'status' | 'disputed'>>} Styled */

/**
 * @typedef {object} AreaStyle
 * @property {string} fill
 * @property {boolean} hatched
 * @property {LineStyle | null} edge
 * @property {number} [edgeBelow] The edge is painted below this zoom only.
 */

// Smaller numbers lie lower.
/** @type {Record<string, number>} */
const ORDER = {
	territory: 0,
	lake: 1,
	river: 2,
	railway: 3,
	area: 4,
	hill: 4,
	'disputed-strip': 4,
	'modern-border': 5,
	frontier: 6,
	pocket: 7,
	'claim-line': 8,
	'front-line': 9,
};
/** @type {Record<string, number>} */
const MIN_ZOOM = {
	railway: 5,
	hill: 10,
	area: 8,
	'front-line': 8,
	'claim-line': 6,
	pocket: 8,
	'disputed-strip': 6,
};

// The groups of sides that share a colour; the first that fits.
const SIDES = [
	{ name: 'mongolia', pattern: /^(?!.*soviet).*mongol/ },
	{ name: 'ussr', pattern: /ussr|soviet/ },
	{ name: 'japan', pattern: /japan|manchukuo/ },
	{ name: 'china', pattern: /china/ },
];

/**
 * The group of sides that share a colour.
 * @param {string | undefined} code - A code of a side.
 * @returns {string} ussr, japan, mongolia, china or other.
 */
export function sideOf(code = '') {
	return SIDES.find((side) => side.pattern.test(code))?.name || 'other';
}

/**
 * Where a feature lies: those of a smaller number are painted first.
 * @param {Pick<Feature, 'layer'>} feature - The feature.
 * @returns {number} Its number.
 */
export function orderOf(feature) {
	return ORDER[feature.layer] || 0;
}

/**
 * The zoom from which a feature is painted.
 * @param {Pick<Feature, 'layer'>} feature - The feature.
 * @returns {number} A zoom.
 */
export function minZoomOf(feature) {
	return MIN_ZOOM[feature.layer] || 0;
}

/**
 * The look of a line.
 * @param {Palette} palette - The colours of the theme.
 * @param {Styled} feature - The line.
 * @returns {LineStyle} Colour, width and dash.
 */
export function lineStyle(palette, feature) {
	switch (feature.layer) {
		case 'frontier':
			return frontierStyle(palette, feature);
		case 'modern-border':
			return { colour: palette.modern, width: 1.2, dash: [1, 3] };
		case 'claim-line':
			return claimStyle(palette, sideOf(feature.claimant));
		case 'front-line':
			return frontStyle(palette, sideOf(feature.claimant));
		case 'railway':
			return { colour: palette.rail, width: 0.9 };
		case 'river':
			return { colour: palette.river, width: 1, dash: feature.status === 'schematic' ? [4, 3] : null };
		default:
			return { colour: palette.ink, width: 1.2, dash: feature.status === 'measured' ? null : [5, 3] };
	}
}

/**
 * Where the two sides claim different lines, the claims are drawn and this one steps back.
 * @param {Palette} palette
 * @param {Styled} feature
 * @returns {LineStyle}
 */
function frontierStyle(palette, feature) {
	if (feature.disputed) {
		return { colour: palette.modern, width: 0.8, dash: [1, 4] };
	}
	return { colour: palette.frontier, width: 1.6, dash: feature.status === 'schematic' ? [6, 4] : null };
}

/**
 * A claim is never drawn like a border: its line is always broken.
 * @param {Palette} palette
 * @param {string} side
 * @returns {LineStyle}
 */
function claimStyle(palette, side) {
	if (side === 'japan') {
		return { colour: palette['side-japan'], width: 2, dash: [2, 4] };
	}
	return { colour: palette[side === 'mongolia' ? 'side-mongolia' : 'side-ussr'], width: 2, dash: [10, 4] };
}

/**
 * @param {Palette} palette
 * @param {string} side
 * @returns {LineStyle}
 */
function frontStyle(palette, side) {
	const dash = side === 'japan' ? [3, 3] : [9, 3, 2, 3];
	return { colour: palette[`side-${side}`] || palette.ink, width: 3, dash };
}

/**
 * The look of an area.
 * @param {Palette} palette - The colours of the theme.
 * @param {Styled} feature - The area.
 * @returns {AreaStyle} Its fill, hatching and edge.
 */
export function areaStyle(palette, feature) {
	switch (feature.layer) {
		case 'territory':
			// The tint follows the frontier as drawn; near it a soft edge would hide what lies there.
			return {
				fill: palette.territory,
				hatched: false,
				edge: { colour: palette['territory-edge'], width: 3 },
				edgeBelow: 9,
			};
		case 'lake': {
			const dash = feature.status === 'schematic' ? [4, 3] : null;
			return { fill: palette.water, hatched: false, edge: { colour: palette.shore, width: 1, dash } };
		}
		case 'disputed-strip':
			return { fill: palette.strip, hatched: true, edge: null };
		case 'pocket':
			return { fill: palette.strip, hatched: true, edge: lineStyle(palette, feature) };
		default:
			return {
				fill: palette.area,
				hatched: false,
				edge: { colour: palette.muted, width: 1, dash: [4, 3] },
			};
	}
}
