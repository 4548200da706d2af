// The plate: which ground is drawn, in which order and dress, for the day and the layers in force.

import { project } from '../core/model.js';
import { paintAlong } from './along.js';
import { contains, distanceTo, fill, inView, makeShape, stroke, trace } from './shapes.js';

// Colours come from the style sheet, so that light, dark and print are decided in one place.
/**
 *
 */
export function readPalette() {
	const css = getComputedStyle(document.documentElement);
	const inks = {};
	[
		'paper',
		'land',
		'water',
		'shore',
		'river',
		'ink',
		'muted',
		'halo',
		'rail',
		'frontier',
		'territory',
		'territory-edge',
		'strip',
		'modern',
		'area',
		'label-water',
		'symbol-edge',
		'disc',
		'disc-ink',
		'accent',
		'side-ussr',
		'side-japan',
		'side-mongolia',
		'side-china',
		'side-other',
	].forEach((name) => {
		inks[name] = css.getPropertyValue(`--${name}`).trim();
	});
	inks.relief = parseFloat(css.getPropertyValue('--relief')) || 0;
	return inks;
}

/**
 *
 * @param code
 */
export function sideOf(code) {
	return /mongol/.test(code || '') && !/soviet/.test(code)
		? 'mongolia'
		: /ussr|soviet/.test(code || '')
			? 'ussr'
			: /japan|manchukuo/.test(code || '')
				? 'japan'
				: /china/.test(code || '')
					? 'china'
					: 'other';
}

// Two dashes tell the two sides apart in grey; a schematic line is always broken.
function claimStyle(inks, claimant) {
	const side = sideOf(claimant);
	if (side === 'japan') {
		return { colour: inks['side-japan'], width: 2, dash: [2, 4] };
	}
	return { colour: inks[side === 'mongolia' ? 'side-mongolia' : 'side-ussr'], width: 2, dash: [10, 4] };
}

function frontStyle(inks, claimant) {
	const side = sideOf(claimant);
	return {
		colour: inks[`side-${side}`] || inks.ink,
		width: 3,
		dash: side === 'japan' ? [3, 3] : [9, 3, 2, 3],
	};
}

/**
 *
 * @param inks
 * @param feature
 */
export function lineStyle(inks, feature) {
	switch (feature.layer) {
		// Where the two sides claim different lines, the claims are drawn and this one steps back.
		case 'frontier':
			if (feature.disputed) {
				return { colour: inks.modern, width: 0.8, dash: [1, 4] };
			}
			return {
				colour: inks.frontier,
				width: 1.6,
				dash: feature.status === 'schematic' ? [6, 4] : null,
			};
		case 'modern-border':
			return { colour: inks.modern, width: 1.2, dash: [1, 3] };
		case 'claim-line':
			return claimStyle(inks, feature.claimant);
		case 'front-line':
			return frontStyle(inks, feature.claimant);
		case 'railway':
			return { colour: inks.rail, width: 0.9, dash: null };
		case 'river':
			return { colour: inks.river, width: 1, dash: feature.status === 'schematic' ? [4, 3] : null };
		default:
			return { colour: inks.ink, width: 1.2, dash: feature.status === 'measured' ? null : [5, 3] };
	}
}

// Smaller numbers lie lower.
const ORDER = {
	territory: 0,
	lake: 1,
	river: 2,
	railway: 3,
	area: 4,
	hill: 4,
	'disputed-strip': 4,
	'modern-border': 5,
	frontier: 6,
	pocket: 7,
	'claim-line': 8,
	'front-line': 9,
};
const MIN_ZOOM = {
	railway: 5,
	hill: 10,
	area: 8,
	'front-line': 8,
	'claim-line': 6,
	pocket: 8,
	'disputed-strip': 6,
};

/**
 *
 * @param model
 * @param base
 * @param relief
 */
