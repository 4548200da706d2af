// The reading column: one thing at a time - layers, list, statements, about, or an open card.

import { makeSheet } from './sheet.js';
import { byId, clear, el } from '../dom/dom.js';

/**
 * @template Item
 * @typedef {import('../core/types.js').CardView<Item>} CardView
 */
/** @typedef {import('../core/types.js').ColumnView} ColumnView */
/** @typedef {import('../core/types.js').Feature} Feature */
/** @typedef {import('../core/types.js').HereView} HereView */
/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').ListView} ListView */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('../core/types.js').Theme} Theme */

/** @typedef {'layers' | 'list' | 'statements' | 'about'} Tab */

/**
 * What makes each view, in an empty box of its own.
 * @typedef {object} Views
 * @property {(root: HTMLElement) => ColumnView} layers
 * @property {(root: HTMLElement) => ListView} list
 * @property {(root: HTMLElement) => ColumnView} [statements] Absent where there are none.
 * @property {(root: HTMLElement) => ColumnView} about
 * @property {(root: HTMLElement) => HereView} here Opened by the map; it has no tab.
 * @property {(root: HTMLElement) => CardView<number>} card
 * @property {(root: HTMLElement) => CardView<Feature>} featureCard
 */

/**
 * @typedef {object} Panel
 * @property {(tab: Tab) => void} showTab
 * @property {(tab: Tab) => void} chooseTab As a reader does: an open card closes, the tab takes the focus.
 * @property {() => void} openSearch
 * @property {(members: number[]) => void} showHere
 * @property {(height: 'high' | 'low') => void} sheet
 */

/** @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Makes the reading column.
 * @param {{store: Store, i18n: I18n, theme: Theme, navigation: Navigation}} parts - What it uses.
 * @param {(onFilled: () => void, onBack: () => void) => Views} makeViews - What makes its views; `onFilled`
 *     is told that the card of an event has its text, `onBack` that the reader leaves "here".
 * @returns {Panel} The column.
 */
