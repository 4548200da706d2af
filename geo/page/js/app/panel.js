// The reading column: one thing at a time - layers, list, statements, about, or an open card.
// On a phone it is a sheet of two heights.

import { clear, el } from '../dom/dom.js';
import { makeAbout } from '../views/about.js';
import { makeHere } from '../views/here.js';
import { makeList } from '../views/list.js';
import { makeStatements } from '../views/statements.js';
import { makeTree } from '../views/tree.js';

// Tab -> what makes its view. "here" has no tab: the map opens it.
const MAKERS = {
	layers: makeTree,
	list: makeList,
	statements: makeStatements,
	about: makeAbout,
	here: makeHere,
};
// A finger that moves further than this, pixels, strokes; less is a tap.
const STROKE = 24;
const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };

/**
 *
 * @param app
 */
export function makePanel(app) {
	const page = document.getElementById('atlas');
	const column = document.getElementById('panel');
	const viewsBox = document.getElementById('views');
	const handle = document.getElementById('handle');
	const boxes = {};
	const views = {};
	let tab = 'layers';
	let returnTo = null;
	const cardBox = el('article', { class: 'view card', id: 'card', hidden: true });
	const featureBox = el('article', { class: 'view card', id: 'feature', hidden: true });
	const tabs = Object.keys(MAKERS).filter(
		(name) => name !== 'here' && (name !== 'statements' || app.model.statements.length),
	);

	Object.keys(MAKERS).forEach((name) => {
		boxes[name] = el('div', {
			class: 'view',
			id: `view-${name}`,
			role: 'tabpanel',
			'aria-labelledby': `tab-${name === 'here' ? 'list' : name}`,
			hidden: true,
		});
		viewsBox.appendChild(boxes[name]);
	});
	column.appendChild(cardBox);
	column.appendChild(featureBox);

	function viewOf(name) {
		if (!views[name]) {
			views[name] = MAKERS[name](boxes[name], app);
		}
		return views[name];
	}

	function showTab(name) {
		tab = name;
		Object.keys(boxes).forEach((other) => {
			boxes[other].hidden = other !== name;
		});
		const view = viewOf(name);
		buildTabs();
		if (view.update) {
			view.update();
		}
	}

	function buildTabs() {
		const box = clear(document.getElementById('tabs'));
		tabs.forEach((name) => {
			box.appendChild(
				el('button', {
					type: 'button',
					role: 'tab',
					id: `tab-${name}`,
					'aria-controls': `view-${name}`,
					'aria-selected': tab === name ? 'true' : 'false',
					tabindex: tab === name || (tab === 'here' && name === 'list') ? '0' : '-1',
					text: app.words.t(`tabs.${name}`),
					onclick() {
						chooseTab(name);
					},
					onkeydown: onTabKey,
				}),
			);
		});
	}

	function chooseTab(name) {
		leaveCard();
		showTab(name);
		sheet('high');
		document.getElementById(`tab-${name}`).focus({ preventScroll: true });
	}

	function onTabKey(event) {
		if (!(event.key in ARROWS)) {
			return;
		}
		event.preventDefault();
		const at = tabs.indexOf(event.target.id.slice(4)) + ARROWS[event.key];
		chooseTab(tabs[(at + tabs.length) % tabs.length]);
	}

	function showHere(members) {
		leaveCard();
		viewOf('here').show(members);
		showTab('here');
		sheet('high');
	}

	// ---- the card ------------------------------------------------------------------------------

	// Closes whatever card is open, because the reader asked for something else.
	function leaveCard() {
		app.feature.hide();
		if (app.store.state().selected !== null) {
			app.store.set({ selected: null });
		}
	}

	// Which of the boxes is in sight: a card of an event, of a feature, or the views.
	function showBox() {
		const wanted = app.store.scene().selected;
		cardBox.hidden = wanted === null;
		featureBox.hidden = wanted !== null || !app.feature.isOpen();
		page.dataset.card = cardBox.hidden && featureBox.hidden ? '' : 'open';
	}

	function paint() {
		const wanted = app.store.scene().selected;
		if (views[tab].update) {
			views[tab].update();
		}
		app.feature.update();
		if (app.card.current() !== wanted) {
			// Where the reader came from: closing the card leads back there.
			if (wanted !== null && !cardBox.contains(document.activeElement)) {
				returnTo = document.activeElement;
			}
			if (wanted !== null) {
				app.feature.hide();
			}
			app.card.show(wanted);
		}
		showBox();
	}

	// A card that has just been filled takes the focus to its title.
	function cardFilled() {
		if (!cardBox.hidden && !cardBox.contains(document.activeElement)) {
			document.getElementById('card-title').focus({ preventScroll: true });
		}
	}

	function giveFocusBack(id) {
		const row = id && document.querySelector(`[data-event="${CSS.escape(id)}"]`);
		const target =
			row || (returnTo && returnTo.isConnected && returnTo !== document.body ? returnTo : null);
		if (target) {
			target.focus();
		}
		returnTo = null;
	}

	function sheet(height) {
		page.dataset.sheet = height;
		handle.setAttribute('aria-expanded', height === 'high' ? 'true' : 'false');
	}

	// On a phone the head of the sheet is its handle: a tap or a stroke moves it.
	function bindSheet() {
		const head = document.getElementById('masthead');
		let from = null;
		head.addEventListener('click', (event) => {
			if (!event.target.closest('button:not(#handle), label')) {
				sheet(page.dataset.sheet === 'high' ? 'low' : 'high');
			}
		});
		head.addEventListener(
			'touchstart',
			(event) => {
				from = event.touches[0].clientY;
			},
			{ passive: true },
		);
		head.addEventListener('touchend', (event) => {
			const way = event.changedTouches[0].clientY - from;
			if (Math.abs(way) > STROKE) {
				sheet(way < 0 ? 'high' : 'low');
			}
		});
	}

	function rebuild() {
		buildTabs();
		Object.keys(views).forEach((name) => {
			views[name].rebuild();
		});
		app.card.rebuild();
		app.feature.rebuild();
	}

	bindSheet();
	app.store.on('paint', paint);
	app.store.on('language', rebuild);
	app.theme.onChange(rebuild);
	return {
		cardBox,
		featureBox,
		view: viewOf,
		showTab,
		chooseTab,
		showHere,
		showBox,
		cardFilled,
		giveFocusBack,
		sheet,
	};
}
