// What the pointer does on the map: which sign is under it, its tip, and what a click opens.

import { clear, el } from '../dom/dom.js';

// A pointer this near a sign, pixels, is on it.
const SLACK = 3;
const TIP_WIDTH = 260;

function makeTip(app) {
	const node = el('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
	const map = app.map;
	map.getContainer().appendChild(node);

	function line(kind, text) {
		node.appendChild(el('span', { class: kind, dir: 'auto', text }));
	}

	function fill(what) {
		clear(node);
		if (what.name) {
			line(
				'tip-date',
				app.say.label('layer', what.layer) +
					(what.claimant ? ` · ${app.say.label('side', what.claimant)}` : ''),
			);
			line('', what.name);
			return;
		}
		const members = what.members;
		const one = members.length === 1;
		line('tip-date', one ? app.say.when(members[0]) : app.words.count('count.here', members.length));
		line('', one ? app.say.title(members[0]) : app.words.t('tip.open'));
	}

	// Shows the tip for what is under a point, a group of events or a feature, or hides it with null.
	return function (what, point) {
		node.hidden = !what;
		if (!what) {
			return;
		}
		fill(what);
		const left = point.x > map.getSize().x - TIP_WIDTH;
		node.style.left = `${left ? point.x - 14 : point.x + 14}px`;
		node.style.top = `${point.y}px`;
		node.classList.toggle('left', left);
	};
}

/**
 *
 * @param app
 */
export function bindPointer(app) {
	const map = app.map;
	const stage = app.stage;
	const tip = makeTip(app);

	function hitAt(point) {
		const at = map.containerPointToLayerPoint(point).subtract(stage.offset());
		let best = null;
		stage.hits().forEach((hit) => {
			const distance = Math.hypot(hit.x - at.x, hit.y - at.y);
			if (distance <= hit.r + SLACK && (!best || distance < best.distance)) {
				best = { hit, distance };
			}
		});
		return best && best.hit;
	}

	map.on('click', (event) => {
		const hit = hitAt(event.containerPoint);
		const feature = hit ? null : stage.featureAt(event.containerPoint);
		tip(null);
		if (!hit) {
			if (feature) {
				app.feature.open(feature);
			} else if (app.store.state().selected) {
				app.walk.select(null);
			}
		} else if (hit.members.length === 1) {
			app.walk.select(hit.members[0]);
		} else if (!stage.camera.part(hit.members)) {
			// What going nearer does not part opens as a list.
			app.panel.showHere(hit.members);
		}
	});
	map.on('mousemove', (event) => {
		const hit = hitAt(event.containerPoint);
		const what = hit || stage.featureAt(event.containerPoint);
		map.getContainer().style.cursor = what ? 'pointer' : '';
		tip(what, event.containerPoint);
		stage.light(hit && hit.members.length === 1 ? hit.members[0] : null);
	});
	map.on('mouseout movestart zoomstart', () => {
		tip(null);
		stage.light(null);
	});
}
