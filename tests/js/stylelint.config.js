// What stylelint asks of the style sheets of the page.

export default {
	extends: 'stylelint-config-standard',
	plugins: ['stylelint-no-unsupported-browser-features'],
	rules: {
		// Sheets are sorted by the parts of the page; a state of the whole page (#atlas[data-…], .printing)
		// is meant to be stronger than what comes later.
		'no-descending-specificity': null,
		'plugin/no-unsupported-browser-features': [
			true,
			{
				ignorePartialSupport: true,
				// Without them the page works: a mouse needs no touch-action, paper keeps its own margins,
				// and only phones change the size of text.
				ignore: ['css-touch-action', 'css-paged-media', 'text-size-adjust'],
			},
		],
	},
};
