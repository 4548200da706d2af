// Elements made from plain calls. Text is always text: nothing here, or anywhere on the page, ever
// turns data into HTML.
(function (atlas) {
	'use strict';

	// el('button', {class: 'x', onclick: f, text: 'Go'}, [children]) -> element
	function el(name, attributes, children) {
		var node = document.createElement(name);
		Object.keys(attributes || {}).forEach(function (key) {
			var value = attributes[key];
			if (value === null || value === undefined || value === false) { return; }
			if (key === 'text') { node.textContent = value; }
			else if (key === 'style') { Object.assign(node.style, value); }
			else if (key.slice(0, 2) === 'on') { node.addEventListener(key.slice(2), value); }
			else if (key in node && typeof value === 'boolean') { node[key] = value; }
			else { node.setAttribute(key, value === true ? '' : value); }
		});
		(children || []).forEach(function (child) {
			if (child === null || child === undefined) { return; }
			node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
		});
		return node;
	}

	function clear(node) {
		while (node.firstChild) { node.removeChild(node.firstChild); }
		return node;
	}

	// A link out of the page: only http(s), in a new tab, telling the other side nothing.
	function outside(url, text) {
		if (!/^https?:\/\//i.test(url)) { return el('span', {text: text, dir: 'auto'}); }
		return el('a', {href: url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto', text: text});
	}

	function icon(path) {
		var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
		svg.setAttribute('viewBox', '0 0 16 16');
		svg.setAttribute('aria-hidden', 'true');
		svg.setAttribute('focusable', 'false');
		var line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
		line.setAttribute('d', path);
		svg.appendChild(line);
		return svg;
	}

	atlas.dom = {el: el, clear: clear, outside: outside, icon: icon};
})(window.BorderAtlas = window.BorderAtlas || {});
