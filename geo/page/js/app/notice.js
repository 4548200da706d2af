// One line that says what has just happened, and goes away by itself.

/** @typedef {import('../core/types.js').I18n} I18n */
/** @typedef {import('../core/types.js').Notify} Notify */

const MILLISECONDS = 5000;

/**
 * Makes what shows a line of text for some seconds, or with null takes the last one away.
 * @param {HTMLElement} box - Where it stands.
 * @returns {Notify} The function.
 */
export function makeNotice(box) {
	let timer = 0;
	return (text) => {
		window.clearTimeout(timer);
		box.textContent = text || '';
		box.hidden = !text;
		timer = window.setTimeout(() => {
			box.hidden = true;
		}, MILLISECONDS);
	};
}

/**
 * Makes what copies a text, or shows it where the browser does not let a file copy.
 * @param {I18n} i18n - The reader's language.
 * @param {Notify} notify - Says that it was copied, or shows the text.
 * @returns {(text: string) => void} The function.
 */
export function makeCopy(i18n, notify) {
	return (text) => {
		// Absent on pages from disk in some browsers, whatever the type of `navigator` says.
		const clipboard = /** @type {Clipboard | undefined} */ (navigator.clipboard);
		if (!clipboard) {
			notify(text);
			return;
		}
		clipboard.writeText(text).then(
			() => notify(i18n.t('copied')),
			() => notify(text),
		);
	};
}
