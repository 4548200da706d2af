// From event to event: choosing one, the next in time, the ones before and after.

import { dayToIso } from '../core/days.js';
import { daysInto, neighboursOf, nextFrom, stepStart } from '../core/steps.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').MapView} MapView */
/** @typedef {import('../core/types.js').Model} Model */
/** @typedef {import('../core/types.js').Navigation} Navigation */
/** @typedef {import('../core/types.js').Notify} Notify */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */

/**
 * Makes what moves the reader from event to event.
 * @param {{model: Model, store: Store, i18n: I18n, notify: Notify, mapView: MapView}} parts - What it uses.
 * @returns {Navigation} The moves.
 */
export function makeNavigation({ model, store, i18n, notify, mapView }) {
	const events = model.events;
	/** @type {((id: string | null) => void)[]} */
	const closed = [];

	/** @type {Navigation['select']} */
	async function select(i, fly = false) {
		if (i === null) {
			const last = store.state().selected;
			await store.set({ selected: null });
			closed.forEach((act) => act(last));
			return;
		}
		await store.set({ selected: events.id[i], ...patchInto(model, store, i) });
		if (fly) {
			mapView.flyTo(i);
		}
	}

	// The next or previous event in time: from the open card, else from the selected day.
	/** @type {Navigation['stepEvent']} */
	async function stepEvent(by) {
		const scene = store.scene();
		const isNext =
			store.state().mode === 'range'
				? (/** @type {number} */ i) => scene.shown.includes(i)
				: () => true;
		const next = nextFrom(events, (i) => store.passes(i) && isNext(i), stepStart(events, scene, by), by);
		if (next === null) {
			notify(i18n.t(by > 0 ? 'time.noNext' : 'time.noPrev'));
			return;
		}
		const day = store.state().mode === 'range' ? {} : { day: dayToIso(events.start[next]) };
		await store.set({ selected: events.id[next], ...day });
		mapView.keepInView(next);
	}

	return {
		select,
		stepEvent,
		openFeature: (feature) => {
			store.openFeature(feature);
		},
		closeFeature: () => {
			store.openFeature(null);
			mapView.focus();
		},
		neighbours: (i) => neighboursOf(events, store.passes, i),
		onClosed: (act) => {
			closed.push(act);
		},
	};
}

/**
 * The smallest change of state that shows an event; nothing if it is shown already.
 * @param {Model} model
 * @param {Store} store
 * @param {number} i
 * @returns {Partial<State>}
 */
function patchInto(model, store, i) {
	const scene = store.scene();
	const state = store.state();
	if (scene.shown.includes(i)) {
		return {};
	}
	const patch = daysInto(model.events, state, scene, i);
	const hidden = store.hiddenWithout([i]);
	if (hidden !== state.hidden) {
		patch.hidden = hidden;
	}
	if (scene.matches && !scene.matches[i]) {
		patch.query = '';
	}
	return patch;
}