export function makePanel({ store, i18n, theme, navigation }, makeViews) {
	const views = makeViews(onFilled, () => showTab('layers'));
	const sheet = makeSheet();
	const cards = makeCards(views, store);
	/** @type {Record<string, HTMLElement>} */
	const boxes = {};
	/** @type {Record<string, ColumnView>} */
	const made = {};
	/** @type {Tab | 'here'} */
	let current = 'layers';
	const tabs = /** @type {Tab[]} */ (
		['layers', 'list', 'statements', 'about'].filter((name) => name in views)
	);

	[...tabs, 'here'].forEach((name) => {
		const tab = name === 'here' ? 'list' : name;
		boxes[name] = el('div', {
			class: 'view',
			id: `view-${name}`,
			role: 'tabpanel',
			'aria-labelledby': `tab-${tab}`,
			hidden: true,
		});
		byId('views').appendChild(boxes[name]);
	});

	/**
	 * @template {'layers' | 'list' | 'statements' | 'about' | 'here'} Name
	 * @param {Name} name
	 * @returns {ReturnType<NonNullable<Views[Name]>>}
	 */
	function viewOf(name) {
		const make = /** @type {(root: HTMLElement) => ColumnView} */ (views[name]);
		made[name] = made[name] || make(boxes[name]);
		return /** @type {ReturnType<NonNullable<Views[Name]>>} */ (made[name]);
	}

	/**
	 * @param {Tab | 'here'} name
	 */
	function showTab(name) {
		current = name;
		Object.keys(boxes).forEach((other) => {
			boxes[other].hidden = other !== name;
		});
		const view = /** @type {ColumnView} */ (viewOf(name));
		buildTabs();
		view.update?.();
	}

	function buildTabs() {
		const box = clear(byId('tabs'));
		tabs.forEach((name) => {
			const reachable = current === name || (current === 'here' && name === 'list');
			box.appendChild(
				el('button', {
					type: 'button',
					role: 'tab',
					id: `tab-${name}`,
					'aria-controls': `view-${name}`,
					'aria-selected': current === name ? 'true' : 'false',
					tabindex: reachable ? '0' : '-1',
					text: i18n.t(`tabs.${name}`),
					onclick: () => chooseTab(name),
					onkeydown: onTabKey,
				}),
			);
		});
	}

	/** @type {Panel['chooseTab']} */
	function chooseTab(name) {
		leaveCard();
		showTab(name);
		sheet('high');
		byId(`tab-${name}`).focus({ preventScroll: true });
	}

	/**
	 * @param {KeyboardEvent} event
	 */
	function onTabKey(event) {
		if (event.key in ARROWS && event.target instanceof HTMLElement) {
			event.preventDefault();
			const at = tabs.findIndex((name) => event.target === byId(`tab-${name}`)) + ARROWS[event.key];
			chooseTab(tabs[(at + tabs.length) % tabs.length]);
		}
	}

	/** @type {Panel['showHere']} */
	function showHere(members) {
		leaveCard();
		viewOf('here').show(members);
		showTab('here');
		sheet('high');
	}

	// Closes whatever card is open, because the reader asked for something else.
	function leaveCard() {
		if (store.feature()) {
			store.openFeature(null);
		}
		if (store.state().selected !== null) {
			store.set({ selected: null });
		}
	}

	function onFilled() {
		cards.takeFocus();
	}

	store.on('paint', () => {
		made[current].update?.();
		cards.paint();
	});
	function rebuild() {
		buildTabs();
		Object.values(made).forEach((view) => view.rebuild());
		cards.rebuild();
	}
	store.on('language', rebuild);
	theme.onChange(rebuild);
	navigation.onClosed(cards.giveFocusBack);
	return {
		showTab,
		chooseTab,
		openSearch: () => {
			chooseTab('list');
			viewOf('list').focusSearch();
		},
		showHere,
		sheet,
	};
}

/**
 * The two cards over the column: of an event, and of a line or an area.
 * @param {Views} views
 * @param {Store} store
 */
function makeCards(views, store) {
	const cardBox = el('article', { class: 'view card', id: 'card', hidden: true });
	const featureBox = el('article', { class: 'view card', id: 'feature', hidden: true });
	byId('panel').append(cardBox, featureBox);
	const card = views.card(cardBox);
	const featureCard = views.featureCard(featureBox);
	/** @type {Element | null} */
	let returnTo = null;

	function paint() {
		const wanted = store.scene().selected;
		featureCard.update?.();
		const feature = store.feature();
		cardBox.hidden = wanted === null;
		featureBox.hidden = wanted !== null || feature === null;
		byId('atlas').dataset.card = cardBox.hidden && featureBox.hidden ? '' : 'open';
		if (featureCard.current() !== feature) {
			featureCard.show(feature);
		}
		if (card.current() !== wanted) {
			// Where the reader came from: closing the card leads back there.
			if (wanted !== null && !cardBox.contains(document.activeElement)) {
				returnTo = document.activeElement;
			}
			card.show(wanted);
		}
	}

	// A card that has just been filled takes the focus to its title.
	function takeFocus() {
		if (!cardBox.hidden && !cardBox.contains(document.activeElement)) {
			byId('card-title').focus({ preventScroll: true });
		}
	}

	/**
	 * @param {string | null} id
	 */
	function giveFocusBack(id) {
		const row = id && document.querySelector(`[data-event="${CSS.escape(id)}"]`);
		const before = returnTo?.isConnected && returnTo !== document.body ? returnTo : null;
		const target = row || before;
		if (target instanceof HTMLElement) {
			target.focus();
		}
		returnTo = null;
	}

	function rebuild() {
		card.rebuild();
		featureCard.rebuild();
	}

	return { paint, takeFocus, giveFocusBack, rebuild };
}
