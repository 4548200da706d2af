// `window.borderMap`: the door for a script, a test or an embedding page.
(function (atlas) {
	'use strict';

	var S = atlas.state;

	// The questions that need no painted page. `stateOf` and `matchesOf` give what is in force.
	function answers(model, nodes, stateOf, matchesOf) {
		return {
			ids: function () { return model.events.id.slice(); },
			nodes: function () { return nodes.ids.slice(); },
			state: function () { return Object.assign({}, stateOf(), {hidden: stateOf().hidden.slice()}); },
			// With a patch: what would be visible with some keys changed; nothing on the page moves.
			visible: function (patch) {
				var problems = S.checkPatch(model, patch || {}, stateOf());
				if (patch && 'query' in patch) { problems.push('query: searching takes time; use set() and then visible()'); }
				if (problems.length) { throw new RangeError('visible: ' + problems.join('; ')); }
				var next = Object.assign({}, stateOf(), patch), masks = S.facetMasks(model, nodes, S.normaliseHidden(nodes, next.hidden));
				return S.visible(model, next, masks, matchesOf()).map(function (i) { return model.events.id[i]; });
			}
		};
	}

	// What can be answered before the first paint: the data as they are before any reader's choice.
	function earlyAnswers(model) {
		var nodes = S.makeNodes(model), state = S.defaultState(model);
		state.hidden = S.normaliseHidden(nodes, state.hidden);
		return answers(model, nodes, function () { return state; }, function () { return null; });
	}

	// `early` is the model if it could be read at once, else null; `ready` a promise of the whole page.
	atlas.openDoor = function (early, ready) {
		var door = window.borderMap = Object.assign({
			ready: ready.then(function () { return true; }),
			set: function (patch) { return ready.then(function (app) { return app.store.setChecked(patch); }); },
			toGeoJSON: function () { return ready.then(function (app) { return app.saves.shown(); }); }
		}, early && earlyAnswers(early));
		ready.then(function (app) {
			var id = app.model.events.id;
			Object.assign(door, answers(app.model, app.store.nodes, app.store.state, app.store.matches), {
				link: app.address.link,
				// For tests: the ids of the events drawn in the view, and Leaflet's map.
				onMap: function () {
					return app.stage.hits().reduce(function (ids, hit) { return ids.concat(hit.members.map(function (i) { return id[i]; })); }, []);
				},
				map: app.map
			});
		}, function () { /* start() says on the page why it could not be opened */ });
	};
})(window.BorderAtlas = window.BorderAtlas || {});
