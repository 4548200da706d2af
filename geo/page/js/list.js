// The same events as a table: sorted, linked with the map both ways, and the page's text alternative.
// Only the rows in sight exist.
(function (atlas) {
	'use strict';

	var el = atlas.dom.el, ROW = 58, SPARE = 6;

	function makeList(root, app) {
		var model = app.model, words = app.words, order = [], sort = 'date', down = false, scroller, spacer, body, query;

		function build() {
			words = app.words;
			atlas.dom.clear(root);
			query = el('input', {
				type: 'search', class: 'search', id: 'search', placeholder: words.t('list.search'), 'aria-label': words.t('list.search'), value: app.store.state().query,
				oninput: function (event) { app.store.set({query: event.target.value}); }
			});
			spacer = el('div', {class: 'spacer'});
			body = el('div', {class: 'rows', role: 'list', 'aria-label': words.t('tabs.list')});
			spacer.appendChild(body);
			scroller = el('div', {class: 'scroller', onscroll: paint}, [spacer]);
			root.appendChild(el('div', {class: 'list-head'}, [query, el('div', {class: 'sorts', role: 'group', 'aria-label': words.t('list.sort')},
				['date', 'place', 'kind', 'losses'].map(function (key) {
					return el('button', {type: 'button', class: 'plain sort', 'data-sort': key, text: words.t('list.sort.' + key), onclick: function () { sortBy(key); }});
				}))]));
			root.lastChild.appendChild(el('p', {class: 'saves'}, [words.t('list.save') + ' '].concat(['geojson', 'csv'].map(function (format) {
				return el('button', {type: 'button', class: 'plain', 'data-save': format, text: format === 'csv' ? 'CSV' : 'GeoJSON', onclick: function () { app.saves.save('shown', format); }});
			}))));
			root.appendChild(el('p', {class: 'empty-note', hidden: true}));
			root.appendChild(scroller);
			body.addEventListener('keydown', onKey);
			// The sheet of a phone grows after the list is made: what comes into sight must be drawn.
			if (window.ResizeObserver) { new ResizeObserver(paint).observe(scroller); }
			update();
		}

		function sortBy(key) {
			down = key === sort ? !down : key === 'losses';
			sort = key;
			update();
		}

		function keyOf(i) {
			var e = model.events;
			if (sort === 'place') { return (model.places[e.place[i]] || {name: '\uffff'}).name; }
			if (sort === 'kind') { return e.kind[i]; }
			if (sort === 'losses') { return e.lossesHigh[i]; }
			return i;
		}

		function update() {
			if (document.activeElement !== query) { query.value = app.store.state().query; }
			order = app.store.scene().shown.slice();
			if (sort !== 'date' || down) {
				var sign = down ? -1 : 1;
				order.sort(function (a, b) {
					var x = keyOf(a), y = keyOf(b);
					return x < y ? -sign : x > y ? sign : a - b;
				});
			}
			root.querySelectorAll('.sort').forEach(function (button) {
				var on = button.dataset.sort === sort;
				button.setAttribute('aria-pressed', on ? 'true' : 'false');
				button.dataset.down = on && down ? '1' : '';
			});
			spacer.style.height = order.length * ROW + 'px';
			var note = root.querySelector('.empty-note');
			note.hidden = order.length > 0;
			if (!order.length) { note.textContent = app.say.emptyNote(); }
			paint();
		}

		function paint() {
			if (!scroller.isConnected || !scroller.clientHeight) { return; }
			var focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.event : null;
			var held = focused === null ? -1 : order.indexOf(model.events.index.get(focused));
			var first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
			var last = Math.min(order.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + SPARE);
			atlas.dom.clear(body);
			body.style.transform = 'translateY(' + first * ROW + 'px)';
			for (var k = first; k < last; k++) { body.appendChild(row(order[k], k)); }
			// The row that has the focus stays, though it has scrolled out of sight.
			if (held >= 0 && (held < first || held >= last)) { body.appendChild(away(row(order[held], held))); }
			if (focused) {
				var again = body.querySelector('[data-event="' + CSS.escape(focused) + '"]');
				if (again) { again.focus({preventScroll: true}); }
			}
		}

		function away(node) {
			node.classList.add('unseen');
			return node;
		}

		function row(i, k) {
			var e = model.events, place = model.places[e.place[i]], text = model.peek(i), sign = el('canvas', {class: 'swatch', 'aria-hidden': 'true'});
			atlas.symbols.swatch(sign, atlas.symbols.signOf(model, i), app.theme.inks());
			return el('div', {role: 'listitem', 'aria-setsize': order.length, 'aria-posinset': k + 1}, [el('button', {
				type: 'button', class: 'row' + (app.store.state().selected === e.id[i] ? ' selected' : '') + (app.stage.lit() === i ? ' lit' : ''), 'data-event': e.id[i],
				style: {height: ROW + 'px'},
				onclick: function () { app.walk.select(i, true); },
				onmouseenter: function () { app.stage.light(i); }, onmouseleave: function () { app.stage.light(null); },
				onfocus: function () { app.stage.light(i); }
			}, [
				sign,
				el('span', {class: 'row-main'}, [
					el('span', {class: 'row-date', text: app.say.when(i)}),
					el('span', {class: 'row-title', dir: 'auto', text: text ? text.title : e.id[i]}),
					el('span', {class: 'row-place', text: (place ? app.say.placeName(place) : text ? text.place_words : '') + (place && place.lon !== null ? '' : ' · ' + words.t('list.noPlace')) + (e.confirmed[i] ? '' : ' · ' + words.t('list.unconfirmed'))})
				])
			])]);
		}

		function onKey(event) {
			var move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
			if (!move || !event.target.dataset.event) { return; }
			event.preventDefault();
			var at = order.indexOf(model.events.index.get(event.target.dataset.event)) + move;
			if (at < 0 || at >= order.length) { return; }
			focusRow(at);
		}

		function focusRow(at) {
			var top = at * ROW;
			if (top < scroller.scrollTop) { scroller.scrollTop = top; }
			if (top + ROW > scroller.scrollTop + scroller.clientHeight) { scroller.scrollTop = top + ROW - scroller.clientHeight; }
			paint();
			var target = body.querySelector('[data-event="' + CSS.escape(model.events.id[order[at]]) + '"]');
			if (target) { target.focus({preventScroll: true}); }
		}

		build();
		return {
			update: update, rebuild: build,
			focusSearch: function () { query.focus(); query.select(); }
		};
	}

	atlas.makeList = makeList;
})(window.BorderAtlas = window.BorderAtlas || {});
