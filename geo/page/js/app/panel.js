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

/** @type {Tab[]} */
const TABS = ['layers', 'list', 'statements', 'about'];
/** @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Makes the reading column.
 * @param {{store: Store, i18n: I18n, theme: Theme, navigation: Navigation}} parts - What it uses.
 * @param {(onFilled: () => void, onBack: () => void) => Views} makeViews - What makes its views; `onFilled`
 *     is called when the card of an event has its text, `onBack` when the reader leaves "here".
 * @returns {Panel} The column.
 */
export function makePanel({ store, i18n, theme, navigation }, makeViews) {
	const views = makeViews(onFilled, () => showTab('layers'));
	const sheet = makeSheet();
	const cards = makeCards(views, store);
	const tabs = TABS.filter((name) => name in views);
	const boxes = makeBoxes([...tabs, 'here']);
	/** @type {Record<string, ColumnView>} */
	const made = {};
	/** @type {Tab | 'here'} */
	let current = 'layers';

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
		buildTabs(tabs, current, i18n, chooseTab);
		view.update?.();
		// On a small screen the whole column scrolls; another tab begins at its head.
		byId('panel').scrollTop = 0;
	}

	/** @type {Panel['chooseTab']} */
	function chooseTab(name) {
		leaveCard(store);
		showTab(name);
		sheet('high');
		byId(`tab-${name}`).focus({ preventScroll: true });
	}

	function onFilled() {
		cards.takeFocus();
	}

	function rebuild() {
		buildTabs(tabs, current, i18n, chooseTab);
		Object.values(made).forEach((view) => view.rebuild());
		cards.rebuild();
	}

	store.on('paint', () => {
		made[current].update?.();
		cards.paint();
	});
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
		showHere: (members) => {
			leaveCard(store);
			viewOf('here').show(members);
			showTab('here');
			sheet('high');
		},
		sheet,
	};
}

/**
 * An empty box for each view, hidden.
 * @param {string[]} names
 */
function makeBoxes(names) {
	/** @type {Record<string, HTMLElement>} */
	const boxes = {};
	names.forEach((name) => {
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
	return boxes;
}

/**
 * @param {Tab[]} tabs
 * @param {Tab | 'here'} current
 * @param {I18n} i18n
 * @param {(tab: Tab) => void} choose
 */
function buildTabs(tabs, current, i18n, choose) {
	/**
	 * @param {KeyboardEvent} event
	 */
	function onKey(event) {
		if (event.key in ARROWS && event.target instanceof HTMLElement) {
			event.preventDefault();
			const at = tabs.findIndex((name) => event.target === byId(`tab-${name}`)) + ARROWS[event.key];
			choose(tabs[(at + tabs.length) % tabs.length]);
		}
	}

	const buttons = tabs.map((name) => {
		const reachable = current === name || (current === 'here' && name === 'list');
		return el('button', {
			type: 'button',
			role: 'tab',
			id: `tab-${name}`,
			'aria-controls': `view-${name}`,
			'aria-selected': current === name ? 'true' : 'false',
			tabindex: reachable ? '0' : '-1',
			text: i18n.t(`tabs.${name}`),
			onclick: () => choose(name),
			onkeydown: onKey,
		});
	});
	clear(byId('tabs')).append(...buttons);
}

/**
 * Closes whatever card is open, because the reader asked for something else.
 * @param {Store} store
 */
function leaveCard(store) {
	if (store.feature()) {
		store.openFeature(null);
	}
	if (store.state().selected !== null) {
		store.set({ selected: null });
	}
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
