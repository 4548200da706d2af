// A locator in the corner: where a reader deep in a battlefield is.
(function (atlas) {
	'use strict';

	var MIN_ZOOM = 8, MIN_WIDTH = 700;

	function makeInset(box, map, plate, theme) {
		var canvas = atlas.dom.el('canvas', {'aria-hidden': 'true'}), sheet = null, sheetInks = null;
		box.appendChild(canvas);

		return function paint() {
			var inks = theme.inks();
			box.hidden = map.getZoom() < MIN_ZOOM || map.getSize().x < MIN_WIDTH;
			if (box.hidden) { return; }
			if (sheetInks !== inks) { sheetInks = inks; sheet = plate.makeInset(inks); }
			var ctx = canvas.getContext('2d'), centre = map.getCenter(), at = sheet.place(atlas.project(centre.lng, centre.lat));
			canvas.width = sheet.canvas.width;
			canvas.height = sheet.canvas.height;
			ctx.drawImage(sheet.canvas, 0, 0);
			ctx.strokeStyle = inks.accent;
			ctx.lineWidth = 3;
			ctx.strokeRect(at.x - 7, at.y - 7, 14, 14);
		};
	}

	atlas.makeInset = makeInset;
})(window.BorderAtlas = window.BorderAtlas || {});
