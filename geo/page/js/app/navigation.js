// Walking from event to event: choosing one, the next in time, the one before and after.

import { dayFromIso, dayToIso } from '../core/days.js';

/**
 *
 * @param app
 */
export function makeNavigation(app) {
	const model = app.model;
	const e = model.events;
	const store = app.store;

	// Opens the card of an event, or closes it with null. `fly` moves the map there.
	function select(i, fly) {
		if (i === null) {
			const last = store.state().selected;
			return store.set({ selected: null }).then(() => {
				app.panel.giveFocusBack(last);
			});
		}
		return store.set(Object.assign({ selected: e.id[i] }, stepInto(i))).then(() => {
			if (fly) {
				app.stage.flyTo(i);
			}
		});
	}

	// The smallest change of state that shows an event; nothing if it is shown already.
	function stepInto(i) {
		const scene = store.scene();
		const state = store.state();
		const win = scene.window;
		const patch = {};
		if (scene.shown.indexOf(i) >= 0) {
			return patch;
		}
		if (e.start[i] > win.to || e.end[i] < win.from) {
			if (state.mode === 'range') {
				patch.from = dayToIso(Math.min(dayFromIso(state.from), e.start[i]));
				patch.to = dayToIso(Math.max(dayFromIso(state.to), e.end[i]));
			} else {
				patch.day = dayToIso(e.start[i]);
			}
		}
		const hidden = store.hiddenWithout([i]);
		if (hidden !== state.hidden) {
			patch.hidden = hidden;
		}
		if (scene.matches && !scene.matches[i]) {
			patch.query = '';
		}
		return patch;
	}

	// The next or previous event in time: from the open card, else from the day in force.
	function stepEvent(by) {
		const state = store.state();
		const scene = store.scene();
		for (let i = startOf(by) + by; i >= 0 && i < e.n; i += by) {
			if (!store.passes(i) || (state.mode === 'range' && scene.shown.indexOf(i) < 0)) {
				continue;
			}
			return open(i);
		}
		app.notice(app.words.t(by > 0 ? 'time.noNext' : 'time.noPrev'));
		return Promise.resolve();
	}

	function open(i) {
		const patch = { selected: e.id[i] };
		if (store.state().mode !== 'range') {
			patch.day = dayToIso(e.start[i]);
		}
		return store.set(patch).then(() => {
			app.stage.keepInView(i);
		});
	}

	function startOf(by) {
		const scene = store.scene();
		let from = by > 0 ? -1 : e.n;
		if (scene.selected !== null) {
			return scene.selected;
		}
		const day = scene.mode === 'range' ? scene.window.from : scene.window.to;
		for (let k = 0; k < e.n; k++) {
			if (by > 0 && e.start[k] < day) {
				from = k;
			}
			if (by < 0 && e.start[k] > day) {
				return k;
			}
		}
		return from;
	}

	// The first event that passes the filters and begins after a day; null if none.
	function firstAfter(day) {
		for (let i = 0; i < e.n; i++) {
			if (e.start[i] > day && store.passes(i)) {
				return i;
			}
		}
		return null;
	}

	// The events before and after one in time, as far as the filters let them through.
	function neighbours(i) {
		return [-1, 1].map((by) => {
			for (let k = i + by; k >= 0 && k < e.n; k += by) {
				if (store.passes(k)) {
					return k;
				}
			}
			return null;
		});
	}

	return { select, stepEvent, firstAfter, neighbours };
}
