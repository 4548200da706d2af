"""What the build measures: one module for each method by which a statement is tested."""
