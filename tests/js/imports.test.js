import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

const FOLDER = new URL('../../geo/page/js/', import.meta.url);

// Leaflet is a script of its own in the page: the canvas of the map is one of its renderers, a constant
// one of its points.
class Renderer {}
Object.assign(globalThis, { L: { Renderer, point: () => ({}) } });

test('every script can be loaded without a page: at first it only says what it exports', async () => {
	const names = readdirSync(FOLDER, { recursive: true })
		.map(String)
		.filter((name) => name.endsWith('.js'));
	assert.ok(names.length > 50);
	for (const name of names) {
		const exported = Object.keys(await import(new URL(name, FOLDER).href));
		assert.ok(exported.length || name.endsWith('types.js'), name);
	}
});
