// Keys that work anywhere on the page, but never while a reader is typing.
(function (atlas) {
	'use strict';

	function isTyping(target) {
		return /^(SELECT|TEXTAREA)$/.test(target.tagName) || (target.tagName === 'INPUT' && !/^(checkbox|radio|range)$/.test(target.type));
	}

	function bindKeys(app) {
		function closeCard(target) {
			// In a search field Escape first empties the field.
			if (target.type === 'search' && target.value) { return; }
			if (app.feature.isOpen()) { app.feature.close(); } else if (app.store.state().selected) { app.walk.select(null); }
		}

		var acts = {
			n: function () { app.walk.stepEvent(1); },
			p: function () { app.walk.stepEvent(-1); },
			'/': function (event) {
				event.preventDefault();
				app.panel.chooseTab('list');
				app.panel.view('list').focusSearch();
			},
			'?': function () { app.panel.chooseTab('about'); }
		};

		var skips = {
			list: function () { app.panel.chooseTab('list'); app.panel.view('list').focusSearch(); },
			time: function () { app.timebar.focus(); },
			map: function () { app.map.getContainer().focus(); }
		};
		document.querySelectorAll('[data-skip]').forEach(function (button) { button.onclick = skips[button.dataset.skip]; });

		document.addEventListener('keydown', function (event) {
			if (event.ctrlKey || event.metaKey || event.altKey) { return; }
			if (event.key === 'Escape') { closeCard(event.target); return; }
			var act = isTyping(event.target) ? null : acts[event.key.toLowerCase()];
			if (act) { act(event); }
		});
	}

	atlas.bindKeys = bindKeys;
})(window.BorderAtlas = window.BorderAtlas || {});
