// `window.borderMap`: the door for a script, a test or an embedding page.

import {
	checkPatch,
	defaultState,
	facetMasks,
	makeNodes,
	normaliseHidden,
	visibleEvents,
} from '../core/state.js';

// The questions that need no painted page. `stateOf` and `matchesOf` give what is in force.
function answers(model, nodes, stateOf, matchesOf) {
	return {
		ids() {
			return model.events.id.slice();
		},
		nodes() {
			return nodes.ids.slice();
		},
		state() {
			return Object.assign({}, stateOf(), { hidden: stateOf().hidden.slice() });
		},
		// With a patch: what would be visible with some keys changed; nothing on the page moves.
		visible(patch) {
			const problems = checkPatch(model, patch || {}, stateOf());
			if (patch && 'query' in patch) {
				problems.push('query: searching takes time; use set() and then visible()');
			}
			if (problems.length) {
				throw new RangeError(`visible: ${problems.join('; ')}`);
			}
			const next = Object.assign({}, stateOf(), patch);
			const masks = facetMasks(model, nodes, normaliseHidden(nodes, next.hidden));
			return visibleEvents(model, next, masks, matchesOf()).map((i) => model.events.id[i]);
		},
	};
}

// What can be answered before the first paint: the data as they are before any reader's choice.
function earlyAnswers(model) {
	const nodes = makeNodes(model);
	const state = defaultState(model);
	state.hidden = normaliseHidden(nodes, state.hidden);
	return answers(
		model,
		nodes,
		() => state,
		() => null,
	);
}

// `early` is the model if it could be read at once, else null; `ready` a promise of the whole page.
/**
 *
 * @param early
 * @param ready
 */
export function exposeApi(early, ready) {
	const door = (window.borderMap = Object.assign(
		{
			ready: ready.then(() => true),
			set(patch) {
				return ready.then((app) => app.store.setChecked(patch));
			},
			toGeoJSON() {
				return ready.then((app) => app.saves.shown());
			},
		},
		early && earlyAnswers(early),
	));
	ready.then(
		(app) => {
			const id = app.model.events.id;
			Object.assign(door, answers(app.model, app.store.nodes, app.store.state, app.store.matches), {
				link: app.address.link,
				// For tests: the ids of the events drawn in the view, and Leaflet's map.
				onMap() {
					return app.stage
						.hits()
						.reduce((ids, hit) => ids.concat(hit.members.map((i) => id[i])), []);
				},
				map: app.map,
			});
		},
		() => {
			/* start() says on the page why it could not be opened */
		},
	);
}
