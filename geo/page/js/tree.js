// Layers: by date, kind, side, campaign, and the areas and lines. The tree is the legend: each node
// carries its sign. Ticks have three states; counts follow the other filters.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, S = atlas.state;

	function makeTree(root, app) {
		var model = app.model, nodes = app.store.nodes, words = app.words, rows = new Map(), open = new Set(), filter = '';

		function labelOf(id) {
			var at = id.indexOf(':'), facet = id.slice(0, at), code = id.slice(at + 1);
			if (facet !== 'date') { return app.say.label(facet, code); }
			if (code === 'earlier' || code === 'later') { return words.t('tree.' + code, {y: app.say.year(model.meta.period[code === 'earlier' ? 0 : 1])}); }
			var m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(:\?)?$/.exec(code);
			if (m[4]) { return words.t(m[2] ? 'tree.dayUnknown' : 'tree.monthUnknown'); }
			if (m[3]) { return words.date(atlas.days.fromParts(+m[1], +m[2], +m[3])); }
			return m[2] ? words.month(+m[1], +m[2]) : m[1];
		}

		function build() {
			words = app.words;
			rows.clear();
			atlas.dom.clear(root);
			root.appendChild(el('div', {class: 'tree-head'}, [
				el('input', {
					type: 'search', class: 'tree-search', placeholder: words.t('tree.search'), 'aria-label': words.t('tree.search'), value: filter,
					oninput: function (event) { filter = event.target.value; paintBranches(); update(); }
				}),
				el('button', {type: 'button', class: 'plain', text: words.t('tree.all'), onclick: function () { app.store.set({hidden: []}); }}),
				el('button', {type: 'button', class: 'plain', text: words.t('tree.reset'), onclick: function () { app.store.set({hidden: model.meta.hidden.slice()}); }})
			]));
			root.appendChild(el('p', {class: 'empty-note', hidden: true, text: words.t('tree.nothing')}));
			root.appendChild(section('date', roots('date:')));
			root.appendChild(section('kind', order('kind')));
			root.appendChild(section('side', order('side')));
			root.appendChild(section('campaign', order('campaign')));
			root.appendChild(section('layer', order('layer')));
			paintBranches();
			update();
		}

		function roots(prefix) {
			var out = [];
			nodes.parent.forEach(function (up, id) { if (!up && id.indexOf(prefix) === 0) { out.push(id); } });
			return out.sort(S.byDateNode);
		}

		function order(list) {
			return (model.codes[list] || []).map(function (c) { return list + ':' + c.code; }).filter(function (id) { return nodes.parent.has(id); });
		}

		function section(facet, ids) {
			var body = el('div', {class: 'branch', role: 'group', 'data-facet': facet, 'aria-label': words.t('tree.' + facet)});
			var box = el('details', {class: 'tree-section', 'data-facet': facet}, [
				el('summary', {}, [
					el('span', {class: 'section-name', text: words.t('tree.' + facet)}),
					el('span', {class: 'section-note', text: words.t('tree.' + facet + '.note')})
				]), body
			]);
			box.open = true;
			ids.forEach(function (id) { body.appendChild(row(id, 0)); });
			body.addEventListener('keydown', onKey);
			body.addEventListener('focusin', function (event) { if (event.target.dataset.node) { rove(body, event.target); } });
			rove(body, body.querySelector('input'));
			return box;
		}

		function row(id, depth) {
			var kids = nodes.children.get(id) || [];
			var tick = el('input', {
				type: 'checkbox', 'data-node': id, 'aria-label': labelOf(id), tabindex: '-1',
				onchange: function (event) { app.store.toggle(id, event.target.checked); }
			});
			var count = el('span', {class: 'count'}), box = el('div', {class: 'children'});
			var twist = kids.length ? el('button', {
				type: 'button', class: 'twist', tabindex: '-1', 'aria-expanded': 'false', 'aria-label': words.t('tree.open', {name: labelOf(id)}),
				onclick: function () { toggle(id); }
			}) : el('span', {class: 'twist none'});
			var name = el('span', {class: 'name', text: labelOf(id)});
			var only = el('button', {type: 'button', class: 'only', tabindex: '-1', text: words.t('tree.only'), 'aria-label': words.t('tree.onlyThis', {name: labelOf(id)}), onclick: function () { showOnly(id); }});
			var sign = swatch(id), line = el('div', {class: 'node', 'data-depth': depth, style: {paddingInlineStart: depth * 16 + 'px'}},
				[twist, el('label', {}, [tick, sign, name]), id.indexOf('layer:') ? only : null, count]);
			rows.set(id, {line: line, tick: tick, count: count, box: box, twist: twist, kids: kids, depth: depth, sign: sign, built: false});
			if (open.has(id)) { fill(id); }
			return el('div', {class: 'twig'}, [line, box]);
		}

		// A branch is one stop of the Tab key; inside it the arrows go.
		function rove(body, tick) {
			body.querySelectorAll('input[tabindex="0"]').forEach(function (other) { other.tabIndex = -1; });
			if (tick) { tick.tabIndex = 0; }
		}

		function onKey(event) {
			var id = event.target.dataset.node, r = id && rows.get(id);
			if (!r) { return; }
			var seen = Array.from(event.currentTarget.querySelectorAll('input[data-node]')).filter(function (tick) { return tick.offsetParent; });
			var at = seen.indexOf(event.target), next = null;
			if (event.key === 'ArrowDown') { next = seen[at + 1]; }
			else if (event.key === 'ArrowUp') { next = seen[at - 1]; }
			else if (event.key === 'Home') { next = seen[0]; }
			else if (event.key === 'End') { next = seen[seen.length - 1]; }
			else if (event.key === 'ArrowRight') { if (r.kids.length && !open.has(id)) { toggle(id); } else { next = seen[at + 1]; } }
			else if (event.key === 'ArrowLeft') { if (open.has(id)) { toggle(id); } else if (nodes.parent.get(id)) { next = rows.get(nodes.parent.get(id)).tick; } }
			else if (event.key === 'Enter' && id.indexOf('layer:')) { showOnly(id); }
			else { return; }
			event.preventDefault();
			if (next) { next.focus(); }
		}

		// "Only": hide every other node of the same facet.
		function showOnly(id) {
			var facet = id.slice(0, id.indexOf(':') + 1), hidden = app.store.state().hidden.filter(function (h) { return h.indexOf(facet) !== 0; });
			roots(facet).forEach(function (other) { hidden.push(other); });
			app.store.set({hidden: S.toggleNode(nodes, S.normaliseHidden(nodes, hidden), id, true)});
		}

		function toggle(id) {
			if (open.has(id)) { open.delete(id); } else { open.add(id); }
			fill(id);
			update();
		}

		// Branches are made when they are opened.
		function fill(id) {
			var r = rows.get(id), isOpen = open.has(id);
			r.twist.setAttribute('aria-expanded', isOpen ? 'true' : 'false');
			r.box.hidden = !isOpen;
			if (isOpen && !r.built) {
				r.built = true;
				r.kids.forEach(function (kid) { r.box.appendChild(row(kid, r.depth + 1)); });
			}
		}

		function swatch(id) {
			var at = id.indexOf(':'), facet = id.slice(0, at), code = id.slice(at + 1), inks = app.theme.inks();
			if (facet === 'date' || facet === 'campaign') { return null; }
			var canvas = el('canvas', {class: 'swatch', 'aria-hidden': 'true'});
			if (facet === 'layer') { atlas.plate.drawSwatch(canvas, code, inks); }
			else { atlas.symbols.swatch(canvas, facet === 'kind' ? atlas.symbols.ofKind(code) : atlas.symbols.ofSide(code), inks); }
			return canvas;
		}

		function stateOf(id, hidden) {
			if (S.isHidden(nodes, hidden, id)) { return 'off'; }
			var below = Array.from(hidden).some(function (h) {
				for (var up = nodes.parent.get(h); up; up = nodes.parent.get(up)) { if (up === id) { return true; } }
				return false;
			});
			return below ? 'mixed' : 'on';
		}

		function paintBranches() {
			var wanted = atlas.fold(filter);
			rows.forEach(function (r, id) {
				var own = matches(id, wanted), below = kidsMatch(id, wanted);
				r.line.parentNode.hidden = !own && !below && !aboveMatches(id, wanted);
				// What is found below opens by itself; this loop then reaches the rows it makes.
				if (wanted && below && !own && !open.has(id)) { open.add(id); fill(id); }
			});
			root.querySelectorAll('.tree-section').forEach(function (box) { box.hidden = !box.querySelector('.twig:not([hidden])'); });
			root.querySelector('.empty-note').hidden = Boolean(root.querySelector('.tree-section:not([hidden])'));
		}

		function matches(id, wanted) {
			return !wanted || atlas.fold(id).indexOf(wanted) >= 0 || atlas.fold(labelOf(id)).indexOf(wanted) >= 0;
		}

		function kidsMatch(id, wanted) {
			return (nodes.children.get(id) || []).some(function (kid) { return matches(kid, wanted) || kidsMatch(kid, wanted); });
		}

		function aboveMatches(id, wanted) {
			for (var up = nodes.parent.get(id); up; up = nodes.parent.get(up)) { if (matches(up, wanted)) { return true; } }
			return false;
		}

		function update() {
			var hidden = new Set(app.store.state().hidden), counts = app.store.scene().counts;
			rows.forEach(function (r, id) {
				var state = stateOf(id, hidden), number = id.indexOf('layer:') ? counts.get(id) || 0 : null;
				r.tick.checked = state !== 'off';
				r.tick.indeterminate = state === 'mixed';
				r.line.dataset.state = state;
				r.count.textContent = number === null ? '' : String(number);
				r.line.classList.toggle('empty', number === 0);
			});
		}

		build();
		return {update: update, rebuild: build};
	}

	atlas.makeTree = makeTree;
})(window.BorderAtlas = window.BorderAtlas || {});
