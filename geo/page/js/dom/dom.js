// Elements made from plain calls. Text is always text: nothing here, or anywhere on the page, ever
// turns data into HTML.

/**
 * @typedef {string | number | boolean | null | undefined | Record<string, string>
 *     | ((event: never) => unknown)} Attribute
 */
/** @typedef {Node | string | null | undefined} Child */

/**
 * Makes an element: el('button', {class: 'x', onclick: f, text: 'Go'}, [children]). A value of null,
 * undefined or false leaves the attribute out; `text` is its text, `style` an object of properties, `on…` a
 * listener.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name - The name of the element.
 * @param {Record<string, Attribute>} [attributes] - Its attributes.
 * @param {Child[]} [children] - What stands in it; null and undefined are left out.
 * @returns {HTMLElementTagNameMap[Name]} The element.
 */
export function el(name, attributes = {}, children = []) {
	const node = document.createElement(name);
	Object.entries(attributes).forEach(([key, value]) => {
		if (value !== null && value !== undefined && value !== false) {
			setAttribute(node, key, value);
		}
	});
	children.forEach((child) => {
		if (child !== null && child !== undefined) {
			node.append(child);
		}
	});
	return node;
}

/**
 * @param {HTMLElement} node
 * @param {string} key
 * @param {NonNullable<Attribute>} value
 */
function setAttribute(node, key, value) {
	if (key === 'text') {
		node.textContent = String(value);
	} else if (typeof value === 'object') {
		Object.assign(node.style, value);
	} else if (typeof value === 'function') {
		node.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
	} else if (typeof value === 'boolean' && key in node) {
		Object.assign(node, { [key]: value });
	} else {
		node.setAttribute(key, value === true ? '' : String(value));
	}
}

/**
 * Empties an element.
 * @template {Element} Node
 * @param {Node} node - The element.
 * @returns {Node} The same element.
 */
export function clear(node) {
	node.replaceChildren();
	return node;
}

/**
 * The element of the page with an id.
 * @param {string} id - The id.
 * @returns {HTMLElement} The element.
 * @throws {Error} If the page has none: page and scripts do not belong together.
 */
export function byId(id) {
	const node = document.getElementById(id);
	if (!node) {
		throw new Error(`the page has no element #${id}`);
	}
	return node;
}

/**
 * The first element below another that a selector finds.
 * @param {ParentNode} root - Where to look.
 * @param {string} selector - A CSS selector.
 * @returns {HTMLElement} The element.
 * @throws {Error} If there is none.
 */
export function find(root, selector) {
	const node = root.querySelector(selector);
	if (!(node instanceof HTMLElement)) {
		throw new Error(`nothing matches ${selector}`);
	}
	return node;
}

/**
 * What draws on a canvas.
 * @param {HTMLCanvasElement} canvas - The canvas.
 * @returns {CanvasRenderingContext2D} Its context.
 * @throws {Error} If the browser has no 2D canvas.
 */
export function contextOf(canvas) {
	const ctx = canvas.getContext('2d');
	if (!ctx) {
		throw new Error('this browser draws no canvas');
	}
	return ctx;
}

/**
 * A link out of the page: only http(s), in a new tab, telling the other side nothing.
 * @param {string} url - Where it leads; any other kind of address becomes plain text.
 * @param {string} text - What it says.
 * @returns {HTMLElement} The link.
 */
export function externalLink(url, text) {
	if (!/^https?:\/\//i.test(url)) {
		return el('span', { text, dir: 'auto' });
	}
	return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto', text });
}

/**
 * A drawing of 16 by 16 pixels for a button.
 * @param {string} path - An SVG path.
 * @returns {SVGSVGElement} The drawing.
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
