// Elements made from plain calls. Text is always text: nothing here, or anywhere on the page, ever
// turns data into HTML.

// el('button', {class: 'x', onclick: f, text: 'Go'}, [children]) -> element
/**
 *
 * @param name
 * @param attributes
 * @param children
 */
export function el(name, attributes, children) {
	const node = document.createElement(name);
	Object.keys(attributes || {}).forEach((key) => {
		const value = attributes[key];
		if (value === null || value === undefined || value === false) {
			return;
		}
		if (key === 'text') {
			node.textContent = value;
		} else if (key === 'style') {
			Object.assign(node.style, value);
		} else if (key.slice(0, 2) === 'on') {
			node.addEventListener(key.slice(2), value);
		} else if (key in node && typeof value === 'boolean') {
			node[key] = value;
		} else {
			node.setAttribute(key, value === true ? '' : value);
		}
	});
	(children || []).forEach((child) => {
		if (child === null || child === undefined) {
			return;
		}
		node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
	});
	return node;
}

/**
 *
 * @param node
 */
export function clear(node) {
	while (node.firstChild) {
		node.removeChild(node.firstChild);
	}
	return node;
}

// A link out of the page: only http(s), in a new tab, telling the other side nothing.
/**
 *
 * @param url
 * @param text
 */
export function externalLink(url, text) {
	if (!/^https?:\/\//i.test(url)) {
		return el('span', { text, dir: 'auto' });
	}
	return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto', text });
}

/**
 *
 * @param path
 */
export function icon(path) {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	svg.setAttribute('viewBox', '0 0 16 16');
	svg.setAttribute('aria-hidden', 'true');
	svg.setAttribute('focusable', 'false');
	const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
	line.setAttribute('d', path);
	svg.appendChild(line);
	return svg;
}
