// The head of the reading column: title, what is shown now, where to start, which language.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, days = atlas.days;

	// The sides of the key, and their short names.
	var SIDES = {ussr: 'key.ussr', japan: 'key.japan', mongolia: 'key.mongolia'};

	function node(id) { return document.getElementById(id); }

	function makeMasthead(app) {
		var meta = app.model.meta, credit = null;

		function build() {
			var w = app.words;
			document.documentElement.lang = w.lang;
			document.title = w.t('title') + ' · ' + w.t('kicker');
			document.querySelectorAll('[data-t]').forEach(function (part) { part.textContent = w.t(part.dataset.t); });
			document.querySelectorAll('[data-t-label]').forEach(function (part) { part.setAttribute('aria-label', w.t(part.dataset.tLabel)); });
			['kicker', 'title', 'standfirst'].forEach(function (id) { node(id).textContent = w.t(id); });
			app.map.getContainer().setAttribute('aria-label', w.t('map.keys'));
			buildKey();
			buildPresets();
			buildLanguages();
			buildCredit();
		}

		// What the colours mean, for a reader of ten seconds; the tree has the whole legend.
		function buildKey() {
			var box = atlas.dom.clear(node('key'));
			Object.keys(SIDES).forEach(function (side) {
				var sign = el('canvas', {class: 'swatch', 'aria-hidden': 'true'});
				atlas.symbols.swatch(sign, atlas.symbols.ofSide(side), app.theme.inks());
				box.appendChild(el('li', {}, [sign, app.words.t(SIDES[side])]));
			});
			box.appendChild(el('li', {class: 'key-note', text: app.words.t('key.note')}));
		}

		function buildPresets() {
			var box = atlas.dom.clear(node('presets'));
			meta.presets.forEach(function (preset) {
				var text = preset.id === 'all' ? app.words.t('preset.all') : app.say.label('campaign', preset.id);
				box.appendChild(el('button', {type: 'button', class: 'preset', 'data-preset': preset.id, text: text, onclick: function () { apply(preset); }}));
			});
		}

		function apply(preset) {
			app.timebar.setWindow(preset.window ? {from: preset.window[0], to: preset.window[1]} : null);
			app.store.set({mode: 'range', from: days.toIso(preset.from), to: days.toIso(preset.to), query: '', selected: null});
			app.stage.camera.fit(preset.bounds);
			app.panel.sheet('low');
		}

		// Each language by its own name, so that a reader finds it who reads no other.
		function buildLanguages() {
			var box = atlas.dom.clear(node('language')), own = atlas.makeWords(meta.words, 'en');
			meta.languages.forEach(function (lang) {
				box.appendChild(el('option', {value: lang, lang: lang, selected: lang === app.words.lang, text: own.t('self.' + lang)}));
			});
			box.onchange = function () { app.store.set({lang: box.value}); };
		}

		function buildCredit() {
			if (credit) { app.map.attributionControl.removeAttribution(credit); }
			credit = app.words.t('map.credit');
			app.map.attributionControl.addAttribution(credit);
		}

		// What is shown, in words; those without a place can be opened from here, since no map has them.
		function paint() {
			var scene = app.store.scene(), count = unplaced().length;
			node('tally').dataset.n = scene.shown.length;
			setText(node('tally'), app.say.tally());
			node('unplaced').hidden = !count;
			setText(node('unplaced'), app.words.t('tally.unplaced', {n: count}));
		}

		function unplaced() {
			return app.store.scene().shown.filter(function (i) { return !atlas.hasSpot(app.model.events, i); });
		}

		// A region that speaks must not be touched when nothing has changed.
		function setText(box, text) { if (box.textContent !== text) { box.textContent = text; } }

		build();
		node('unplaced').onclick = function () { app.panel.showHere(unplaced()); };
		app.store.on('language', build);
		app.theme.onChange(buildKey);
		app.store.on('paint', paint);
	}

	atlas.makeMasthead = makeMasthead;
})(window.BorderAtlas = window.BorderAtlas || {});
