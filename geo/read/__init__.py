"""Read what people wrote down: files, dates, schemas, languages."""
