// The page: read what lies in it, put its parts together, open the door for scripts.
(function (atlas) {
	'use strict';

	function readRelief() {
		var text = document.getElementById('payload-relief').textContent.trim();
		if (!text) { return Promise.resolve(null); }
		var value = JSON.parse(text);
		return new Promise(function (resolve) {
			var image = new Image();
			image.onload = function () { resolve({image: image, bounds: value.bounds}); };
			image.onerror = function () { resolve(null); };
			image.src = value.image;
		});
	}

	// The parts are made from the ground up: each may use what stands above it here, and what stands
	// below it only when the reader does something.
	function makeApp(map, model, base, relief) {
		var app = {map: map, model: model};
		app.store = atlas.makeStore(model);
		// First of all who hear it: the others speak the new language when they hear of it.
		app.store.on('language', function () { app.words = atlas.makeWords(model.meta.words, app.store.state().lang); });
		app.words = atlas.makeWords(model.meta.words, app.store.state().lang);
		app.notice = atlas.makeNotice(document.getElementById('notice'));
		app.copy = atlas.makeCopy(app);
		app.theme = atlas.makeTheme();
		app.say = atlas.makeSay(app);
		app.walk = atlas.makeWalk(app);
		app.stage = atlas.makeStage(app, base, relief);
		app.timebar = atlas.makeTimeBar(document.getElementById('timebar'), app);
		atlas.makeMasthead(app);
		app.panel = atlas.makePanel(app);
		app.card = atlas.makeCard(app.panel.cardBox, app);
		app.feature = atlas.makeFeature(app.panel.featureBox, app);
		app.saves = atlas.makeSaves(app);
		app.address = atlas.makeAddress(app);
		app.panel.showTab('layers');
		app.store.on('left', function () { app.notice(app.words.t('card.left')); });
		atlas.bindPointer(app);
		atlas.bindKeys(app);
		atlas.bindPrint(app);
		// All parts have their size now: what a link says of the view is taken in the box it stays in.
		map.invalidateSize({animate: false, pan: false});
		map.fitBounds(model.meta.bounds, {animate: false});
		return app.address.read(window.location.hash).then(function () { return app; });
	}

	atlas.start = function (map) {
		var core = atlas.readNow('payload-core'), early = core && atlas.makeModel(core, atlas.readBlocks('payload-texts'));
		var model = early ? Promise.resolve(early) : atlas.readPart('payload-core').then(function (late) {
			return atlas.makeModel(late, atlas.readBlocks('payload-texts'));
		});
		var ready = model.then(function (whole) {
			return Promise.all([atlas.readPart('payload-base'), readRelief(), whole.preload()]).then(function (parts) {
				return makeApp(map, whole, parts[0], parts[1]);
			});
		});
		atlas.openDoor(early, ready);
		return ready.catch(function (error) {
			document.getElementById('standfirst').textContent = 'The map could not be opened: ' + error.message +
				'. It needs a browser of 2023 or later (Firefox 113, Chrome 80, Safari 16.4).';
			throw error;
		});
	};
})(window.BorderAtlas = window.BorderAtlas || {});
