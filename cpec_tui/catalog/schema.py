"""The tables of the catalog. A changed table means a new ``CATALOG_VERSION``: older catalogs are built anew."""

CATALOG_VERSION = 5

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE curated (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL,
    document INTEGER, reason TEXT, hint TEXT
) WITHOUT ROWID;
CREATE TABLE document (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, title TEXT NOT NULL,
    date TEXT, first_day TEXT, last_day TEXT, first_row INTEGER NOT NULL, paragraphs INTEGER NOT NULL,
    own TEXT NOT NULL, metadata TEXT NOT NULL, encoding TEXT NOT NULL, notes TEXT NOT NULL
);
CREATE INDEX document_standing ON document (coalesce(date, '') = '', date DESC, id, first_row, paragraphs);
CREATE TABLE paragraph (
    row INTEGER PRIMARY KEY, document INTEGER NOT NULL, ordinal INTEGER NOT NULL, role TEXT NOT NULL, page INTEGER,
    text TEXT NOT NULL, offsets TEXT NOT NULL, residue TEXT NOT NULL, words BLOB NOT NULL,
    sentences BLOB NOT NULL
);
CREATE UNIQUE INDEX paragraph_place ON paragraph (document, ordinal);
CREATE TABLE mention (
    row INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, status TEXT NOT NULL, entity TEXT, kind TEXT,
    alias TEXT NOT NULL, nested INTEGER NOT NULL, candidates TEXT NOT NULL,
    first_word INTEGER NOT NULL, past_word INTEGER NOT NULL
);
CREATE TABLE entity (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, card TEXT NOT NULL,
    mentions INTEGER NOT NULL, documents INTEGER NOT NULL, ambiguous INTEGER NOT NULL
);
CREATE TABLE relation (source TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL);
CREATE INDEX relation_target ON relation (target);
CREATE TABLE name (key TEXT NOT NULL, entity TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX name_key ON name (key);
CREATE TABLE form (id INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, stem TEXT NOT NULL);
CREATE TABLE beginning (letters TEXT PRIMARY KEY, rows BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE line (rows BLOB NOT NULL, starts BLOB NOT NULL, beyond INTEGER NOT NULL);
CREATE TABLE place (word INTEGER PRIMARY KEY, places BLOB NOT NULL);
CREATE TABLE sketch (
    document INTEGER PRIMARY KEY, digest TEXT NOT NULL, shingles INTEGER NOT NULL, least BLOB NOT NULL
);
CREATE TABLE copy (row INTEGER PRIMARY KEY, standing INTEGER NOT NULL);
CREATE TABLE kept (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE problem (
    code TEXT NOT NULL, severity TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, message TEXT NOT NULL,
    hint TEXT NOT NULL
);
"""

MENTION_INDEXES = """
CREATE INDEX IF NOT EXISTS mention_row ON mention (row);
CREATE INDEX IF NOT EXISTS mention_entity ON mention (entity, row);
CREATE INDEX IF NOT EXISTS mention_kind ON mention (kind, status, row);
"""

DROP_MENTION_INDEXES = """
DROP INDEX IF EXISTS mention_row;
DROP INDEX IF EXISTS mention_entity;
DROP INDEX IF EXISTS mention_kind;
"""

WORD_INDEXES = """
CREATE INDEX IF NOT EXISTS form_stem ON form (stem);
CREATE INDEX IF NOT EXISTS paragraph_role ON paragraph (role);
CREATE INDEX IF NOT EXISTS paragraph_page ON paragraph (page) WHERE page IS NOT NULL;
"""

# The newest document first, undated ones last; then by id.
STANDING_ORDER = """
SELECT first_row, paragraphs FROM document WHERE paragraphs > 0
ORDER BY coalesce(date, '') = '', date DESC, id
"""

DIGESTS = "SELECT id, source.path, digest FROM document JOIN source ON source.document = number"