export function makeBasemap(model, base, relief) {
	const groups = (base ? base.layers : []).map((layer) => ({
		name: layer.name,
		minZoom: layer.min_zoom || 0,
		maxZoom: layer.max_zoom || 99,
		shapes: layer.items.map((item) => makeShape(item, layer.kind, layer.scale)),
	}));
	// The relief lies on all land of the theatre, once.
	const lastLand = groups.filter((group) => group.name === 'land').pop();
	// Where one cut of the land ends and the next begins is no shore.
	const frames = [];
	groups.forEach((group) => {
		if (group.name === 'land') {
			group.shapes.forEach((shape) => {
				frames.push(shape.box);
			});
		}
	});
	const shapes = model.features
		.map((feature) => makeShape(feature, feature.kind, feature.scale))
		.sort((a, b) => (ORDER[a.item.layer] || 0) - (ORDER[b.item.layer] || 0));
	const reliefCorners = relief && {
		a: project(relief.bounds[0][1], relief.bounds[1][0]),
		b: project(relief.bounds[1][1], relief.bounds[0][0]),
	};

	function paintGround(ctx, view, inks) {
		ctx.fillStyle = inks.water;
		ctx.fillRect(0, 0, view.width, view.height);
		groups.forEach((group) => {
			if (view.zoom < group.minZoom || view.zoom > group.maxZoom) {
				return;
			}
			group.shapes.forEach((shape) => {
				if (!inView(shape, view)) {
					return;
				}
				if (group.name === 'land' || group.name === 'world') {
					fill(ctx, shape, view, inks.land);
					stroke(ctx, shape, view, { colour: inks.shore, width: 0.7, frames });
				} else if (group.name === 'lakes') {
					fill(ctx, shape, view, inks.water);
					stroke(ctx, shape, view, { colour: inks.shore, width: 0.6 });
				} else {
					stroke(ctx, shape, view, {
						colour: inks.river,
						width: (shape.item.rank || 9) < 5 ? 1.1 : 0.7,
					});
				}
			});
			if (group === lastLand) {
				paintRelief(ctx, view, inks);
			}
		});
	}

	function paintRelief(ctx, view, inks) {
		// A pixel of the picture is 3.7 km: it fades before it turns into fog.
		const strength = inks.relief * Math.max(0, Math.min(1, (9.5 - view.zoom) / 3));
		if (!relief || !strength) {
			return;
		}
		ctx.save();
		ctx.globalAlpha = strength;
		ctx.globalCompositeOperation = 'multiply';
		ctx.drawImage(
			relief.image,
			reliefCorners.a.x * view.scale - view.x,
			reliefCorners.a.y * view.scale - view.y,
			(reliefCorners.b.x - reliefCorners.a.x) * view.scale,
			(reliefCorners.b.y - reliefCorners.a.y) * view.scale,
		);
		ctx.restore();
	}

	function paintPolygon(ctx, view, inks, shape) {
		const f = shape.item;
		if (f.layer === 'territory') {
			// The tint follows the frontier as drawn; its soft edge would hide what lies near it.
			fill(ctx, shape, view, inks.territory);
			if (view.zoom < 9) {
				stroke(ctx, shape, view, { colour: inks['territory-edge'], width: 3 });
			}
		} else if (f.layer === 'lake') {
			fill(ctx, shape, view, inks.water);
			stroke(ctx, shape, view, {
				colour: inks.shore,
				width: 1,
				dash: f.status === 'schematic' ? [4, 3] : null,
			});
		} else if (f.layer === 'disputed-strip' || f.layer === 'pocket') {
			fill(ctx, shape, view, inks.strip);
			trace(ctx, shape, view, (path) => {
				ctx.fillStyle = hatchPattern(ctx, inks.muted);
				ctx.fill(path, 'evenodd');
			});
			if (f.layer === 'pocket') {
				stroke(ctx, shape, view, lineStyle(inks, f));
			}
		} else {
			fill(ctx, shape, view, inks.area);
			stroke(ctx, shape, view, { colour: inks.muted, width: 1, dash: [4, 3] });
		}
	}

	function paintFeatures(ctx, view, inks, shown) {
		shapes.forEach((shape) => {
			if (!shown(shape.item) || view.zoom < (MIN_ZOOM[shape.item.layer] || 0) || !inView(shape, view)) {
				return;
			}
			if (shape.kind === 'polygon') {
				paintPolygon(ctx, view, inks, shape);
				return;
			}
			const style = lineStyle(inks, shape.item);
			if (shape.item.layer === 'claim-line' || shape.item.layer === 'front-line') {
				stroke(ctx, shape, view, { colour: inks.halo, width: style.width + 2.5 });
			}
			stroke(
				ctx,
				shape,
				view,
				view.zoom < 6 && shape.item.layer === 'frontier'
					? { colour: style.colour, width: 1.2, dash: style.dash }
					: style,
			);
		});
	}

	// Names along the lines that carry one, in the colour of the side that claims them.
	// `namesOf(feature)` gives them from long to short.
	function paintNames(ctx, view, inks, shown, namesOf, boxes) {
		shapes.forEach((shape) => {
			const f = shape.item;
			if (
				!f.label_zoom ||
				shape.kind !== 'line' ||
				view.zoom < f.label_zoom ||
				!shown(f) ||
				!inView(shape, view)
			) {
				return;
			}
			paintAlong(
				ctx,
				namesOf(f),
				shape,
				view,
				f.claimant ? inks[`side-${sideOf(f.claimant)}`] : inks.muted,
				inks,
				boxes,
			);
		});
	}

	// The feature under a pointer, topmost first; null if none.
	function hit(map, point, shown) {
		const layerPoint = map.getPixelOrigin().add(map.containerPointToLayerPoint(point));
		const scale = Math.pow(2, map.getZoom());
		const world = { x: layerPoint.x / scale, y: layerPoint.y / scale };
		for (let i = shapes.length - 1; i >= 0; i--) {
			const shape = shapes[i];
			const layer = shape.item.layer;
			if (layer === 'territory' || !shown(shape.item) || map.getZoom() < (MIN_ZOOM[layer] || 0)) {
				continue;
			}
			const slack = 8 / scale;
			if (
				world.x < shape.box.minX - slack ||
				world.x > shape.box.maxX + slack ||
				world.y < shape.box.minY - slack ||
				world.y > shape.box.maxY + slack
			) {
				continue;
			}
			if (shape.kind === 'polygon' ? contains(shape, world) : distanceTo(shape, map, point) < 7) {
				return shape.item;
			}
		}
		return null;
	}

	// A small picture of the whole theatre, drawn once for a set of colours.
	function makeInset(inks) {
		const sheet = document.createElement('canvas');
		const ratio = 2;
		const width = 148;
		const height = 112;
		const a = project(104, 56);
		const b = project(146, 36);
		const scale = Math.min(width / (b.x - a.x), height / (b.y - a.y));
		sheet.width = width * ratio;
		sheet.height = height * ratio;
		const ctx = sheet.getContext('2d');
		const view = {
			zoom: Math.log2(scale),
			scale,
			x: a.x * scale,
			y: a.y * scale,
			width,
			height,
		};
		ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
		ctx.fillStyle = inks.water;
		ctx.fillRect(0, 0, width, height);
		groups.forEach((group) => {
			if (group.minZoom > 0 || (group.name !== 'land' && group.name !== 'world')) {
				return;
			}
			group.shapes.forEach((shape) => {
				fill(ctx, shape, view, inks.land);
			});
		});
		shapes.forEach((shape) => {
			if (shape.item.layer === 'territory') {
				fill(ctx, shape, view, inks['territory-edge']);
			}
			if (shape.item.layer === 'frontier') {
				stroke(ctx, shape, view, { colour: inks.frontier, width: 0.8 });
			}
		});
		return {
			canvas: sheet,
			place(world) {
				return { x: (world.x - a.x) * scale * ratio, y: (world.y - a.y) * scale * ratio };
			},
		};
	}

	return {
		paintGround,
		paintFeatures,
		paintNames,
		hit,
		makeInset,
	};
}

