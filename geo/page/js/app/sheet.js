// On a phone the reading column is a sheet of two heights; its head is its handle.

import { byId } from '../dom/dom.js';

// A finger that moves further than this, pixels, swipes; less is a tap.
const SWIPE = 24;

/**
 * Binds the head of the sheet: a tap or a swipe moves it.
 * @returns {(height: 'high' | 'low') => void} What moves the sheet.
 */
export function makeSheet() {
	const page = byId('atlas');
	const head = byId('masthead');
	let from = 0;

	/**
	 * @param {'high' | 'low'} height
	 */
	function move(height) {
		page.dataset.sheet = height;
		byId('handle').setAttribute('aria-expanded', height === 'high' ? 'true' : 'false');
	}

	head.addEventListener('click', (event) => {
		if (event.target instanceof Element && !event.target.closest('button:not(#handle), label')) {
			move(page.dataset.sheet === 'high' ? 'low' : 'high');
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
		if (Math.abs(way) > SWIPE) {
			move(way < 0 ? 'high' : 'low');
		}
	});
	return move;
}
