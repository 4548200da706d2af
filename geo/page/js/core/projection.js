// Web Mercator at zoom 0: the world is a square of 256 units, as Leaflet's CRS.EPSG3857 has it.

/** @typedef {import('./types.js').Point} Point */

// Where the square ends, degrees of latitude.
const LIMIT = 85.05;

/**
 * World units of a position.
 * @param {number} lon - Longitude, degrees.
 * @param {number} lat - Latitude, degrees; beyond 85.05 it is taken for that.
 * @returns {Point} World units, y downwards.
 */
export function project(lon, lat) {
	const s = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
	return { x: 256 * (lon / 360 + 0.5), y: 256 * (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) };
}
