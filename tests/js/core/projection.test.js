import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from '../../../geo/page/js/core/projection.js';

/**
 * @param {{x: number, y: number}} point
 * @param {number} x
 * @param {number} y
 */
function assertNear(point, x, y) {
	assert.ok(Math.hypot(point.x - x, point.y - y) < 0.01, JSON.stringify(point));
}

test('the world is a square of 256', () => {
	assertNear(project(0, 0), 128, 128);
	assertNear(project(-180, 0), 0, 128);
	assertNear(project(180, 85.0511), 256, 0);
	assertNear(project(0, -85.0511), 128, 256);
});

test('what lies beyond the square is drawn at its edge', () => {
	assert.deepEqual(project(10, 90), project(10, 86));
	assert.ok(Number.isFinite(project(10, -90).y));
});

test('a place is where Web Mercator has it', () => {
	// Lake Khasan: y = 128 - 256 * asinh(tan 42.45 degrees) / (2 pi).
	assertNear(project(130.6, 42.45), 220.8711, 94.606);
});
