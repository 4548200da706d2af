// What the pointer does on the map: which symbol is under it, its tip, and what a click opens.

import { clear, el } from '../dom/dom.js';

/** @typedef {import('leaflet').LeafletMouseEvent} LeafletMouseEvent */
/** @typedef {import('leaflet').Map} LeafletMap */
/** @typedef {import('leaflet').Point} LeafletPoint */
/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').Highlight} Highlight */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */

/**
 * @typedef {object} Parts
 * @property {LeafletMap} map
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {MapView} mapView
 * @property {Highlight} highlight
 * @property {Navigation} navigation
 * @property {(members: number[]) => void} showHere Lists events that do not stand apart.
 */

/** @typedef {{hit: Hit | null, feature: Feature | null}} Target */

// A pointer this near a symbol, pixels, is on it.
const SLACK = 3;
const TIP_WIDTH = 260;
const TIP_OFFSET = 14;

/**
 * Binds the pointer to the map.
 * @param {Parts} parts - What it uses.
 * @returns {void}
 */
export function bindPointer(parts) {
	const { map, store, mapView, highlight, navigation, showHere } = parts;
	const tip = makeTip(parts);

	/**
	 * @param {LeafletPoint} point
	 * @returns {Target}
	 */
	function targetAt(point) {
		const hit = nearestHit(
			mapView.hits(),
			map.containerPointToLayerPoint(point).subtract(mapView.offset()),
		);
		return { hit, feature: hit ? null : mapView.featureAt(point) };
	}

	map.on('click', (/** @type {LeafletMouseEvent} */ event) => {
		const { hit, feature } = targetAt(event.containerPoint);
		tip({ hit: null, feature: null }, event.containerPoint);
		if (feature) {
			navigation.openFeature(feature);
		} else if (!hit) {
			if (store.state().selected) {
				navigation.select(null);
			}
		} else if (hit.members.length === 1) {
			navigation.select(hit.members[0]);
		} else if (!mapView.part(hit.members)) {
			// What going nearer does not part opens as a list.
			showHere(hit.members);
		}
	});
	map.on('mousemove', (/** @type {LeafletMouseEvent} */ event) => {
		const target = targetAt(event.containerPoint);
		const { hit, feature } = target;
		map.getContainer().style.cursor = hit || feature ? 'pointer' : '';
		tip(target, event.containerPoint);
		highlight.set(hit && hit.members.length === 1 ? hit.members[0] : null);
	});
	map.on('mouseout movestart zoomstart', () => {
		tip({ hit: null, feature: null }, L.point(0, 0));
		highlight.set(null);
	});
}

/**
 * @param {Hit[]} hits
 * @param {LeafletPoint} at
 * @returns {Hit | null}
 */
function nearestHit(hits, at) {
	/** @type {{hit: Hit | null, distance: number}} */
	let best = { hit: null, distance: Infinity };
	hits.forEach((hit) => {
		const distance = Math.hypot(hit.x - at.x, hit.y - at.y);
		if (distance <= hit.r + SLACK && distance < best.distance) {
			best = { hit, distance };
		}
	});
	return best.hit;
}

/**
 * Makes what shows the tip for what is under a point, or hides it where nothing is.
 * @param {Pick<Parts, 'map' | 'i18n' | 'format'>} parts
 * @returns {(target: Target, point: LeafletPoint) => void}
 */
function makeTip({ map, i18n, format }) {
	const node = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
	map.getContainer().appendChild(node);

	/**
	 * @param {Feature} feature
	 */
	function linesOfFeature({ role: code, claimant, name }) {
		const role = format.label('role', code);
		return [claimant ? `${role} · ${format.label('side', claimant)}` : role, name];
	}

	/**
	 * @param {number[]} members
	 */
	function linesOfEvents(members) {
		const [first] = members;
		return members.length === 1
			? [format.when(first), format.title(first)]
			: [i18n.count('count.here', members.length), i18n.t('tip.open')];
	}

	return ({ hit, feature }, point) => {
		node.hidden = !hit && !feature;
		if (node.hidden) {
			return;
		}
		const [head, text] = feature ? linesOfFeature(feature) : linesOfEvents(hit ? hit.members : []);
		clear(node).append(
			el('span', { class: 'tip-date', dir: 'auto', text: head }),
			el('span', { class: '', dir: 'auto', text }),
		);
		const isLeft = point.x > map.getSize().x - TIP_WIDTH;
		node.style.left = `${point.x + (isLeft ? -TIP_OFFSET : TIP_OFFSET)}px`;
		node.style.top = `${point.y}px`;
		node.classList.toggle('left', isLeft);
	};
}
