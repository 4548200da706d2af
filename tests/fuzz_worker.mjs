// Reads a list of questions as JSON, answers them with the scripts of the page: links and packed parts.

import { readFileSync } from 'node:fs';
import { decodeLink, encodeLink } from '../geo/page/js/core/link.js';
import { inflateJson } from '../geo/page/js/core/packing.js';
import { checkPatch } from '../geo/page/js/core/state.js';
import { modelOf, stateOf } from './js/helpers.js';

const model = modelOf([{ id: 'e1', from: '1938-07-29' }]);
const start = stateOf();
const read = (hash) => decodeLink(hash, start, (patch) => checkPatch(model, patch, {}));
const write = ({ patch, view }) => encodeLink({ ...start, ...patch }, start, view);
const { states, hashes, packed } = JSON.parse(readFileSync(0, 'utf-8'));
const answers = {
	states: states.map((state) => {
		const found = read(encodeLink({ ...start, ...state }, start, null));
		return { ...found, again: write(found) };
	}),
	hashes: hashes.map((hash) => {
		const once = write(read(hash));
		return [once, write(read(once))];
	}),
	packed: await Promise.all(packed.map(inflateJson)),
};
process.stdout.write(JSON.stringify(answers));
