// One line that says what has just happened, and goes away by itself.

const MILLISECONDS = 5000;

// Gives a function that shows a text, or with null takes the last one away.
/**
 *
 * @param box
 */
export function makeNotice(box) {
	let timer = null;
	return function (text) {
		window.clearTimeout(timer);
		box.textContent = text || '';
		box.hidden = !text;
		timer = window.setTimeout(() => {
			box.hidden = true;
		}, MILLISECONDS);
	};
}

// Copies a text, or shows it where the browser does not let a file copy.
/**
 *
 * @param app
 */
export function makeCopy(app) {
	return function (text) {
		const clipboard = navigator.clipboard;
		if (!clipboard || !clipboard.writeText) {
			app.notice(text);
			return;
		}
		clipboard.writeText(text).then(
			() => {
				app.notice(app.words.t('copied'));
			},
			() => {
				app.notice(text);
			},
		);
	};
}
