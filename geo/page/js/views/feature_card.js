// The card of an area or a line: what it is, since when, how sure, from which source.

import { clear, el, icon } from '../dom/dom.js';

/**
 *
 * @param root
 * @param app
 */
export function makeFeatureCard(root, app) {
	let words;
	let shown = null;

	function valid(f) {
		if (f.from === null && f.to === null) {
			return null;
		}
		const span =
			f.from === null
				? `…${words.date(f.to)}`
				: f.to === null
					? `${words.date(f.from)}…`
					: words.span(f.from, f.to);
		return words.t('feature.valid', { span });
	}

	function head(f) {
		return el('div', { class: 'card-head' }, [
			el('div', { class: 'card-bar' }, [
				el('span', { class: 'kicker', text: app.say.label('layer', f.layer) }),
				el(
					'button',
					{
						type: 'button',
						class: 'close',
						'aria-label': words.t('card.close'),
						title: words.t('card.close'),
						onclick: close,
					},
					[icon('M3 3l10 10M13 3L3 13')],
				),
			]),
			el('h2', { tabindex: '-1', dir: 'auto', text: f.name }),
		]);
	}

	function fill(f) {
		words = app.words;
		clear(root);
		root.appendChild(head(f));
		[
			f.claimant ? words.t('feature.claimant', { side: app.say.label('side', f.claimant) }) : null,
			valid(f),
			app.say.label('status', f.status) +
				(f.accuracy === null
					? ''
					: ` · ${words.t('card.within', { r: app.say.metres(f.accuracy) })}`),
			f.method,
			f.note,
		]
			.filter(Boolean)
			.forEach((text) => {
				root.appendChild(el('p', { class: 'prose small', dir: 'auto', text }));
			});
		root.appendChild(
			el(
				'ul',
				{ class: 'cites' },
				f.sources.map((id) => el('li', { dir: 'auto', text: app.say.citation(id) })),
			),
		);
		root.appendChild(
			el('p', { class: 'fine', text: [f.licence, f.attribution, f.id].filter(Boolean).join(' · ') }),
		);
	}

	function open(f) {
		if (app.store.state().selected) {
			app.store.set({ selected: null });
		}
		shown = f;
		fill(f);
		app.panel.showBox();
		root.querySelector('h2').focus({ preventScroll: true });
	}

	function hide() {
		shown = null;
		app.panel.showBox();
	}

	function close() {
		hide();
		app.map.getContainer().focus({ preventScroll: true });
	}

	// A card whose feature is not shown any more closes.
	function update() {
		if (shown && !app.stage.isShown(shown)) {
			hide();
		}
	}

	return {
		open,
		close,
		hide,
		update,
		isOpen() {
			return shown !== null;
		},
		rebuild() {
			if (shown) {
				fill(shown);
			}
		},
	};
}
