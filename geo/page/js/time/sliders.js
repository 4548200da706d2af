// The handles of the time bar: native sliders, so that keyboard and screen reader move them too, over a
// track that a pointer drags.

import { dayFromIso, dayToIso } from '../core/days.js';
import { el } from '../dom/dom.js';

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').State} State */
/** @typedef {import('../core/types.js').Store} Store */
/** @typedef {import('./axis.js').Axis} Axis */

/** @typedef {'day' | 'from' | 'to'} Role The key of the state that a slider moves. */

/**
 * @typedef {object} Sliders
 * @property {Record<Role, HTMLInputElement>} inputs
 * @property {HTMLElement} track
 * @property {(axis: Axis) => void} setAxis
 * @property {(state: State, count: number) => void} update
 * @property {() => void} focus
 */

/** @type {Role[]} */
const ROLES = ['day', 'from', 'to'];
const WEEK = 7;

/**
 * Makes the sliders and their track.
 * @param {{store: Store, i18n: I18n}} parts - What they use.
 * @param {HTMLElement} picture - The picture under them.
 * @param {(day: number | null) => void} onHover - Called with the day under an idle pointer.
 * @returns {Sliders} The sliders.
 */
export function makeSliders({ store, i18n }, picture, onHover) {
	/** @type {Axis | null} */
	let axis = null;
	const inputs = makeInputs(
		(role) => i18n.t(`time.${role}`),
		(role) => move(role, Number(inputs[role].value)),
		onKey,
	);
	const track = el('div', { class: 'track' }, [picture, inputs.day, inputs.from, inputs.to]);
	bindTrack(track, {
		dayAt: (share) => (axis ? Math.max(axis.from, Math.min(axis.to, axis.dayAt(share))) : 0),
		nearest: (day) => (axis ? nearestRole(axis, store.state(), day) : 'day'),
		move,
		focus: (role) => inputs[role].focus({ preventScroll: true }),
		onHover,
	});

	/**
	 * @param {Role} role
	 * @param {number} day
	 */
	function move(role, day) {
		store.set(patchForMove(store.state(), role, day));
	}

	// A native slider moves one day by itself; breaks, weeks and the two ends are ours.
	/**
	 * @param {KeyboardEvent} event
	 * @param {Role} role
	 */
	function onKey(event, role) {
		const other = role === 'from' ? 'to' : 'from';
		const moved = event.shiftKey && store.state().mode === 'range' ? other : role;
		const next = axis && dayAfterKey(event.key, Number(inputs[moved].value), axis);
		if (next !== null) {
			event.preventDefault();
			move(moved, next);
		}
	}

	return {
		inputs,
		track,
		setAxis: (next) => {
			axis = next;
			ROLES.forEach((role) => {
				inputs[role].min = String(next.from);
				inputs[role].max = String(next.to);
			});
		},
		update: (state, count) => {
			ROLES.forEach((role) => {
				const day = dayFromIso(state[role]);
				const input = inputs[role];
				input.hidden = (role === 'day') === (state.mode === 'range');
				input.value = String(day);
				input.setAttribute(
					'aria-valuetext',
					`${i18n.date(day)}, ${i18n.count('count.shown', count)}`,
				);
			});
		},
		focus: () => inputs[store.state().mode === 'range' ? 'to' : 'day'].focus(),
	};
}

/**
 * One native slider for each role.
 * @param {(role: Role) => string} label
 * @param {(role: Role) => void} onInput
 * @param {(event: KeyboardEvent, role: Role) => void} onKey
 * @returns {Record<Role, HTMLInputElement>}
 */
function makeInputs(label, onInput, onKey) {
	/**
	 * @param {Role} role
	 * @returns {HTMLInputElement}
	 */
	function make(role) {
		return el('input', {
			type: 'range',
			step: '1',
			class: 'thumb',
			'aria-label': label(role),
			'data-role': role,
			oninput: () => onInput(role),
			onkeydown: (/** @type {KeyboardEvent} */ event) => onKey(event, role),
		});
	}
	return { day: make('day'), from: make('from'), to: make('to') };
}

/**
 * What a handle moved to a day changes; the two ends of a range do not pass each other.
 * @param {State} state - The state now.
 * @param {Role} role - The handle.
 * @param {number} day - Where it is moved.
 * @returns {Partial<State>} The change.
 */
export function patchForMove(state, role, day) {
	if (role === 'from') {
		return { from: dayToIso(Math.min(day, dayFromIso(state.to))) };
	}
	if (role === 'to') {
		return { to: dayToIso(Math.max(day, dayFromIso(state.from))) };
	}
	return { day: dayToIso(day) };
}

/**
 * The handle nearest to a day, as far as the axis shows it.
 * @param {Pick<Axis, 'at'>} axis - The axis.
 * @param {State} state - The state now.
 * @param {number} day - The day.
 * @returns {Role} The handle.
 */
export function nearestRole(axis, state, day) {
	if (state.mode !== 'range') {
		return 'day';
	}
	const from = axis.at(dayFromIso(state.from));
	const to = axis.at(dayFromIso(state.to) + 1);
	const here = axis.at(day);
	return Math.abs(here - from) <= Math.abs(here - to) ? 'from' : 'to';
}

/**
 * The day a key leads to; null for a key that does not move.
 * @param {string} key - The name of the key.
 * @param {number} day - The day now.
 * @param {Axis} axis - The axis.
 * @returns {number | null} The day.
 */
export function dayAfterKey(key, day, axis) {
	/** @type {Record<string, () => number>} */
	const moves = {
		ArrowRight: () => axis.step(day, 1),
		ArrowUp: () => axis.step(day, 1),
		ArrowLeft: () => axis.step(day, -1),
		ArrowDown: () => axis.step(day, -1),
		PageUp: () => Math.min(axis.to, day + WEEK),
		PageDown: () => Math.max(axis.from, day - WEEK),
		Home: () => axis.from,
		End: () => axis.to,
	};
	return key in moves ? moves[key]() : null;
}

/**
 * Lets a pointer drag the nearest handle.
 * @param {HTMLElement} track
 * @param {{dayAt: (share: number) => number, nearest: (day: number) => Role,
 *     move: (role: Role, day: number) => void, focus: (role: Role) => void,
 *     onHover: (day: number | null) => void}} acts
 */
function bindTrack(track, { dayAt, nearest, move, focus, onHover }) {
	/** @type {Role | null} */
	let dragged = null;

	/**
	 * @param {PointerEvent} event
	 */
	function dayUnder(event) {
		const box = track.getBoundingClientRect();
		return dayAt((event.clientX - box.left) / box.width);
	}

	track.addEventListener('pointerdown', (event) => {
		if (event.button) {
			return;
		}
		event.preventDefault();
		onHover(null);
		track.setPointerCapture(event.pointerId);
		dragged = nearest(dayUnder(event));
		focus(dragged);
		move(dragged, dayUnder(event));
	});
	track.addEventListener('pointermove', (event) => {
		if (dragged) {
			move(dragged, dayUnder(event));
		} else {
			onHover(dayUnder(event));
		}
	});
	function end() {
		dragged = null;
		onHover(null);
	}
	track.addEventListener('pointerup', end);
	track.addEventListener('pointercancel', end);
	track.addEventListener('pointerleave', () => onHover(null));
}
