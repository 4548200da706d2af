// The state as a link: short keys in the hash, so that it works from a file and on any host.
// Unknown keys are left alone; bad values are dropped and reported.

const KEYS = { mode: 'm', day: 'd', from: 'a', to: 'b', selected: 'id', lang: 'lang', query: 'q' };

/**
 *
 * @param state
 * @param defaults
 * @param view
 */
export function encodeLink(state, defaults, view) {
	const parts = ['v=1'];
	Object.keys(KEYS).forEach((name) => {
		if (state[name] !== defaults[name] && state[name] !== null) {
			parts.push(`${KEYS[name]}=${encodeURIComponent(state[name])}`);
		}
	});
	if (state.hidden.join() !== defaults.hidden.join()) {
		parts.push(`h=${state.hidden.map(encodeURIComponent).join(',')}`);
	}
	if (view) {
		parts.push(`z=${view.zoom}/${view.lat.toFixed(4)}/${view.lng.toFixed(4)}`);
	}
	return `#${parts.join('&')}`;
}

// Gives {patch, view, problems}. `check` is state.checkPatch bound to the model.
/**
 *
 * @param hash
 * @param defaults
 * @param check
 */
export function decodeLink(hash, defaults, check) {
	const values = {};
	const out = { patch: {}, view: null, problems: [] };
	hash.replace(/^#/, '')
		.split('&')
		.forEach((pair) => {
			const at = pair.indexOf('=');
			if (at > 0) {
				values[pair.slice(0, at)] = pair.slice(at + 1);
			}
		});
	if (!('v' in values)) {
		return out;
	}
	const patch = {};
	Object.keys(KEYS).forEach((name) => {
		patch[name] = KEYS[name] in values ? unescapeText(values[KEYS[name]]) : defaults[name];
	});
	patch.hidden =
		'h' in values ? values.h.split(',').filter(Boolean).map(unescapeText) : defaults.hidden.slice();
	Object.keys(patch).forEach((name) => {
		const one = {};
		one[name] = patch[name];
		const problems = check(one);
		if (problems.length) {
			out.problems = out.problems.concat(problems);
		} else {
			out.patch[name] = patch[name];
		}
	});
	out.view = 'z' in values ? readView(values.z, out.problems) : null;
	return out;
}

function unescapeText(text) {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		return text;
	}
}

function readView(text, problems) {
	const m = /^(\d{1,2}(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(text);
	const view = m && { zoom: +m[1], lat: +m[2], lng: +m[3] };
	if (view && view.zoom <= 18 && Math.abs(view.lat) <= 85 && Math.abs(view.lng) <= 180) {
		return view;
	}
	problems.push(`z ${JSON.stringify(text)}: expected zoom/latitude/longitude`);
	return null;
}
