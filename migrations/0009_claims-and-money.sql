CREATE TABLE "chain_exports" (
	"county_code" text NOT NULL,
	"on" date NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"exported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chain_exports_county_code_on_pk" PRIMARY KEY("county_code","on")
);
--> statement-breakpoint
CREATE TABLE "employer_sheets" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"month" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "employer_sheets_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "employer_sheets_once" UNIQUE("county_code","employer_id","month","file_hash"),
	CONSTRAINT "employer_sheets_status_known" CHECK ("employer_sheets"."status" in ('read', 'taken_in', 'dropped')),
	CONSTRAINT "employer_sheets_month_named" CHECK ("employer_sheets"."month" ~ '^\d{4}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "wage_months" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"placement_id" uuid NOT NULL,
	"month" text NOT NULL,
	"paid_fen" integer,
	"paid_on" date,
	"insurances" text[] DEFAULT '{}' NOT NULL,
	"employer_part_fen" integer,
	"sheet_id" uuid,
	"said_paid_fen" integer,
	"said_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "wage_months_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "wage_months_once" UNIQUE("county_code","placement_id","month"),
	CONSTRAINT "wage_months_not_negative" CHECK (least("wage_months"."paid_fen", "wage_months"."employer_part_fen", "wage_months"."said_paid_fen") >= 0)
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"county_code" text NOT NULL,
	"rule_id" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"payee_kind" text NOT NULL,
	"period_key" text NOT NULL,
	"claim_id" uuid NOT NULL,
	CONSTRAINT "awards_once" PRIMARY KEY("county_code","rule_id","subject_id","payee_kind","period_key"),
	CONSTRAINT "awards_of_claim" UNIQUE("county_code","claim_id","rule_id","subject_id","payee_kind","period_key")
);
--> statement-breakpoint
CREATE TABLE "claim_duties" (
	"county_code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"officer_role" text NOT NULL,
	"officer_name" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "claim_duties_one_each" PRIMARY KEY("county_code","claim_id","officer_id"),
	CONSTRAINT "claim_duties_known" CHECK ("claim_duties"."duty" in ('prepare', 'check', 'approve', 'pay'))
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"labourer_id" uuid,
	"employer_id" uuid,
	"placement_id" uuid,
	"payee_kind" text NOT NULL,
	"payee_id" uuid NOT NULL,
	"account_id" uuid,
	"region_code" text NOT NULL,
	"period_key" text NOT NULL,
	"period_from" date,
	"period_to" date,
	"trigger" text NOT NULL,
	"event_on" date NOT NULL,
	"status" text NOT NULL,
	"returned_to" text,
	"version" integer DEFAULT 1 NOT NULL,
	"verdict" text NOT NULL,
	"amount_fen" integer,
	"missing" text[] DEFAULT '{}' NOT NULL,
	"judged" jsonb NOT NULL,
	"evaluation" jsonb NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"prepared_by" uuid,
	"checked_by" uuid,
	"approved_by" uuid,
	"paid_by" uuid,
	"submitted_at" timestamp with time zone,
	"notice_ends_on" date,
	"paid_on" date,
	"due_on" date,
	CONSTRAINT "claims_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "claims_status_known" CHECK ("claims"."status" in ('found', 'prepared', 'submitted', 'checked', 'approved', 'on_notice', 'payable', 'paid', 'returned', 'rejected', 'withdrawn', 'recovered')),
	CONSTRAINT "claims_subject_known" CHECK ("claims"."subject_kind" in ('labourer', 'employer', 'placement')),
	CONSTRAINT "claims_amount_not_negative" CHECK ("claims"."amount_fen" >= 0),
	CONSTRAINT "claims_period_in_order" CHECK ("claims"."period_from" <= "claims"."period_to"),
	CONSTRAINT "claims_returned_to_a_stage" CHECK (("claims"."status" = 'returned') = ("claims"."returned_to" is not null)),
	CONSTRAINT "claims_checked_by_another" CHECK ("claims"."checked_by" <> "claims"."prepared_by"),
	CONSTRAINT "claims_approved_by_another" CHECK ("claims"."approved_by" <> all (array["claims"."prepared_by", "claims"."checked_by"])),
	CONSTRAINT "claims_paid_by_another" CHECK ("claims"."paid_by" <> all (array["claims"."prepared_by", "claims"."checked_by", "claims"."approved_by"])),
	CONSTRAINT "claims_signed_as_they_go" CHECK (case when "claims"."status" in ('checked', 'approved', 'on_notice', 'payable', 'paid', 'recovered') then "claims"."prepared_by" is not null and "claims"."checked_by" is not null
        and ("claims"."status" = 'checked' or "claims"."approved_by" is not null) and ("claims"."status" not in ('paid', 'recovered') or "claims"."paid_by" is not null)
        when "claims"."status" in ('prepared', 'submitted') then "claims"."prepared_by" is not null else true end),
	CONSTRAINT "claims_paid_is_a_sum" CHECK ("claims"."status" not in ('approved', 'on_notice', 'payable', 'paid', 'recovered') or coalesce("claims"."amount_fen", 0) > 0),
	CONSTRAINT "claims_paid_is_dated" CHECK (("claims"."status" in ('paid', 'recovered')) = ("claims"."paid_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "fraud_hits" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"pattern" text NOT NULL,
	"rows" jsonb NOT NULL,
	"rows_hash" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"looked_by" uuid,
	"looked_at" timestamp with time zone,
	"result" text,
	"note" text,
	CONSTRAINT "fraud_hits_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "fraud_hits_once" UNIQUE("county_code","claim_id","pattern","rows_hash"),
	CONSTRAINT "fraud_hits_pattern_known" CHECK ("fraud_hits"."pattern" in ('two-employers-at-once', 'shared-phone', 'shared-card', 'shared-device', 'short-insurance', 'retired', 'enrolled', 'deceased', 'jailed', 'contract-after-claim', 'work-and-training-at-once', 'relative-of-handler', 'attendance-without-check-in', 'blacklisted-employer', 'wage-under-minimum', 'starts-before-deadline', 'account-in-other-name')),
	CONSTRAINT "fraud_hits_looked_is_signed" CHECK (("fraud_hits"."result" is null) = ("fraud_hits"."looked_at" is null) and ("fraud_hits"."result" is null) = ("fraud_hits"."looked_by" is null) and ("fraud_hits"."result" is null) = ("fraud_hits"."note" is null))
);
--> statement-breakpoint
CREATE TABLE "officer_relatives" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_relatives_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "officer_relatives_once" UNIQUE("county_code","officer_id","labourer_id")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"paper" text NOT NULL,
	"number" text,
	"scan_hash" text,
	"scan_type" text,
	"scan" "bytea",
	"received_by" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "papers_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "papers_subject_known" CHECK ("papers"."subject_kind" in ('labourer', 'employer', 'placement', 'claim')),
	CONSTRAINT "papers_scan_whole" CHECK (("papers"."scan" is null) = ("papers"."scan_hash" is null) and ("papers"."scan" is null) = ("papers"."scan_type" is null))
);
--> statement-breakpoint
CREATE TABLE "payee_accounts" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"number_sealed" text NOT NULL,
	"number_hash" text NOT NULL,
	"holder_name_sealed" text NOT NULL,
	"bank_name" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "payee_accounts_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "payee_accounts_once" UNIQUE("county_code","owner_kind","owner_id","number_hash")
);
--> statement-breakpoint
CREATE TABLE "person_hours" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"from_minute" integer NOT NULL,
	"to_minute" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "person_hours_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "person_hours_once" UNIQUE("county_code","labourer_id","kind","on","from_minute"),
	CONSTRAINT "person_hours_in_order" CHECK (0 <= "person_hours"."from_minute" and "person_hours"."from_minute" < "person_hours"."to_minute" and "person_hours"."to_minute" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "person_spans" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_spans_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "person_spans_once" UNIQUE("county_code","labourer_id","kind","from_on"),
	CONSTRAINT "person_spans_kind_known" CHECK ("person_spans"."kind" in ('retired', 'enrolled', 'deceased', 'jailed')),
	CONSTRAINT "person_spans_in_order" CHECK ("person_spans"."from_on" <= "person_spans"."to_on")
);
--> statement-breakpoint
CREATE TABLE "stated_facts" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"value" jsonb NOT NULL,
	"paper" text NOT NULL,
	"note" text,
	"stated_by" uuid NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stated_facts_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "stated_facts_subject_known" CHECK ("stated_facts"."subject_kind" in ('labourer', 'employer', 'placement', 'claim'))
);
--> statement-breakpoint
CREATE TABLE "bank_formats" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"format" jsonb NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bank_formats_county_code_id_pk" PRIMARY KEY("county_code","id")
);
--> statement-breakpoint
CREATE TABLE "bank_returns" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"file_hash" text NOT NULL,
	"name" text NOT NULL,
	"read_by" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"outcome" jsonb NOT NULL,
	CONSTRAINT "bank_returns_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "bank_returns_once" UNIQUE("county_code","batch_id","file_hash")
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"committed_fen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_lines_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "budget_lines_code_unique" UNIQUE("county_code","year","code"),
	CONSTRAINT "budget_lines_not_overspent" CHECK (0 <= "budget_lines"."committed_fen" and "budget_lines"."committed_fen" <= "budget_lines"."total_fen")
);
--> statement-breakpoint
CREATE TABLE "payment_batches" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"budget_line_id" uuid NOT NULL,
	"status" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"line_count" integer NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"confirmed_by" uuid,
	"sent_at" timestamp with time zone,
	"format" jsonb,
	"file_hash" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_batches_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "payment_batches_number_unique" UNIQUE("county_code","number"),
	CONSTRAINT "payment_batches_status_known" CHECK ("payment_batches"."status" in ('open', 'confirmed', 'sent', 'settled', 'cancelled')),
	CONSTRAINT "payment_batches_confirmed_by_another" CHECK ("payment_batches"."confirmed_by" <> "payment_batches"."made_by"),
	CONSTRAINT "payment_batches_sent_is_confirmed" CHECK ("payment_batches"."status" not in ('confirmed', 'sent', 'settled') or "payment_batches"."confirmed_by" is not null and "payment_batches"."format" is not null and "payment_batches"."file_hash" is not null)
);
--> statement-breakpoint
CREATE TABLE "payment_lines" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"amount_fen" integer NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"returned_on" date,
	"is_alive" boolean,
	CONSTRAINT "payment_lines_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "payment_lines_number_unique" UNIQUE("county_code","batch_id","number"),
	CONSTRAINT "payment_lines_attempt_unique" UNIQUE("county_code","claim_id","attempt"),
	CONSTRAINT "payment_lines_one_alive" UNIQUE("county_code","claim_id","is_alive"),
	CONSTRAINT "payment_lines_alive_is_so" CHECK (("payment_lines"."status" in ('waiting', 'paid')) = ("payment_lines"."is_alive" is not null) and coalesce("payment_lines"."is_alive", true)),
	CONSTRAINT "payment_lines_status_known" CHECK ("payment_lines"."status" in ('waiting', 'paid', 'failed', 'cancelled')),
	CONSTRAINT "payment_lines_amount_positive" CHECK ("payment_lines"."amount_fen" > 0),
	CONSTRAINT "payment_lines_failed_with_reason" CHECK (("payment_lines"."status" = 'failed') = ("payment_lines"."failure" is not null))
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"county_code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"amount_fen" integer NOT NULL,
	"paid_on" date NOT NULL,
	"recovered_fen" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "payments_once_a_claim" PRIMARY KEY("county_code","claim_id"),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."amount_fen" > 0),
	CONSTRAINT "payments_recovered_within" CHECK ("payments"."recovered_fen" between 0 and "payments"."amount_fen")
);
--> statement-breakpoint
CREATE TABLE "policy_endings" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"last_on" date,
	"reason" text NOT NULL,
	"ended_by" uuid NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_endings_county_code_id_pk" PRIMARY KEY("county_code","id")
);
--> statement-breakpoint
CREATE TABLE "policy_rates" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"fen" integer,
	"percent_hundredths" integer,
	"per" text,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"cites" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_rates_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "policy_rates_one_a_day" UNIQUE("county_code","rule_id","effective_from","entered_at"),
	CONSTRAINT "policy_rates_one_kind" CHECK (("policy_rates"."fen" is null) <> ("policy_rates"."percent_hundredths" is null)),
	CONSTRAINT "policy_rates_not_negative" CHECK (coalesce("policy_rates"."fen", "policy_rates"."percent_hundredths") >= 0),
	CONSTRAINT "policy_rates_in_order" CHECK ("policy_rates"."effective_from" <= "policy_rates"."effective_to")
);
--> statement-breakpoint
CREATE TABLE "policy_settings" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_settings_county_code_id_pk" PRIMARY KEY("county_code","id")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"number" integer NOT NULL,
	"jurisdiction" text NOT NULL,
	"document" text NOT NULL,
	"rule" jsonb NOT NULL,
	"terms" jsonb NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"status" text NOT NULL,
	"note" text,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone,
	CONSTRAINT "policy_versions_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "policy_versions_number_unique" UNIQUE("county_code","rule_id","number"),
	CONSTRAINT "policy_versions_status_known" CHECK ("policy_versions"."status" in ('draft', 'published')),
	CONSTRAINT "policy_versions_in_order" CHECK ("policy_versions"."valid_from" <= "policy_versions"."valid_to"),
	CONSTRAINT "policy_versions_published_is_signed" CHECK (("policy_versions"."status" = 'published') = ("policy_versions"."published_at" is not null) and ("policy_versions"."published_at" is null) = ("policy_versions"."published_by" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_lines" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"line" jsonb,
	CONSTRAINT "notice_lines_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "notice_lines_once" UNIQUE("county_code","notice_id","claim_id"),
	CONSTRAINT "notice_lines_number_unique" UNIQUE("county_code","notice_id","number")
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"text_sealed" text NOT NULL,
	"contact_sealed" text,
	"at" timestamp with time zone NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"answer" text,
	"is_upheld" boolean,
	CONSTRAINT "objections_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "objections_answered_is_signed" CHECK (("objections"."answer" is null) = ("objections"."answered_at" is null) and ("objections"."answer" is null) = ("objections"."answered_by" is null))
);
--> statement-breakpoint
CREATE TABLE "public_notices" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"title" text NOT NULL,
	"basis" text NOT NULL,
	"fields" text[] NOT NULL,
	"published_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"published_by" uuid NOT NULL,
	"text_hash" text NOT NULL,
	"line_count" integer NOT NULL,
	"emptied_at" timestamp with time zone,
	CONSTRAINT "public_notices_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "public_notices_in_order" CHECK ("public_notices"."published_on" < "public_notices"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "sample_checks" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"sample_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"placement_id" uuid NOT NULL,
	"status" text NOT NULL,
	"checklist" jsonb,
	"visited_by" uuid,
	"visited_on" date,
	"finding" text,
	"reply" text,
	"replied_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	CONSTRAINT "sample_checks_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "sample_checks_once" UNIQUE("county_code","sample_id","placement_id"),
	CONSTRAINT "sample_checks_status_known" CHECK ("sample_checks"."status" in ('drawn', 'visited', 'replied', 'passed', 'failed')),
	CONSTRAINT "sample_checks_decided_by_another" CHECK ("sample_checks"."decided_by" <> "sample_checks"."visited_by"),
	CONSTRAINT "sample_checks_decided_is_signed" CHECK (("sample_checks"."status" in ('passed', 'failed')) = ("sample_checks"."decided_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "samples" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"seed" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"shares" jsonb NOT NULL,
	"population_hash" text NOT NULL,
	"drawn_by" uuid NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"replies_due_on" date NOT NULL,
	CONSTRAINT "samples_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "samples_seed_unique" UNIQUE("county_code","seed")
);
--> statement-breakpoint
ALTER TABLE "placements" DROP CONSTRAINT "placements_status_known", DROP CONSTRAINT "placements_started_is_dated";--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_status_known" CHECK ("placements"."status" in ('agreed', 'started', 'stable', 'ended', 'dropped')),
	ADD CONSTRAINT "placements_started_is_dated" CHECK ("placements"."status" in ('agreed', 'dropped') or "placements"."started_on" is not null);--> statement-breakpoint
ALTER TABLE "employer_sheets" ADD CONSTRAINT "employer_sheets_county_code_employer_id_employers_county_code_id_fk" FOREIGN KEY ("county_code","employer_id") REFERENCES "public"."employers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wage_months" ADD CONSTRAINT "wage_months_county_code_placement_id_placements_county_code_id_fk" FOREIGN KEY ("county_code","placement_id") REFERENCES "public"."placements"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wage_months" ADD CONSTRAINT "wage_months_county_code_sheet_id_employer_sheets_county_code_id_fk" FOREIGN KEY ("county_code","sheet_id") REFERENCES "public"."employer_sheets"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_duties" ADD CONSTRAINT "claim_duties_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_stand_on_an_award" FOREIGN KEY ("county_code","id","rule_id","subject_id","payee_kind","period_key") REFERENCES "public"."awards"("county_code","claim_id","rule_id","subject_id","payee_kind","period_key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_county_code_policy_version_id_policy_versions_county_code_id_fk" FOREIGN KEY ("county_code","policy_version_id") REFERENCES "public"."policy_versions"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_county_code_employer_id_employers_county_code_id_fk" FOREIGN KEY ("county_code","employer_id") REFERENCES "public"."employers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_county_code_placement_id_placements_county_code_id_fk" FOREIGN KEY ("county_code","placement_id") REFERENCES "public"."placements"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_county_code_account_id_payee_accounts_county_code_id_fk" FOREIGN KEY ("county_code","account_id") REFERENCES "public"."payee_accounts"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fraud_hits" ADD CONSTRAINT "fraud_hits_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_relatives" ADD CONSTRAINT "officer_relatives_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_hours" ADD CONSTRAINT "person_hours_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_spans" ADD CONSTRAINT "person_spans_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_returns" ADD CONSTRAINT "bank_returns_county_code_batch_id_payment_batches_county_code_id_fk" FOREIGN KEY ("county_code","batch_id") REFERENCES "public"."payment_batches"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_batches" ADD CONSTRAINT "payment_batches_county_code_budget_line_id_budget_lines_county_code_id_fk" FOREIGN KEY ("county_code","budget_line_id") REFERENCES "public"."budget_lines"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_county_code_batch_id_payment_batches_county_code_id_fk" FOREIGN KEY ("county_code","batch_id") REFERENCES "public"."payment_batches"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_county_code_account_id_payee_accounts_county_code_id_fk" FOREIGN KEY ("county_code","account_id") REFERENCES "public"."payee_accounts"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_county_code_line_id_payment_lines_county_code_id_fk" FOREIGN KEY ("county_code","line_id") REFERENCES "public"."payment_lines"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_endings" ADD CONSTRAINT "policy_endings_county_code_version_id_policy_versions_county_code_id_fk" FOREIGN KEY ("county_code","version_id") REFERENCES "public"."policy_versions"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_lines" ADD CONSTRAINT "notice_lines_county_code_notice_id_public_notices_county_code_id_fk" FOREIGN KEY ("county_code","notice_id") REFERENCES "public"."public_notices"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_lines" ADD CONSTRAINT "notice_lines_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_county_code_claim_id_claims_county_code_id_fk" FOREIGN KEY ("county_code","claim_id") REFERENCES "public"."claims"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_checks" ADD CONSTRAINT "sample_checks_county_code_sample_id_samples_county_code_id_fk" FOREIGN KEY ("county_code","sample_id") REFERENCES "public"."samples"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_checks" ADD CONSTRAINT "sample_checks_county_code_employer_id_employers_county_code_id_fk" FOREIGN KEY ("county_code","employer_id") REFERENCES "public"."employers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_checks" ADD CONSTRAINT "sample_checks_county_code_placement_id_placements_county_code_id_fk" FOREIGN KEY ("county_code","placement_id") REFERENCES "public"."placements"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_by_status" ON "claims" USING btree ("county_code","status","region_code");--> statement-breakpoint
CREATE INDEX "claims_by_labourer" ON "claims" USING btree ("county_code","labourer_id");--> statement-breakpoint
CREATE INDEX "claims_by_employer" ON "claims" USING btree ("county_code","employer_id");--> statement-breakpoint
CREATE INDEX "claims_by_placement" ON "claims" USING btree ("county_code","placement_id");--> statement-breakpoint
CREATE INDEX "claims_by_payee" ON "claims" USING btree ("county_code","payee_id");--> statement-breakpoint
CREATE INDEX "papers_by_subject" ON "papers" USING btree ("county_code","subject_kind","subject_id","paper");--> statement-breakpoint
CREATE INDEX "payee_accounts_by_number" ON "payee_accounts" USING btree ("county_code","number_hash");--> statement-breakpoint
CREATE INDEX "stated_facts_by_subject" ON "stated_facts" USING btree ("county_code","subject_kind","subject_id","fact","stated_at");--> statement-breakpoint
CREATE INDEX "bank_formats_by_time" ON "bank_formats" USING btree ("county_code","set_at");--> statement-breakpoint
CREATE INDEX "payments_by_day" ON "payments" USING btree ("county_code","paid_on");--> statement-breakpoint
CREATE INDEX "policy_endings_by_version" ON "policy_endings" USING btree ("county_code","version_id");--> statement-breakpoint
CREATE INDEX "policy_settings_by_key" ON "policy_settings" USING btree ("county_code","key","set_at");--> statement-breakpoint
CREATE INDEX "notice_lines_by_claim" ON "notice_lines" USING btree ("county_code","claim_id");--> statement-breakpoint
CREATE INDEX "objections_by_claim" ON "objections" USING btree ("county_code","claim_id");--> statement-breakpoint
CREATE INDEX "public_notices_by_end" ON "public_notices" USING btree ("county_code","ends_on");--> statement-breakpoint
-- A published policy is what a claim was judged by. Were it to change, no claim could be explained again.
create function forbid_policy_edit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('songgang.emptying_demo', true) = old.county_code
    and exists (select 1 from counties where code = old.county_code and is_demo) then
    return old;
  end if;
  raise exception 'policy % v% is published and cannot change', old.rule_id, old.number using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger policy_versions_never_change before update or delete on policy_versions
  for each row when (old.status = 'published') execute function forbid_policy_edit();
--> statement-breakpoint
-- The days on which a version holds: its own, cut short by the earliest of its endings; none where one names no day.
create function policy_span(version policy_versions) returns daterange language sql stable as $$
  select case when bool_or(e.last_on is null) or min(e.last_on) < version.valid_from then 'empty'::daterange
    else daterange(version.valid_from, least(version.valid_to, min(e.last_on)), '[]') end
  from policy_endings e where e.county_code = version.county_code and e.version_id = version.id
$$;
--> statement-breakpoint
-- Two versions of one rule never stand on the same day. The county's row is locked, so that two officers who publish at
-- the same moment see each other.
create function forbid_policy_overlap() returns trigger language plpgsql as $$
begin
  perform 1 from counties where code = new.county_code for update;
  if exists (
    select 1 from policy_versions other
    where other.county_code = new.county_code and other.rule_id = new.rule_id and other.id <> new.id and other.status = 'published'
      and policy_span(other) && daterange(new.valid_from, new.valid_to, '[]')
  ) then
    raise exception 'policy % v% overlaps a published version', new.rule_id, new.number using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger policy_versions_never_overlap before insert or update on policy_versions
  for each row when (new.status = 'published') execute function forbid_policy_overlap();
--> statement-breakpoint
create trigger policy_endings_insert_only before update or delete on policy_endings for each row execute function refuse_change();
--> statement-breakpoint
create trigger policy_rates_insert_only before update or delete on policy_rates for each row execute function refuse_change();
--> statement-breakpoint
create trigger policy_settings_insert_only before update or delete on policy_settings for each row execute function refuse_change();
--> statement-breakpoint
create trigger stated_facts_insert_only before update or delete on stated_facts for each row execute function refuse_change();
--> statement-breakpoint
create trigger awards_insert_only before update or delete on awards for each row execute function refuse_change();
--> statement-breakpoint
create trigger bank_formats_insert_only before update or delete on bank_formats for each row execute function refuse_change();
--> statement-breakpoint
create trigger claim_duties_insert_only before update or delete on claim_duties for each row execute function refuse_change();
--> statement-breakpoint
create trigger chain_exports_insert_only before update or delete on chain_exports for each row execute function refuse_change();
--> statement-breakpoint
create trigger payments_never_change before delete or update of county_code, claim_id, line_id, amount_fen, paid_on on payments
  for each row execute function refuse_change();
