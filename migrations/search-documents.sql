-- What the PostgreSQL search engine stores: derived from jobs, never the truth, rebuilt at any time.
-- `index_name` keeps scratch indexes (evaluation, a rebuild under way) apart from the live one.
-- `search` holds the words (bigrams) and every facet as lexemes, so that one GIN index answers a whole question.
create table search_documents (
  county_code   text    not null,
  index_name    text    not null,
  id            text    not null collate "C",
  hash          text    not null,
  search        tsvector not null,
  pay_min_fen   bigint  not null,
  pay_max_fen   bigint  not null,
  age_min       integer not null,
  age_max       integer not null,
  published_at  bigint  not null,
  valid_until_on integer not null,
  constraint search_documents_pkey primary key (county_code, index_name, id)
);
create index search_documents_by_id on search_documents (index_name, id);
create index search_documents_search on search_documents using gin (search);
