// The time bar: how much is recorded when, which days are certain, where the reader stands.

import { dayFromIso, dayToIso, parseDay } from '../core/days.js';
import { MODES } from '../core/state.js';
import { clear, el, icon } from '../dom/dom.js';
import { makeAxis } from './axis.js';
import { makePlayer } from './player.js';
import { drawTimePlot } from './plot.js';

const LANES = [
	['clash', 'battle', 'mutiny'],
	['air', 'bombardment', 'naval'],
	['occupation', 'movement'],
	['diplomacy', 'espionage', 'abduction', 'other'],
];
const LANE_NAMES = ['lane.ground', 'lane.air', 'lane.moves', 'lane.talks'];

/**
 *
 * @param root
 * @param app
 */
export function makeTimeBar(root, app) {
	const model = app.model;
	let axis = null;
	const parts = {};
	const kept = {};
	let dragging = null;
	let words = app.words;

	function build() {
		words = app.words;
		clear(root);
		parts.plot = el('canvas', { 'aria-hidden': 'true' });
		parts.day = slider('time.day');
		parts.from = slider('time.from');
		parts.to = slider('time.to');
		parts.track = el('div', { class: 'track' }, [parts.plot, parts.day, parts.from, parts.to]);
		parts.readout = el('output', { class: 'readout', 'aria-live': 'off' });
		parts.date = el('input', {
			type: 'text',
			class: 'date',
			inputmode: 'numeric',
			autocomplete: 'off',
			spellcheck: 'false',
			size: '10',
			'aria-label': words.t('time.typed'),
			placeholder: words.t('time.placeholder'),
			onkeydown(event) {
				if (event.key === 'Enter') {
					takeTyped();
				}
			},
			onchange: takeTyped,
		});
		root.appendChild(
			el('div', { class: 'controls' }, [parts.readout, modes(), steps(), parts.date, zooms()]),
		);
		root.appendChild(
			el('div', { class: 'timeline' }, [
				el(
					'div',
					{ class: 'lane-names', 'aria-hidden': 'true' },
					['lane.all'].concat(LANE_NAMES).map((name) => el('span', { text: words.t(name) })),
				),
				parts.track,
			]),
		);
		bindTrack();
		setAxis(axis ? { from: axis.from, to: axis.to } : periodWindow());
	}

	function wholeWindow() {
		return { from: model.meta.first_day, to: model.meta.last_day };
	}
	function periodWindow() {
		return { from: model.meta.period[0], to: model.meta.period[1] };
	}

	function slider(key) {
		return el('input', {
			type: 'range',
			step: '1',
			class: 'thumb',
			'aria-label': words.t(key),
			'data-role': key.split('.')[1],
			oninput(event) {
				moved(event.target, +event.target.value);
			},
			onkeydown: onKey,
		});
	}

	function modes() {
		parts.modes = MODES.map((mode) =>
			el('button', {
				type: 'button',
				class: 'mode',
				'data-mode': mode,
				text: words.t(`mode.${mode}`),
				title: words.t(`mode.${mode}.hint`),
				onclick() {
					chooseMode(mode);
				},
			}),
		);
		return el('div', { class: 'modes', role: 'group', 'aria-label': words.t('time.mode') }, parts.modes);
	}

	// Changing the mode keeps the reader where they are looking.
	function chooseMode(mode) {
		const state = app.store.state();
		const patch = { mode };
		const inside = state.day >= state.from && state.day <= state.to;
		if (state.mode === 'range' && mode === 'day' && !inside) {
			patch.day = firstDayShown();
		}
		if (state.mode === 'range' && mode === 'upto' && !inside) {
			patch.day = state.to;
		}
		if (mode === 'range' && !inside) {
			patch.from = patch.to = state.day;
		}
		app.store.set(patch);
	}

	// The day on which the first event in the window begins, or the window itself.
	function firstDayShown() {
		const shown = app.store.scene().shown;
		const from = dayFromIso(app.store.state().from);
		return dayToIso(shown.length ? Math.max(from, model.events.start[shown[0]]) : from);
	}

	function steps() {
		function button(key, path, act) {
			return el(
				'button',
				{
					type: 'button',
					class: 'step',
					title: words.t(key),
					'aria-label': words.t(key),
					onclick: act,
				},
				[icon(path)],
			);
		}
		const playing = player.buttons();
		return el('div', { class: 'steps', role: 'group', 'aria-label': words.t('time.steps') }, [
			button('time.prevEvent', 'M3 2v12M13 2L5 8l8 6z', () => {
				app.walk.stepEvent(-1);
			}),
			button('time.prevDay', 'M10 3L5 8l5 5', () => {
				stepDay(-1);
			}),
			playing.play,
			playing.speed,
			button('time.nextDay', 'M6 3l5 5-5 5', () => {
				stepDay(1);
			}),
			button('time.nextEvent', 'M13 2v12M3 2l8 6-8 6z', () => {
				app.walk.stepEvent(1);
			}),
		]);
	}

	function zooms() {
		const choices = [
			['period', periodWindow()],
			['all', wholeWindow()],
		].concat(model.meta.windows.map((w) => [w.id, { from: w.from, to: w.to }]));
		parts.zoom = el(
			'select',
			{
				class: 'zooms',
				'aria-label': words.t('time.axis'),
				title: words.t('time.axis'),
				onchange(event) {
					setAxis(choices[event.target.selectedIndex][1]);
					update();
				},
			},
			choices.map((choice) =>
				el('option', {
					value: choice[0],
					text:
						choice[0] === 'all'
							? words.t('axis.all')
							: choice[0] === 'period'
								? periodName()
								: app.say.label('campaign', choice[0]),
				}),
			),
		);
		return parts.zoom;
	}

	function periodName() {
		return `${app.say.year(model.meta.period[0])}–${app.say.year(model.meta.period[1])}`;
	}

	function stepDay(by) {
		const state = app.store.state();
		if (state.mode === 'range') {
			const to = axis.step(dayFromIso(state.to), by);
			app.store.set({ to: dayToIso(to), from: dayToIso(Math.min(dayFromIso(state.from), to)) });
		} else {
			app.store.set({ day: dayToIso(axis.step(dayFromIso(state.day), by)) });
		}
	}

	function takeTyped() {
		const text = parts.date.value.trim();
		if (!text || text === parts.date.dataset.shown) {
			return;
		}
		const span = parseDay(text);
		if (!span) {
			parts.date.setAttribute('aria-invalid', 'true');
			app.notice(words.t('time.badDate', { text }));
			return;
		}
		parts.date.removeAttribute('aria-invalid');
		app.notice(null);
		if (span.from === span.to) {
			app.store.set(
				app.store.state().mode === 'range'
					? { mode: 'day', day: dayToIso(span.from) }
					: { day: dayToIso(span.from) },
			);
		} else {
			app.store.set({ mode: 'range', from: dayToIso(span.from), to: dayToIso(span.to) });
		}
		ensureInAxis(span.from, span.to);
		showTyped(app.store.state());
	}

	function ensureInAxis(from, to) {
		if (from < axis.from || to > axis.to) {
			setAxis(wholeWindow());
			update();
		}
	}

	function moved(input, value) {
		const state = app.store.state();
		if (input === parts.day) {
			app.store.set({ day: dayToIso(value) });
		} else if (input === parts.from) {
			app.store.set({ from: dayToIso(Math.min(value, dayFromIso(state.to))) });
		} else {
			app.store.set({ to: dayToIso(Math.max(value, dayFromIso(state.from))) });
		}
	}

	// A native slider moves one day by itself; breaks, weeks and the two ends are ours.
	function onKey(event) {
		let value = +event.target.value;
		let next = null;
		let input = event.target;
		if (event.shiftKey && app.store.state().mode === 'range') {
			input = input === parts.from ? parts.to : parts.from;
			value = +input.value;
		}
		if (event.key === 'ArrowRight' || event.key === 'ArrowUp') {
			next = axis.step(value, 1);
		}
		if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') {
			next = axis.step(value, -1);
		}
		if (event.key === 'PageUp') {
			next = Math.min(axis.to, value + 7);
		}
		if (event.key === 'PageDown') {
			next = Math.max(axis.from, value - 7);
		}
		if (event.key === 'Home') {
			next = axis.from;
		}
		if (event.key === 'End') {
			next = axis.to;
		}
		if (next === null) {
			return;
		}
		event.preventDefault();
		moved(input, next);
	}

	function bindTrack() {
		parts.track.addEventListener('pointerdown', (event) => {
			if (event.button) {
				return;
			}
			event.preventDefault();
			hover(null);
			parts.track.setPointerCapture(event.pointerId);
			dragging = nearestThumb(dayUnder(event));
			dragging.focus({ preventScroll: true });
			moved(dragging, clampThumb(dragging, dayUnder(event)));
		});
		parts.track.addEventListener('pointermove', (event) => {
			if (dragging) {
				moved(dragging, clampThumb(dragging, dayUnder(event)));
			} else {
				hover(dayUnder(event));
			}
		});
		['pointerup', 'pointercancel'].forEach((name) => {
			parts.track.addEventListener(name, () => {
				dragging = null;
				hover(null);
			});
		});
		parts.track.addEventListener('pointerleave', () => {
			hover(null);
		});
		L.DomEvent.disableClickPropagation(root);
		if (!window.ResizeObserver) {
			return;
		}
		if (watcher) {
			watcher.disconnect();
		}
		watcher = new ResizeObserver(() => {
			draw();
		});
		watcher.observe(parts.track);
	}

	var player = makePlayer(app, () => axis.to);
	var hovered = null;
	var watcher = null;
	function hover(day) {
		if (day === hovered) {
			return;
		}
		hovered = day;
		draw();
	}

	function dayUnder(event) {
		const box = parts.track.getBoundingClientRect();
		return Math.max(axis.from, Math.min(axis.to, axis.dayAt((event.clientX - box.left) / box.width)));
	}

	function nearestThumb(day) {
		const state = app.store.state();
		if (state.mode !== 'range') {
			return parts.day;
		}
		const from = axis.at(dayFromIso(state.from));
		const to = axis.at(dayFromIso(state.to) + 1);
		const here = axis.at(day);
		return Math.abs(here - from) <= Math.abs(here - to) ? parts.from : parts.to;
	}

	function clampThumb(input, day) {
		const state = app.store.state();
		if (input === parts.from) {
			return Math.min(day, dayFromIso(state.to));
		}
		if (input === parts.to) {
			return Math.max(day, dayFromIso(state.from));
		}
		return day;
	}

	function setAxis(window) {
		axis = makeAxis(model.events, window);
		[parts.day, parts.from, parts.to].forEach((input) => {
			input.min = axis.from;
			input.max = axis.to;
		});
		const found = model.meta.windows.filter((w) => w.from === axis.from && w.to === axis.to)[0];
		const period = periodWindow();
		parts.zoom.value = found
			? found.id
			: axis.from === period.from && axis.to === period.to
				? 'period'
				: 'all';
	}

	function showTyped(state) {
		const text = state.mode === 'range' ? '' : state.day;
		if (document.activeElement !== parts.date || parts.date.value !== text) {
			parts.date.value = text;
		}
		parts.date.dataset.shown = text;
	}

	function update() {
		const state = app.store.state();
		const scene = app.store.scene();
		const here = dayFromIso(state.day);
		// The reader has gone beyond the stretch in sight: show the whole axis again.
		if (state.mode !== 'range' && (here < axis.from || here > axis.to)) {
			setAxis(wholeWindow());
		}
		parts.modes.forEach((button) => {
			button.setAttribute('aria-pressed', button.dataset.mode === state.mode ? 'true' : 'false');
		});
		root.dataset.mode = state.mode;
		parts.day.hidden = state.mode === 'range';
		parts.from.hidden = parts.to.hidden = state.mode !== 'range';
		[
			['day', parts.day],
			['from', parts.from],
			['to', parts.to],
		].forEach((pair) => {
			const day = dayFromIso(state[pair[0]]);
			pair[1].value = day;
			pair[1].setAttribute(
				'aria-valuetext',
				`${words.date(day)}, ${words.count('count.shown', scene.shown.length)}`,
			);
		});
		parts.readout.textContent = readout(state);
		showTyped(state);
		draw();
	}

	function readout(state) {
		if (state.mode === 'range') {
			return words.span(dayFromIso(state.from), dayFromIso(state.to));
		}
		const date = words.date(dayFromIso(state.day));
		return state.mode === 'upto' ? words.t('readout.upto', { d: date }) : date;
	}

	function draw() {
		if (!axis || !parts.plot.isConnected) {
			return;
		}
		const box = parts.track.getBoundingClientRect();
		const ratio = Math.min(window.devicePixelRatio || 1, 3);
		if (!box.width || !box.height) {
			return;
		}
		if (
			parts.plot.width !== Math.round(box.width * ratio) ||
			parts.plot.height !== Math.round(box.height * ratio)
		) {
			parts.plot.width = Math.round(box.width * ratio);
			parts.plot.height = Math.round(box.height * ratio);
		}
		const ctx = parts.plot.getContext('2d');
		ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
		drawTimePlot(
			ctx,
			{
				axis,
				width: box.width,
				height: box.height,
				model,
				state: app.store.state(),
				scene: app.store.scene(),
				inks: app.theme.inks(),
				words,
				hovered,
				lanes: LANES,
			},
			kept,
			ratio,
		);
	}

	build();
	app.store.on('paint', update);
	app.store.on('language', build);
	return {
		setWindow(window) {
			setAxis(window || periodWindow());
		},
		focus() {
			(app.store.state().mode === 'range' ? parts.to : parts.day).focus();
		},
	};
}
