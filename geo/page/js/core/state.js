// The one state of the page: what it starts with, and what it may be.

import { dayFromIso, dayToIso, isIsoDay } from './days.js';

/** @typedef {import('./types.js').Model} Model */
/** @typedef {import('./types.js').Mode} Mode */
/** @typedef {import('./types.js').State} State */

/** @type {Mode[]} What the selected days are: one day, all up to it, or a range. */
export const MODES = ['day', 'upto', 'range'];

/**
 * The state the page opens with.
 * @param {Pick<Model, 'meta'>} model - The data.
 * @returns {State} The whole period, with the layers that start hidden.
 */
export function defaultState({ meta }) {
	return {
		mode: 'range',
		day: dayToIso(meta.busiest_day),
		from: dayToIso(meta.period[0]),
		to: dayToIso(meta.period[1]),
		hidden: meta.hidden.slice(),
		selected: null,
		lang: 'en',
		query: '',
	};
}

/**
 * Checks a patch of a state that comes from outside.
 * @param {Pick<Model, 'meta' | 'events'>} model - The data.
 * @param {Record<string, unknown>} patch - Keys of the state with their new values; others are ignored.
 * @param {Partial<State>} state - The state it would change, or {} to check the patch by itself.
 * @returns {string[]} The problems in words; none if it can be taken.
 */
export function checkPatch(model, patch, state) {
	const rules = rulesOf(model);
	const problems = Object.entries(rules)
		.filter(([key, rule]) => key in patch && !rule.accepts(patch[key]))
		.map(([key, rule]) => `${key} ${JSON.stringify(patch[key])}: expected ${rule.expected}`);
	const from = patch.from || state.from;
	const to = patch.to || state.to;
	if (!problems.length && from && to && dayFromIso(String(from)) > dayFromIso(String(to))) {
		problems.push(`from ${from} is after to ${to}`);
	}
	return problems;
}

/**
 * Checks a patch of a state as a script gives it, who is told of what is not known; a link may carry such
 * things, since a newer or an older page has written it.
 * @param {Pick<Model, 'meta' | 'events'>} model - The data.
 * @param {Pick<import('./types.js').Nodes, 'parent' | 'renamed'>} nodes - The tree of layers.
 * @param {unknown} patch - What was given.
 * @param {Partial<State>} state - The state it would change.
 * @returns {string[]} The problems in words; none if it can be taken.
 */
export function checkWholePatch(model, nodes, patch, state) {
	if (!patch || typeof patch !== 'object' || Array.isArray(patch)) {
		return ['expected an object of state keys'];
	}
	const values = /** @type {Record<string, unknown>} */ (patch);
	const known = Object.keys(rulesOf(model));
	const unknown = Object.keys(values).filter((key) => !known.includes(key));
	const problems = unknown.map((key) => `${key}: no such key; expected some of ${known.join(', ')}`);
	problems.push(...checkPatch(model, values, state));
	if (Array.isArray(values.hidden)) {
		const lost = values.hidden.filter((id) => !nodes.parent.has(nodes.renamed[id] ?? id));
		problems.push(...lost.map((id) => `hidden: no node ${JSON.stringify(id)} in the layers`));
	}
	return problems;
}

/**
 * @param {Pick<Model, 'meta' | 'events'>} model
 * @returns {Record<keyof State, {accepts: (value: unknown) => boolean, expected: string}>}
 */
function rulesOf(model) {
	const isText = (/** @type {unknown} */ value) => typeof value === 'string';
	const day = {
		accepts: (/** @type {unknown} */ value) => typeof value === 'string' && isIsoDay(value),
		expected: 'an ISO day, YYYY-MM-DD',
	};
	return {
		mode: { accepts: (value) => MODES.includes(/** @type {Mode} */ (value)), expected: MODES.join(', ') },
		day,
		from: day,
		to: day,
		hidden: {
			accepts: (value) => Array.isArray(value) && value.every(isText),
			expected: 'a list of layer ids',
		},
		selected: {
			accepts: (value) => value === null || model.events.index.has(/** @type {string} */ (value)),
			expected: 'an event id or null',
		},
		lang: {
			accepts: (value) => model.meta.languages.includes(/** @type {string} */ (value)),
			expected: model.meta.languages.join(', '),
		},
		query: { accepts: isText, expected: 'text' },
	};
}
