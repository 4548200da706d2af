// The head of the reading column: title, what is shown now, where to start, which language.

import { dayToIso } from '../core/days.js';
import { makeI18n } from '../core/i18n.js';
import { hasPosition } from '../core/model.js';
import { clear, el } from '../dom/dom.js';
import { legendSymbol, symbolOfSide } from '../map/symbols.js';

// The sides of the key, and their short names.
const SIDES = { ussr: 'key.ussr', japan: 'key.japan', mongolia: 'key.mongolia' };

function node(id) {
	return document.getElementById(id);
}

/**
 *
 * @param app
 */
export function makeMasthead(app) {
	const meta = app.model.meta;
	let credit = null;

	function build() {
		const w = app.words;
		document.documentElement.lang = w.lang;
		document.title = `${w.t('title')} · ${w.t('kicker')}`;
		document.querySelectorAll('[data-t]').forEach((part) => {
			part.textContent = w.t(part.dataset.t);
		});
		document.querySelectorAll('[data-t-label]').forEach((part) => {
			part.setAttribute('aria-label', w.t(part.dataset.tLabel));
		});
		['kicker', 'title', 'standfirst'].forEach((id) => {
			node(id).textContent = w.t(id);
		});
		app.map.getContainer().setAttribute('aria-label', w.t('map.keys'));
		buildKey();
		buildPresets();
		buildLanguages();
		buildCredit();
	}

	// What the colours mean, for a reader of ten seconds; the tree has the whole legend.
	function buildKey() {
		const box = clear(node('key'));
		Object.keys(SIDES).forEach((side) => {
			const sign = el('canvas', { class: 'swatch', 'aria-hidden': 'true' });
			legendSymbol(sign, symbolOfSide(side), app.theme.inks());
			box.appendChild(el('li', {}, [sign, app.words.t(SIDES[side])]));
		});
		box.appendChild(el('li', { class: 'key-note', text: app.words.t('key.note') }));
	}

	function buildPresets() {
		const box = clear(node('presets'));
		meta.presets.forEach((preset) => {
			const text =
				preset.id === 'all' ? app.words.t('preset.all') : app.say.label('campaign', preset.id);
			box.appendChild(
				el('button', {
					type: 'button',
					class: 'preset',
					'data-preset': preset.id,
					text,
					onclick() {
						apply(preset);
					},
				}),
			);
		});
	}

	function apply(preset) {
		app.timebar.setWindow(preset.window ? { from: preset.window[0], to: preset.window[1] } : null);
		app.store.set({
			mode: 'range',
			from: dayToIso(preset.from),
			to: dayToIso(preset.to),
			query: '',
			selected: null,
		});
		app.stage.camera.fit(preset.bounds);
		app.panel.sheet('low');
	}

	// Each language by its own name, so that a reader finds it who reads no other.
	function buildLanguages() {
		const box = clear(node('language'));
		const own = makeI18n(meta.words, 'en');
		meta.languages.forEach((lang) => {
			box.appendChild(
				el('option', {
					value: lang,
					lang,
					selected: lang === app.words.lang,
					text: own.t(`self.${lang}`),
				}),
			);
		});
		box.onchange = function () {
			app.store.set({ lang: box.value });
		};
	}

	function buildCredit() {
		if (credit) {
			app.map.attributionControl.removeAttribution(credit);
		}
		credit = app.words.t('map.credit');
		app.map.attributionControl.addAttribution(credit);
	}

	// What is shown, in words; those without a place can be opened from here, since no map has them.
	function paint() {
		const scene = app.store.scene();
		const count = unplaced().length;
		node('tally').dataset.n = scene.shown.length;
		setText(node('tally'), app.say.tally());
		node('unplaced').hidden = !count;
		setText(node('unplaced'), app.words.t('tally.unplaced', { n: count }));
	}

	function unplaced() {
		return app.store.scene().shown.filter((i) => !hasPosition(app.model.events, i));
	}

	// A region that speaks must not be touched when nothing has changed.
	function setText(box, text) {
		if (box.textContent !== text) {
			box.textContent = text;
		}
	}

	build();
	node('unplaced').onclick = function () {
		app.panel.showHere(unplaced());
	};
	app.store.on('language', build);
	app.theme.onChange(buildKey);
	app.store.on('paint', paint);
}
