"""Search in what is published: our own small module over SQLite's FTS5 and PostgreSQL's tsvector."""
