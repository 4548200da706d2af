// The axis of the time bar: busy months are wide, quiet months narrow, long silences a break.

import { dayFromParts, dayToParts, monthLength } from '../core/days.js';

// Months without a single beginning, in a row, before the axis breaks.
const SILENCE = 6;
const BREAK_WEIGHT = 2.4;

function monthsBetween(first, last) {
	const a = dayToParts(first);
	const b = dayToParts(last);
	const out = [];
	for (
		let y = a.year, m = a.month;
		y < b.year || (y === b.year && m <= b.month);
		m === 12 ? (y++, (m = 1)) : m++
	) {
		out.push({
			year: y,
			month: m,
			from: dayFromParts(y, m, 1),
			to: dayFromParts(y, m, monthLength(y, m)),
			n: 0,
		});
	}
	return out;
}

// Segments {from, to, weight, gap}: inclusive days, in order, covering everything between.
function makeSegments(events, window) {
	const months = monthsBetween(window.from, window.to);
	if (!months.length) {
		return [];
	}
	const first = months[0].year * 12 + months[0].month;
	for (let i = 0; i < events.n; i++) {
		const p = dayToParts(events.start[i]);
		const slot = p.year * 12 + p.month - first;
		if (slot >= 0 && slot < months.length) {
			months[slot].n++;
		}
	}
	const segments = [];
	let quiet = [];
	function flush() {
		if (quiet.length >= SILENCE) {
			segments.push({
				from: quiet[0].from,
				to: quiet[quiet.length - 1].to,
				weight: BREAK_WEIGHT,
				gap: true,
			});
		} else {
			quiet.forEach((m) => {
				segments.push({
					from: m.from,
					to: m.to,
					weight: 1.2,
					gap: false,
					year: m.year,
					month: m.month,
				});
			});
		}
		quiet = [];
	}
	months.forEach((m) => {
		if (!m.n) {
			quiet.push(m);
			return;
		}
		flush();
		segments.push({
			from: m.from,
			to: m.to,
			weight: 2 + 2.2 * Math.sqrt(m.n),
			gap: false,
			year: m.year,
			month: m.month,
		});
	});
	flush();
	return segments;
}

/**
 *
 * @param events
 * @param window
 */
export function makeAxis(events, window) {
	const segments = makeSegments(events, window);
	let total = 0;
	segments.forEach((s) => {
		s.left = total;
		total += s.weight;
	});

	function find(day) {
		let low = 0;
		let high = segments.length - 1;
		while (low < high) {
			const mid = (low + high + 1) >> 1;
			if (segments[mid].from <= day) {
				low = mid;
			} else {
				high = mid - 1;
			}
		}
		return segments[low];
	}

	// Share of the width (0..1) at which a day begins; day + 1 gives its end.
	function at(day) {
		const s = find(day);
		const span = s.to - s.from + 1;
		return (s.left + s.weight * Math.max(0, Math.min(1, (day - s.from) / span))) / total;
	}

	function dayAt(share) {
		const target = Math.max(0, Math.min(0.999999, share)) * total;
		let i = 0;
		while (i < segments.length - 1 && segments[i + 1].left <= target) {
			i++;
		}
		const s = segments[i];
		if (s.gap) {
			return target - s.left < s.weight / 2 ? s.from - 1 : s.to + 1;
		}
		return s.from + Math.floor(((target - s.left) / s.weight) * (s.to - s.from + 1));
	}

	// One day on or back; a break is crossed in one step.
	function step(day, by) {
		let next = day + by;
		const s = find(next);
		if (s.gap) {
			next = by > 0 ? s.to + 1 : s.from - 1;
		}
		return Math.max(window.from, Math.min(window.to, next));
	}

	return { segments, from: window.from, to: window.to, at, dayAt, step };
}
