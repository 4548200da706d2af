// A layer of Leaflet's that owns one padded canvas and asks a painter to fill it. The methods that begin
// with _ are those that Leaflet's renderers override.

import { contextOf } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {(ctx: CanvasRenderingContext2D, view: View, ratio: number) => void} Painter */
/** @typedef {import('leaflet').RendererOptions & {roomy?: boolean}} Options */

// Beyond this a finer canvas costs more than anyone sees.
const MOST_DETAIL = 3;

/**
 * `roomy` in its options: painted again only when the reader has moved beyond its edge.
 */
export class CanvasLayer extends L.Renderer {
	/**
	 * @param {Painter} paint - Fills the canvas, in CSS pixels.
	 * @param {Options} options - Leaflet's, and `roomy`.
	 */
	constructor(paint, options) {
		super(options);
		this.paint = paint;
		this.roomy = options.roomy === true;
		this.ratio = 1;
		/** @type {import('leaflet').Bounds | null} */
		this._bounds = null;
	}

	/**
	 * Where the canvas begins, in pixels of Leaflet's layer.
	 * @returns {import('leaflet').Point} Its upper left corner.
	 */
	corner() {
		return this._bounds?.min || L.point(0, 0);
	}

	_initContainer() {
		const canvas = document.createElement('canvas');
		canvas.setAttribute('aria-hidden', 'true');
		this.canvas = canvas;
		this.context = contextOf(canvas);
		/** @type {HTMLCanvasElement | null} */
		this._container = canvas;
	}

	_destroyContainer() {
		this.canvas?.remove();
		this._container = null;
	}

	_updatePaths() {
		this.paintNow();
	}

	/**
	 * @returns {Record<string, () => void>}
	 */
	getEvents() {
		return { ...super.getEvents?.(), move: this._onMove };
	}

	// On its way to another level the map is painted anew for each frame: what is seen is never stretched.
	_onZoom() {
		this._reset();
	}

	// Nor does the reader drag the picture away and look at nothing.
	_onMove() {
		if (!this._holdsView()) {
			this._update();
		}
	}

	_update() {
		const isZooming = Reflect.get(this._map, '_animatingZoom');
		if ((isZooming && this._bounds) || (this.roomy && this._holdsView())) {
			return;
		}
		rendererPart('_update').call(this);
		if (this._bounds && this.canvas) {
			this._fitCanvas(this.canvas, this._bounds);
		}
		this.fire('update');
	}

	// Another origin of the pixels: whatever was painted stands elsewhere now.
	_reset() {
		this._bounds = null;
		rendererPart('_reset').call(this);
	}

	/**
	 * @param {HTMLCanvasElement} canvas
	 * @param {import('leaflet').Bounds} bounds
	 */
	_fitCanvas(canvas, bounds) {
		const size = bounds.getSize();
		this.ratio = Math.min(window.devicePixelRatio || 1, MOST_DETAIL);
		const width = Math.round(size.x * this.ratio);
		const height = Math.round(size.y * this.ratio);
		L.DomUtil.setPosition(canvas, this.corner());
		if (canvas.width !== width || canvas.height !== height) {
			canvas.width = width;
			canvas.height = height;
			canvas.style.width = `${size.x}px`;
			canvas.style.height = `${size.y}px`;
		}
	}

	_holdsView() {
		if (!this._bounds || Reflect.get(this, '_zoom') !== this._map.getZoom()) {
			return false;
		}
		const corner = this._map.containerPointToLayerPoint([0, 0]);
		return this._bounds.contains(L.bounds(corner, corner.add(this._map.getSize())));
	}

	/**
	 * The part of the canvas that is in sight, in its own pixels.
	 * @returns {Box}
	 */
	_frame() {
		const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this.corner());
		const size = this._map.getSize();
		return { x: corner.x, y: corner.y, w: size.x, h: size.y };
	}

	/**
	 * Fills the canvas, if it is on a map.
	 * @returns {void}
	 */
	paintNow() {
		if (!this._map || !this._bounds || !this.context) {
			return;
		}
		const size = this._bounds.getSize();
		const origin = this._map.getPixelOrigin().add(this.corner());
		const zoom = this._map.getZoom();
		this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
		this.context.clearRect(0, 0, size.x, size.y);
		const view = {
			zoom,
			scale: Math.pow(2, zoom),
			x: origin.x,
			y: origin.y,
			width: size.x,
			height: size.y,
			frame: this._frame(),
		};
		this.paint(this.context, view, this.ratio);
	}
}

/**
 * A method of Leaflet's own that its types do not tell of.
 * @param {'_update' | '_reset'} name
 * @returns {() => void}
 */
function rendererPart(name) {
	return /** @type {Record<string, () => void>} */ (/** @type {unknown} */ (L.Renderer.prototype))[name];
}
