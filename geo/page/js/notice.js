// One line that says what has just happened, and goes away by itself.
(function (atlas) {
	'use strict';

	var MILLISECONDS = 5000;

	// Gives a function that shows a text, or with null takes the last one away.
	function makeNotice(box) {
		var timer = null;
		return function (text) {
			window.clearTimeout(timer);
			box.textContent = text || '';
			box.hidden = !text;
			timer = window.setTimeout(function () { box.hidden = true; }, MILLISECONDS);
		};
	}

	// Copies a text, or shows it where the browser does not let a file copy.
	function makeCopy(app) {
		return function (text) {
			var clipboard = navigator.clipboard;
			if (!clipboard || !clipboard.writeText) { app.notice(text); return; }
			clipboard.writeText(text).then(function () { app.notice(app.words.t('copied')); }, function () { app.notice(text); });
		};
	}

	atlas.makeNotice = makeNotice;
	atlas.makeCopy = makeCopy;
})(window.BorderAtlas = window.BorderAtlas || {});
