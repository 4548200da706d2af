"""The files beside the page, one module for each format."""
