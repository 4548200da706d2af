// The inks of the page: light, dark or print, read from the style sheet and told to all who draw.
(function (atlas) {
	'use strict';

	function makeTheme() {
		var inks, stamp, told = [];

		function read() {
			inks = atlas.plate.readInks();
			stamp = atlas.symbols.makeStamps(inks);
		}

		function change() {
			read();
			told.forEach(function (act) { act(); });
		}

		read();
		window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
		return {
			inks: function () { return inks; },
			stamp: function () { return stamp; },
			change: change,
			onChange: function (act) { told.push(act); }
		};
	}

	atlas.makeTheme = makeTheme;
})(window.BorderAtlas = window.BorderAtlas || {});
