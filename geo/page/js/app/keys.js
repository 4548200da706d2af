// Keys that work anywhere on the page, but never while a reader is typing.

function isTyping(target) {
	return (
		/^(SELECT|TEXTAREA)$/.test(target.tagName) ||
		(target.tagName === 'INPUT' && !/^(checkbox|radio|range)$/.test(target.type))
	);
}

/**
 *
 * @param app
 */
export function bindKeys(app) {
	function closeCard(target) {
		// In a search field Escape first empties the field.
		if (target.type === 'search' && target.value) {
			return;
		}
		if (app.feature.isOpen()) {
			app.feature.close();
		} else if (app.store.state().selected) {
			app.walk.select(null);
		}
	}

	const acts = {
		n() {
			app.walk.stepEvent(1);
		},
		p() {
			app.walk.stepEvent(-1);
		},
		'/'(event) {
			event.preventDefault();
			app.panel.chooseTab('list');
			app.panel.view('list').focusSearch();
		},
		'?'() {
			app.panel.chooseTab('about');
		},
	};

	const skips = {
		list() {
			app.panel.chooseTab('list');
			app.panel.view('list').focusSearch();
		},
		time() {
			app.timebar.focus();
		},
		map() {
			app.map.getContainer().focus();
		},
	};
	document.querySelectorAll('[data-skip]').forEach((button) => {
		button.onclick = skips[button.dataset.skip];
	});

	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		if (event.key === 'Escape') {
			closeCard(event.target);
			return;
		}
		const act = isTyping(event.target) ? null : acts[event.key.toLowerCase()];
		if (act) {
			act(event);
		}
	});
}
