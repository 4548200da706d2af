// The card of an area or a line: what it is, since when, how sure, from which source.

import { clear, el, find, icon } from '../dom/dom.js';

/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').Formatters} Formatters */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */

/**
 * @typedef {object} Parts
 * @property {Store} store
 * @property {I18n} i18n
 * @property {Formatters} format
 * @property {MapView} mapView
 * @property {Navigation} navigation
 */

const CROSS = 'M3 3l10 10M13 3L3 13';

/**
 * Makes the card.
 * @param {HTMLElement} root - Where it stands.
 * @param {Parts} parts - What it uses.
 * @returns {import('../core/types.js').CardView<Feature>} The card.
 */
export function makeFeatureCard(root, parts) {
	/** @type {Feature | null} */
	let shown = null;

	/**
	 * @param {Feature} feature
	 */
	function fill(feature) {
		const { format, i18n } = parts;
		const within =
			feature.uncertainty === null
				? ''
				: ` · ${i18n.t('card.within', { r: format.metres(feature.uncertainty) })}`;
		const texts = [
			feature.claimant && i18n.t('feature.claimant', { side: format.label('side', feature.claimant) }),
			validOf(feature, i18n),
			format.label('status', feature.status) + within,
			timeOf(feature, format),
			feature.method,
			feature.gaps,
			feature.note,
		];
		const { licence, attribution, id } = feature;
		clear(root).append(
			makeHead(feature, parts),
			...texts.filter(Boolean).map((text) => el('p', { class: 'prose small', dir: 'auto', text })),
			el(
				'ul',
				{ class: 'cites' },
				feature.sources.map((source) => el('li', { dir: 'auto', text: format.citation(source) })),
			),
			el('p', { class: 'fine', text: [licence, attribution, id].filter(Boolean).join(' · ') }),
		);
	}

	return {
		current: () => shown,
		show: (feature) => {
			shown = feature;
			if (feature) {
				fill(feature);
				find(root, 'h2').focus({ preventScroll: true });
			}
		},
		// A card whose feature is not shown any more closes.
		update: () => {
			const feature = parts.store.feature();
			if (feature && !parts.mapView.isShown(feature)) {
				parts.store.openFeature(null);
			}
		},
		rebuild: () => {
			if (shown) {
				fill(shown);
			}
		},
	};
}

/**
 * @param {Feature} feature
 * @param {Parts} parts
 */
function makeHead(feature, { i18n, format, navigation }) {
	const close = i18n.t('card.close');
	return el('div', { class: 'card-head' }, [
		el('div', { class: 'card-bar' }, [
			el('span', { class: 'kicker', text: format.label('role', feature.role) }),
			el(
				'button',
				{
					type: 'button',
					class: 'close',
					'aria-label': close,
					title: close,
					onclick: () => navigation.closeFeature(),
				},
				[icon(CROSS)],
			),
		]),
		el('h2', { tabindex: '-1', dir: 'auto', text: feature.name }),
	]);
}

/**
 * Which time of its days a line shows, with the hour where one is told; null without a word of it.
 * @param {Pick<Feature, 'state' | 'clock'>} feature - The feature.
 * @param {Pick<Formatters, 'label'>} format - Words of codes.
 * @returns {string | null} In the reader's language; the hour as its source tells it.
 */
export function timeOf({ state, clock }, format) {
	const parts = [state && format.label('line-state', state), clock].filter(Boolean);
	return parts.join(' · ') || null;
}

/**
 * The days a feature is drawn for.
 * @param {Pick<Feature, 'from' | 'to'>} feature - The feature.
 * @param {I18n} i18n - The reader's language.
 * @returns {string | null} In words, open at an end that has no day; null if neither has one.
 */
export function validOf({ from, to }, i18n) {
	if (from === null && to === null) {
		return null;
	}
	if (from !== null && to !== null) {
		return i18n.t('feature.valid', { span: i18n.span(from, to) });
	}
	const span = from === null ? `…${i18n.date(/** @type {number} */ (to))}` : `${i18n.date(from)}…`;
	return i18n.t('feature.valid', { span });
}
