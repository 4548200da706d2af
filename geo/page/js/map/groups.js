// Which events are painted together: those of one spot or of one cell. World cells, not screen cells: a pan
// never changes the groups.

import { hasPosition } from '../core/model.js';

/** @typedef {import('../core/types.js').Events} Events */
/** @typedef {import('../core/types.js').View} View */

/**
 * Pixels of the world at the present zoom.
 * @typedef {object} Group
 * @property {number[]} members Rows of the events.
 * @property {number} x
 * @property {number} y
 * @property {number} place
 * @property {boolean} samePlace Whether all its events are at one place.
 */

// The side of a cell, pixels.
const CELL = 30;
// Two groups whose middles are nearer than this become one, pixels.
const NEAR = 24;
// How far beyond the edge of the canvas a symbol may still reach into it, pixels.
const MARGIN = 60;

/**
 * Puts the visible events into groups.
 * @param {Pick<Events, 'x' | 'y' | 'place'>} events - All events.
 * @param {number[]} shown - Rows of the visible events.
 * @param {Pick<View, 'x' | 'y' | 'width' | 'height' | 'scale'>} view - What the canvas shows.
 * @returns {Group[]} The groups.
 */
export function groupEvents(events, shown, view) {
	/** @type {Map<string, Group>} */
	const cells = new Map();
	shown.forEach((i) => {
		const x = events.x[i] * view.scale;
		const y = events.y[i] * view.scale;
		if (!hasPosition(events, i) || !isNearView(x, y, view)) {
			return;
		}
		const key = `${Math.round(x / CELL)}:${Math.round(y / CELL)}`;
		const place = events.place[i];
		const cell = cells.get(key) || { members: [], x: 0, y: 0, place, samePlace: true };
		cells.set(key, cell);
		cell.members.push(i);
		cell.x += x;
		cell.y += y;
		cell.samePlace = cell.samePlace && cell.place === place;
	});
	const groups = [...cells.values()].map((cell) => ({
		...cell,
		x: cell.x / cell.members.length,
		y: cell.y / cell.members.length,
	}));
	return mergeNear(groups);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Pick<View, 'x' | 'y' | 'width' | 'height'>} view
 */
function isNearView(x, y, view) {
	return (
		x >= view.x - MARGIN &&
		x <= view.x + view.width + MARGIN &&
		y >= view.y - MARGIN &&
		y <= view.y + view.height + MARGIN
	);
}

/**
 * @param {Group[]} groups
 * @returns {Group[]}
 */
function mergeNear(groups) {
	groups.sort((a, b) => b.members.length - a.members.length || a.x - b.x);
	/** @type {Group[]} */
	const kept = [];
	/** @type {Map<string, Group[]>} */
	const grid = new Map();
	groups.forEach((group) => {
		const column = Math.floor(group.x / CELL);
		const row = Math.floor(group.y / CELL);
		const near = neighbours(grid, column, row).find(
			(other) => Math.hypot(other.x - group.x, other.y - group.y) < NEAR,
		);
		if (near) {
			near.samePlace = near.samePlace && group.samePlace && near.place === group.place;
			near.members.push(...group.members);
			return;
		}
		kept.push(group);
		const key = `${column}:${row}`;
		grid.set(key, [...(grid.get(key) || []), group]);
	});
	return kept;
}

/**
 * @param {Map<string, Group[]>} grid
 * @param {number} column
 * @param {number} row
 * @returns {Group[]}
 */
function neighbours(grid, column, row) {
	return [-1, 0, 1].flatMap((dx) =>
		[-1, 0, 1].flatMap((dy) => grid.get(`${column + dx}:${row + dy}`) || []),
	);
}
