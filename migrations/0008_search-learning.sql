CREATE TABLE "lexicon_entries" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"phrase" text NOT NULL,
	"occupation_code" text NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'in_use' NOT NULL,
	"proposal_id" uuid,
	"added_by" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lexicon_entries_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "lexicon_entries_phrase_unique" UNIQUE("county_code","phrase","occupation_code"),
	CONSTRAINT "lexicon_entries_kind_known" CHECK ("lexicon_entries"."kind" in ('trade_name', 'spoken', 'near')),
	CONSTRAINT "lexicon_entries_status_known" CHECK ("lexicon_entries"."status" in ('in_use', 'taken_back')),
	CONSTRAINT "lexicon_entries_phrase_short" CHECK (length("lexicon_entries"."phrase") between 2 and 20)
);
--> statement-breakpoint
CREATE TABLE "search_counts" (
	"county_code" text NOT NULL,
	"on" date NOT NULL,
	"query_class" text NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL,
	"tapped" integer DEFAULT 0 NOT NULL,
	"empty" integer DEFAULT 0 NOT NULL,
	"widened" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "search_counts_county_code_on_query_class_pk" PRIMARY KEY("county_code","on","query_class"),
	CONSTRAINT "search_counts_class_known" CHECK ("search_counts"."query_class" in ('trade', 'place_trade', 'pinyin', 'initials', 'sentence', 'other')),
	CONSTRAINT "search_counts_not_negative" CHECK (least("search_counts"."asked", "search_counts"."tapped", "search_counts"."empty", "search_counts"."widened") >= 0)
);
--> statement-breakpoint
CREATE TABLE "search_proposals" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"text" text NOT NULL,
	"empty_count" integer DEFAULT 0 NOT NULL,
	"widened_count" integer DEFAULT 0 NOT NULL,
	"first_on" date NOT NULL,
	"last_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "search_proposals_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "search_proposals_text_unique" UNIQUE("county_code","text"),
	CONSTRAINT "search_proposals_status_known" CHECK ("search_proposals"."status" in ('open', 'accepted', 'refused')),
	CONSTRAINT "search_proposals_short" CHECK (length("search_proposals"."text") between 2 and 20),
	CONSTRAINT "search_proposals_without_numbers" CHECK ("search_proposals"."text" !~ '[0-9]'),
	CONSTRAINT "search_proposals_decided_is_dated" CHECK (("search_proposals"."status" = 'open') = ("search_proposals"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "tap_counts" (
	"county_code" text NOT NULL,
	"on" date NOT NULL,
	"query_class" text NOT NULL,
	"occupation_code" text NOT NULL,
	"taps" integer NOT NULL,
	CONSTRAINT "tap_counts_county_code_on_query_class_occupation_code_pk" PRIMARY KEY("county_code","on","query_class","occupation_code"),
	CONSTRAINT "tap_counts_class_known" CHECK ("tap_counts"."query_class" in ('trade', 'place_trade', 'pinyin', 'initials', 'sentence', 'other')),
	CONSTRAINT "tap_counts_positive" CHECK ("tap_counts"."taps" > 0)
);
--> statement-breakpoint
CREATE TABLE "tapped_pages" (
	"county_code" text NOT NULL,
	"lot" text NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "tapped_pages_county_code_lot_pk" PRIMARY KEY("county_code","lot")
);
--> statement-breakpoint
ALTER TABLE "lexicon_entries" ADD CONSTRAINT "lexicon_entries_county_code_proposal_id_search_proposals_county_code_id_fk" FOREIGN KEY ("county_code","proposal_id") REFERENCES "public"."search_proposals"("county_code","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_proposals_by_status" ON "search_proposals" USING btree ("county_code","status","last_on");