const hatches = {};
/**
 *
 * @param ctx
 * @param colour
 */
export function hatchPattern(ctx, colour) {
	if (!hatches[colour]) {
		const tile = document.createElement('canvas');
		tile.width = tile.height = 12;
		const pen = tile.getContext('2d');
		pen.strokeStyle = colour;
		pen.globalAlpha = 0.35;
		pen.lineWidth = 1;
		pen.beginPath();
		[-6, 0, 6, 12].forEach((x) => {
			pen.moveTo(x, 12);
			pen.lineTo(x + 12, 0);
		});
		pen.stroke();
		hatches[colour] = ctx.createPattern(tile, 'repeat');
	}
	return hatches[colour];
}

// A small picture of a layer for the tree, drawn with the same pens as the map.
/**
 *
 * @param canvas
 * @param layer
 * @param inks
 * @param claimant
 */
export function drawFeatureSymbol(canvas, layer, inks, claimant) {
	const ctx = canvas.getContext('2d');
	const ratio = 2;
	canvas.width = 26 * ratio;
	canvas.height = 14 * ratio;
	ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
	const area = {
		territory: inks.territory,
		lake: inks.water,
		'disputed-strip': inks.strip,
		pocket: inks.strip,
		area: inks.area,
		hill: inks.area,
	}[layer];
	if (area) {
		ctx.fillStyle = area;
		ctx.fillRect(2, 1, 22, 12);
		if (layer === 'disputed-strip' || layer === 'pocket') {
			ctx.fillStyle = hatchPattern(ctx, inks.muted);
			ctx.fillRect(2, 1, 22, 12);
		}
		ctx.strokeStyle =
			layer === 'territory' ? inks['territory-edge'] : layer === 'lake' ? inks.shore : inks.muted;
		ctx.strokeRect(2.5, 1.5, 21, 11);
		return;
	}
	const pens =
		layer === 'claim-line' || layer === 'front-line'
			? [lineStyle(inks, { layer, claimant: 'ussr' }), lineStyle(inks, { layer, claimant: 'japan' })]
			: [lineStyle(inks, { layer, claimant, status: 'measured' })];
	pens.forEach((pen, i) => {
		ctx.strokeStyle = pen.colour;
		ctx.lineWidth = pen.width;
		ctx.setLineDash(pen.dash || []);
		ctx.beginPath();
		const y = pens.length === 1 ? 7 : 4 + i * 6;
		ctx.moveTo(1, y);
		ctx.lineTo(25, y);
		ctx.stroke();
	});
}
