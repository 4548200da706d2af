// Layers: by date, kind, side, campaign, and the areas and lines. The tree is the legend: each node
// carries its sign. Ticks have three states; counts follow the other filters.

import { dayFromParts } from '../core/days.js';
import { fold } from '../core/search.js';
import { compareDateNodes, isNodeHidden, normaliseHidden, toggleNode } from '../core/state.js';
import { clear, el } from '../dom/dom.js';
import { drawFeatureSymbol } from '../map/basemap.js';
import { legendSymbol, symbolOfKind, symbolOfSide } from '../map/symbols.js';

/**
 *
 * @param root
 * @param app
 */
export function makeTree(root, app) {
	const model = app.model;
	const nodes = app.store.nodes;
	let words = app.words;
	const rows = new Map();
	const open = new Set();
	let filter = '';

	function labelOf(id) {
		const at = id.indexOf(':');
		const facet = id.slice(0, at);
		const code = id.slice(at + 1);
		if (facet !== 'date') {
			return app.say.label(facet, code);
		}
		if (code === 'earlier' || code === 'later') {
			return words.t(`tree.${code}`, {
				y: app.say.year(model.meta.period[code === 'earlier' ? 0 : 1]),
			});
		}
		const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(:\?)?$/.exec(code);
		if (m[4]) {
			return words.t(m[2] ? 'tree.dayUnknown' : 'tree.monthUnknown');
		}
		if (m[3]) {
			return words.date(dayFromParts(+m[1], +m[2], +m[3]));
		}
		return m[2] ? words.month(+m[1], +m[2]) : m[1];
	}

	function build() {
		words = app.words;
		rows.clear();
		clear(root);
		root.appendChild(
			el('div', { class: 'tree-head' }, [
				el('input', {
					type: 'search',
					class: 'tree-search',
					placeholder: words.t('tree.search'),
					'aria-label': words.t('tree.search'),
					value: filter,
					oninput(event) {
						filter = event.target.value;
						paintBranches();
						update();
					},
				}),
				el('button', {
					type: 'button',
					class: 'plain',
					text: words.t('tree.all'),
					onclick() {
						app.store.set({ hidden: [] });
					},
				}),
				el('button', {
					type: 'button',
					class: 'plain',
					text: words.t('tree.reset'),
					onclick() {
						app.store.set({ hidden: model.meta.hidden.slice() });
					},
				}),
			]),
		);
		root.appendChild(el('p', { class: 'empty-note', hidden: true, text: words.t('tree.nothing') }));
		root.appendChild(section('date', roots('date:')));
		root.appendChild(section('kind', order('kind')));
		root.appendChild(section('side', order('side')));
		root.appendChild(section('campaign', order('campaign')));
		root.appendChild(section('layer', order('layer')));
		paintBranches();
		update();
	}

	function roots(prefix) {
		const out = [];
		nodes.parent.forEach((up, id) => {
			if (!up && id.indexOf(prefix) === 0) {
				out.push(id);
			}
		});
		return out.sort(compareDateNodes);
	}

	function order(list) {
		return (model.codes[list] || []).map((c) => `${list}:${c.code}`).filter((id) => nodes.parent.has(id));
	}

	function section(facet, ids) {
		const body = el('div', {
			class: 'branch',
			role: 'group',
			'data-facet': facet,
			'aria-label': words.t(`tree.${facet}`),
		});
		const box = el('details', { class: 'tree-section', 'data-facet': facet }, [
			el('summary', {}, [
				el('span', { class: 'section-name', text: words.t(`tree.${facet}`) }),
				el('span', { class: 'section-note', text: words.t(`tree.${facet}.note`) }),
			]),
			body,
		]);
		box.open = true;
		ids.forEach((id) => {
			body.appendChild(row(id, 0));
		});
		body.addEventListener('keydown', onKey);
		body.addEventListener('focusin', (event) => {
			if (event.target.dataset.node) {
				rove(body, event.target);
			}
		});
		rove(body, body.querySelector('input'));
		return box;
	}

	function row(id, depth) {
		const kids = nodes.children.get(id) || [];
		const tick = el('input', {
			type: 'checkbox',
			'data-node': id,
			'aria-label': labelOf(id),
			tabindex: '-1',
			onchange(event) {
				app.store.toggle(id, event.target.checked);
			},
		});
		const count = el('span', { class: 'count' });
		const box = el('div', { class: 'children' });
		const twist = kids.length
			? el('button', {
					type: 'button',
					class: 'twist',
					tabindex: '-1',
					'aria-expanded': 'false',
					'aria-label': words.t('tree.open', { name: labelOf(id) }),
					onclick() {
						toggle(id);
					},
				})
			: el('span', { class: 'twist none' });
		const name = el('span', { class: 'name', text: labelOf(id) });
		const only = el('button', {
			type: 'button',
			class: 'only',
			tabindex: '-1',
			text: words.t('tree.only'),
			'aria-label': words.t('tree.onlyThis', { name: labelOf(id) }),
			onclick() {
				showOnly(id);
			},
		});
		const sign = swatch(id);
		const line = el(
			'div',
			{ class: 'node', 'data-depth': depth, style: { paddingInlineStart: `${depth * 16}px` } },
			[twist, el('label', {}, [tick, sign, name]), id.indexOf('layer:') ? only : null, count],
		);
		rows.set(id, {
			line,
			tick,
			count,
			box,
			twist,
			kids,
			depth,
			sign,
			built: false,
		});
		if (open.has(id)) {
			fill(id);
		}
		return el('div', { class: 'twig' }, [line, box]);
	}

	// A branch is one stop of the Tab key; inside it the arrows go.
	function rove(body, tick) {
		body.querySelectorAll('input[tabindex="0"]').forEach((other) => {
			other.tabIndex = -1;
		});
		if (tick) {
			tick.tabIndex = 0;
		}
	}

	function onKey(event) {
		const id = event.target.dataset.node;
		const r = id && rows.get(id);
		if (!r) {
			return;
		}
		const seen = Array.from(event.currentTarget.querySelectorAll('input[data-node]')).filter(
			(tick) => tick.offsetParent,
		);
		const at = seen.indexOf(event.target);
		let next = null;
		if (event.key === 'ArrowDown') {
			next = seen[at + 1];
		} else if (event.key === 'ArrowUp') {
			next = seen[at - 1];
		} else if (event.key === 'Home') {
			next = seen[0];
		} else if (event.key === 'End') {
			next = seen[seen.length - 1];
		} else if (event.key === 'ArrowRight') {
			if (r.kids.length && !open.has(id)) {
				toggle(id);
			} else {
				next = seen[at + 1];
			}
		} else if (event.key === 'ArrowLeft') {
			if (open.has(id)) {
				toggle(id);
			} else if (nodes.parent.get(id)) {
				next = rows.get(nodes.parent.get(id)).tick;
			}
		} else if (event.key === 'Enter' && id.indexOf('layer:')) {
			showOnly(id);
		} else {
			return;
		}
		event.preventDefault();
		if (next) {
			next.focus();
		}
	}

	// "Only": hide every other node of the same facet.
	function showOnly(id) {
		const facet = id.slice(0, id.indexOf(':') + 1);
		const hidden = app.store.state().hidden.filter((h) => h.indexOf(facet) !== 0);
		roots(facet).forEach((other) => {
			hidden.push(other);
		});
		app.store.set({ hidden: toggleNode(nodes, normaliseHidden(nodes, hidden), id, true) });
	}

	function toggle(id) {
		if (open.has(id)) {
			open.delete(id);
		} else {
			open.add(id);
		}
		fill(id);
		update();
	}

	// Branches are made when they are opened.
	function fill(id) {
		const r = rows.get(id);
		const isOpen = open.has(id);
		r.twist.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
		r.box.hidden = !isOpen;
		if (isOpen && !r.built) {
			r.built = true;
			r.kids.forEach((kid) => {
				r.box.appendChild(row(kid, r.depth + 1));
			});
		}
	}

	function swatch(id) {
		const at = id.indexOf(':');
		const facet = id.slice(0, at);
		const code = id.slice(at + 1);
		const inks = app.theme.inks();
		if (facet === 'date' || facet === 'campaign') {
			return null;
		}
		const canvas = el('canvas', { class: 'swatch', 'aria-hidden': 'true' });
		if (facet === 'layer') {
			drawFeatureSymbol(canvas, code, inks);
		} else {
			legendSymbol(canvas, facet === 'kind' ? symbolOfKind(code) : symbolOfSide(code), inks);
		}
		return canvas;
	}

	function stateOf(id, hidden) {
		if (isNodeHidden(nodes, hidden, id)) {
			return 'off';
		}
		const below = Array.from(hidden).some((h) => {
			for (let up = nodes.parent.get(h); up; up = nodes.parent.get(up)) {
				if (up === id) {
					return true;
				}
			}
			return false;
		});
		return below ? 'mixed' : 'on';
	}

	function paintBranches() {
		const wanted = fold(filter);
		rows.forEach((r, id) => {
			const own = matches(id, wanted);
			const below = kidsMatch(id, wanted);
			r.line.parentNode.hidden = !own && !below && !aboveMatches(id, wanted);
			// What is found below opens by itself; this loop then reaches the rows it makes.
			if (wanted && below && !own && !open.has(id)) {
				open.add(id);
				fill(id);
			}
		});
		root.querySelectorAll('.tree-section').forEach((box) => {
			box.hidden = !box.querySelector('.twig:not([hidden])');
		});
		root.querySelector('.empty-note').hidden = Boolean(root.querySelector('.tree-section:not([hidden])'));
	}

	function matches(id, wanted) {
		return !wanted || fold(id).indexOf(wanted) >= 0 || fold(labelOf(id)).indexOf(wanted) >= 0;
	}

	function kidsMatch(id, wanted) {
		return (nodes.children.get(id) || []).some((kid) => matches(kid, wanted) || kidsMatch(kid, wanted));
	}

	function aboveMatches(id, wanted) {
		for (let up = nodes.parent.get(id); up; up = nodes.parent.get(up)) {
			if (matches(up, wanted)) {
				return true;
			}
		}
		return false;
	}

	function update() {
		const hidden = new Set(app.store.state().hidden);
		const counts = app.store.scene().counts;
		rows.forEach((r, id) => {
			const state = stateOf(id, hidden);
			const number = id.indexOf('layer:') ? counts.get(id) || 0 : null;
			r.tick.checked = state !== 'off';
			r.tick.indeterminate = state === 'mixed';
			r.line.dataset.state = state;
			r.count.textContent = number === null ? '' : String(number);
			r.line.classList.toggle('empty', number === 0);
		});
	}

	build();
	return { update, rebuild: build };
}
