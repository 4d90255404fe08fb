CREATE TABLE "chain_heads" (
	"county_code" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_role" text NOT NULL,
	"actor_name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"field" text NOT NULL,
	"purpose" text NOT NULL,
	"case_ref" text,
	CONSTRAINT "disclosures_county_code_id_pk" PRIMARY KEY("county_code","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"county_code" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_role" text NOT NULL,
	"actor_name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"action" text NOT NULL,
	"from_status" text,
	"to_status" text,
	"details" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_county_code_seq_pk" PRIMARY KEY("county_code","seq"),
	CONSTRAINT "events_role_known" CHECK ("events"."actor_role" in ('visitor', 'labourer', 'employer', 'liaison', 'township_officer', 'county_officer', 'finance_officer', 'auditor', 'administrator', 'system'))
);
--> statement-breakpoint
CREATE TABLE "login_codes" (
	"county_code" text NOT NULL,
	"phone_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries_left" integer NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "login_codes_county_code_phone_hash_pk" PRIMARY KEY("county_code","phone_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"county_code" text NOT NULL,
	"login_name" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_failures_county_code_login_name_pk" PRIMARY KEY("county_code","login_name")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"role" text NOT NULL,
	"login_name" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text,
	"region_code" text NOT NULL,
	"employer_id" uuid,
	"labourer_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "users_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "users_login_unique" UNIQUE("county_code","login_name"),
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('visitor', 'labourer', 'employer', 'liaison', 'township_officer', 'county_officer', 'finance_officer', 'auditor', 'administrator', 'system'))
);
--> statement-breakpoint
CREATE TABLE "campaign_villages" (
	"county_code" text NOT NULL,
	"campaign_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	CONSTRAINT "campaign_villages_county_code_campaign_id_region_code_pk" PRIMARY KEY("county_code","campaign_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"status" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "campaigns_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "campaigns_status_known" CHECK ("campaigns"."status" in ('planned', 'running', 'finished'))
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"helper_id" uuid NOT NULL,
	"status" text NOT NULL,
	"visited_at" timestamp with time zone,
	"note" text,
	"client_key" text,
	"recorded_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "visits_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "visits_once_a_campaign" UNIQUE("county_code","campaign_id","household_id"),
	CONSTRAINT "visits_status_known" CHECK ("visits"."status" in ('assigned', 'done', 'absent', 'refused', 'moved'))
);
--> statement-breakpoint
CREATE TABLE "employer_contacts" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"how" text NOT NULL,
	"note" text NOT NULL,
	"needs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "employer_contacts_county_code_id_pk" PRIMARY KEY("county_code","id")
);
--> statement-breakpoint
CREATE TABLE "employers" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"credit_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"workshop_kind" text,
	"products" text,
	"region_code" text NOT NULL,
	"address" text,
	"contact_name" text,
	"phone_sealed" text,
	"state" text NOT NULL,
	"state_note" text,
	"verified_at" timestamp with time zone,
	"verified_by" uuid,
	"import_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "employers_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "employers_credit_code_unique" UNIQUE("county_code","credit_code"),
	CONSTRAINT "employers_kind_known" CHECK ("employers"."kind" in ('company', 'workshop', 'agency', 'public_body')),
	CONSTRAINT "employers_state_known" CHECK ("employers"."state" in ('registered', 'verified', 'suspended', 'blacklisted'))
);
--> statement-breakpoint
CREATE TABLE "booths" (
	"county_code" text NOT NULL,
	"fair_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"booth_number" integer,
	"status" text NOT NULL,
	CONSTRAINT "booths_county_code_fair_id_employer_id_pk" PRIMARY KEY("county_code","fair_id","employer_id"),
	CONSTRAINT "booths_status_known" CHECK ("booths"."status" in ('invited', 'accepted', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"county_code" text NOT NULL,
	"fair_id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "check_ins_county_code_fair_id_labourer_id_pk" PRIMARY KEY("county_code","fair_id","labourer_id")
);
--> statement-breakpoint
CREATE TABLE "fair_jobs" (
	"county_code" text NOT NULL,
	"fair_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	CONSTRAINT "fair_jobs_county_code_fair_id_job_id_pk" PRIMARY KEY("county_code","fair_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "fairs" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"region_code" text NOT NULL,
	"place" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"notes" text,
	"status" text NOT NULL,
	"summary" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "fairs_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "fairs_status_known" CHECK ("fairs"."status" in ('planned', 'announced', 'registration', 'open', 'closed', 'summarised')),
	CONSTRAINT "fairs_kind_known" CHECK ("fairs"."kind" in ('special', 'market_day', 'village', 'labour_export', 'public_welfare'))
);
--> statement-breakpoint
CREATE TABLE "intents" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"fair_id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "intents_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "intents_once" UNIQUE("county_code","fair_id","labourer_id","job_id"),
	CONSTRAINT "intents_outcome_known" CHECK ("intents"."outcome" in ('open', 'signed', 'not_placed'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"county_code" text NOT NULL,
	"fair_id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"job_ids" uuid[] NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitations_county_code_fair_id_labourer_id_pk" PRIMARY KEY("county_code","fair_id","labourer_id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_ref" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"occupation_code" text,
	"skill_codes" text[] DEFAULT '{}' NOT NULL,
	"kind" text NOT NULL,
	"pay_kind" text,
	"pay_min_fen" integer,
	"pay_max_fen" integer,
	"pay_unit" text,
	"monthly_min_fen" integer,
	"monthly_max_fen" integer,
	"pay_text" text,
	"pay_day" text,
	"region_code" text,
	"place_text" text,
	"address" text,
	"head_count" integer,
	"placed_count" integer DEFAULT 0 NOT NULL,
	"shift" text DEFAULT 'day' NOT NULL,
	"hours_text" text,
	"demands" text[] DEFAULT '{}' NOT NULL,
	"age_min" integer,
	"age_max" integer,
	"education_min" text DEFAULT 'none' NOT NULL,
	"has_board" boolean DEFAULT false NOT NULL,
	"has_lodging" boolean DEFAULT false NOT NULL,
	"perks" text[] DEFAULT '{}' NOT NULL,
	"suits" text[] DEFAULT '{}' NOT NULL,
	"valid_until_on" date,
	"shared_with" text DEFAULT 'county' NOT NULL,
	"status" text NOT NULL,
	"status_note" text,
	"published_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"import_id" uuid,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jobs_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "jobs_source_unique" UNIQUE("county_code","source","source_ref"),
	CONSTRAINT "jobs_status_known" CHECK ("jobs"."status" in ('draft', 'submitted', 'published', 'paused', 'rejected', 'filled', 'expired', 'withdrawn')),
	CONSTRAINT "jobs_kind_known" CHECK ("jobs"."kind" in ('market', 'workshop', 'home_based', 'public_welfare', 'auxiliary')),
	CONSTRAINT "jobs_pay_kind_known" CHECK ("jobs"."pay_kind" in ('month', 'day', 'hour', 'piece')),
	CONSTRAINT "jobs_shift_known" CHECK ("jobs"."shift" in ('day', 'two_shift', 'three_shift', 'night', 'flexible', 'part_time')),
	CONSTRAINT "jobs_shared_with_known" CHECK ("jobs"."shared_with" in ('county', 'prefecture', 'province', 'anywhere')),
	CONSTRAINT "jobs_pay_in_order" CHECK ("jobs"."pay_min_fen" <= "jobs"."pay_max_fen" and "jobs"."monthly_min_fen" <= "jobs"."monthly_max_fen"),
	CONSTRAINT "jobs_head_count_positive" CHECK ("jobs"."head_count" > 0),
	CONSTRAINT "jobs_age_in_order" CHECK ("jobs"."age_min" <= "jobs"."age_max" and "jobs"."age_min" >= 16),
	CONSTRAINT "jobs_published_complete" CHECK ("jobs"."status" <> 'published' or ("jobs"."published_at" is not null and "jobs"."occupation_code" is not null and "jobs"."monthly_min_fen" is not null
        and "jobs"."monthly_max_fen" is not null and "jobs"."region_code" is not null and "jobs"."head_count" is not null and "jobs"."valid_until_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"job_county_code" text NOT NULL,
	"job_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"tier" text NOT NULL,
	"score" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"year" integer NOT NULL,
	"status" text NOT NULL,
	"decline_reason" text,
	"close_reason" text,
	"not_placed_reason" text,
	"note" text,
	"planned_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	"confirmed_at" timestamp with time zone,
	"due_on" date,
	"introduced_at" timestamp with time zone,
	"introduced_by" uuid,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "deliveries_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "deliveries_never_repeated" UNIQUE("county_code","labourer_id","job_id"),
	CONSTRAINT "deliveries_status_known" CHECK ("deliveries"."status" in ('planned', 'delivered', 'seen', 'interested', 'declined', 'introduced', 'placed', 'not_placed', 'closed')),
	CONSTRAINT "deliveries_channel_known" CHECK ("deliveries"."channel" in ('in_app', 'sms', 'email', 'sheet', 'visit', 'fair', 'kiosk')),
	CONSTRAINT "deliveries_tier_known" CHECK ("deliveries"."tier" in ('floor', 'beyond')),
	CONSTRAINT "deliveries_declined_with_reason" CHECK ("deliveries"."status" <> 'declined' or "deliveries"."decline_reason" is not null),
	CONSTRAINT "deliveries_closed_with_reason" CHECK ("deliveries"."status" <> 'closed' or "deliveries"."close_reason" is not null),
	CONSTRAINT "deliveries_not_placed_with_reason" CHECK ("deliveries"."status" <> 'not_placed' or "deliveries"."not_placed_reason" is not null),
	CONSTRAINT "deliveries_interest_is_dated" CHECK ("deliveries"."status" <> 'interested' or "deliveries"."due_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "kiosk_wishes" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"job_county_code" text NOT NULL,
	"job_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"name_sealed" text NOT NULL,
	"phone_sealed" text,
	"said_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"client_key" text NOT NULL,
	"labourer_id" uuid,
	"delivery_id" uuid,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"outcome" text,
	CONSTRAINT "kiosk_wishes_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "kiosk_wishes_once" UNIQUE("county_code","client_key")
);
--> statement-breakpoint
CREATE TABLE "match_runs" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid,
	"on_date" date NOT NULL,
	"seed" integer NOT NULL,
	"labourer_count" integer NOT NULL,
	"job_count" integer NOT NULL,
	"pairs_judged" text NOT NULL,
	"suitable_pairs" text NOT NULL,
	"delivery_count" integer NOT NULL,
	"with_five_count" integer NOT NULL,
	"jobs_at_cap" integer NOT NULL,
	"short" jsonb NOT NULL,
	"shortage" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest" text NOT NULL,
	"seconds" real NOT NULL,
	"actor_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"dispatched_at" timestamp with time zone,
	CONSTRAINT "match_runs_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "match_runs_kind_known" CHECK ("match_runs"."kind" in ('county', 'labourer', 'job'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"message_id" text NOT NULL,
	"to_sealed" text NOT NULL,
	"to_masked" text NOT NULL,
	"subject" text NOT NULL,
	"body_sealed" text NOT NULL,
	"delivery_id" uuid,
	"labourer_id" uuid,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"queued_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "messages_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "messages_once" UNIQUE("county_code","message_id"),
	CONSTRAINT "messages_channel_known" CHECK ("messages"."channel" in ('sms', 'email')),
	CONSTRAINT "messages_status_known" CHECK ("messages"."status" in ('queued', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "households" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"card_number" text NOT NULL,
	"head_name" text NOT NULL,
	"region_code" text NOT NULL,
	"address" text,
	"poverty_status" text NOT NULL,
	"is_relocated" boolean DEFAULT false NOT NULL,
	"member_count" integer,
	"state" text DEFAULT 'active' NOT NULL,
	"import_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "households_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "households_card_unique" UNIQUE("county_code","card_number"),
	CONSTRAINT "households_poverty_known" CHECK ("households"."poverty_status" in ('registered', 'exited', 'returned', 'monitored', 'none')),
	CONSTRAINT "households_state_known" CHECK ("households"."state" in ('active', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"outcome" text NOT NULL,
	"label" text NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"payload_sealed" text,
	"before_sealed" text,
	"subject_id" uuid,
	CONSTRAINT "import_rows_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "import_rows_once" UNIQUE("county_code","import_id","row_number"),
	CONSTRAINT "import_rows_outcome_known" CHECK ("import_rows"."outcome" in ('create', 'update', 'up_to_date', 'error'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"create_count" integer DEFAULT 0 NOT NULL,
	"update_count" integer DEFAULT 0 NOT NULL,
	"up_to_date_count" integer DEFAULT 0 NOT NULL,
	"error_count" integer DEFAULT 0 NOT NULL,
	"unparsed" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	"taken_back_at" timestamp with time zone,
	CONSTRAINT "imports_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "imports_kind_known" CHECK ("imports"."kind" in ('labourers', 'employers', 'jobs')),
	CONSTRAINT "imports_state_known" CHECK ("imports"."state" in ('staged', 'applied', 'taken_back', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "labourers" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"name" text NOT NULL,
	"id_number_sealed" text NOT NULL,
	"id_number_hash" text NOT NULL,
	"birth_on" date NOT NULL,
	"sex" text NOT NULL,
	"region_code" text NOT NULL,
	"phone_sealed" text,
	"phone_hash" text,
	"email_sealed" text,
	"education" text NOT NULL,
	"health" text NOT NULL,
	"limits" text[] DEFAULT '{}' NOT NULL,
	"disability_kind" text,
	"disability_grade" integer,
	"care_duties" text[] DEFAULT '{}' NOT NULL,
	"employment" text NOT NULL,
	"skills" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"skills_text" text,
	"wants_work" boolean NOT NULL,
	"wishes" text[] DEFAULT '{}' NOT NULL,
	"reach" text NOT NULL,
	"pay_floor_fen" integer DEFAULT 0 NOT NULL,
	"shifts" text[] NOT NULL,
	"home_every_night" boolean DEFAULT false NOT NULL,
	"needs_lodging" boolean DEFAULT false NOT NULL,
	"needs_board" boolean DEFAULT false NOT NULL,
	"wants_venture" boolean,
	"venture_wish" text,
	"wants_training" boolean,
	"training_wishes" text[] DEFAULT '{}' NOT NULL,
	"pension" text DEFAULT 'unknown' NOT NULL,
	"medical" text DEFAULT 'unknown' NOT NULL,
	"measures" text[] DEFAULT '{}' NOT NULL,
	"measures_note" text,
	"personalised_refused_at" timestamp with time zone,
	"sms_allowed" boolean DEFAULT true NOT NULL,
	"checked_at" timestamp with time zone,
	"checked_by" uuid,
	"state" text DEFAULT 'active' NOT NULL,
	"closed_reason" text,
	"import_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "labourers_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "labourers_person_unique" UNIQUE("county_code","id_number_hash"),
	CONSTRAINT "labourers_sex_known" CHECK ("labourers"."sex" in ('male', 'female')),
	CONSTRAINT "labourers_education_known" CHECK ("labourers"."education" in ('none', 'primary', 'junior', 'senior', 'college', 'bachelor')),
	CONSTRAINT "labourers_health_known" CHECK ("labourers"."health" in ('healthy', 'chronic', 'serious', 'disabled')),
	CONSTRAINT "labourers_employment_known" CHECK ("labourers"."employment" in ('employed', 'self_employed', 'flexible', 'farming', 'unemployed', 'student', 'retired')),
	CONSTRAINT "labourers_reach_known" CHECK ("labourers"."reach" in ('village', 'town', 'county', 'prefecture', 'province', 'anywhere')),
	CONSTRAINT "labourers_state_known" CHECK ("labourers"."state" in ('active', 'closed')),
	CONSTRAINT "labourers_floor_not_negative" CHECK ("labourers"."pay_floor_fen" >= 0),
	CONSTRAINT "labourers_shifts_some" CHECK (cardinality("labourers"."shifts") > 0),
	CONSTRAINT "labourers_grade_with_kind" CHECK (("labourers"."disability_kind" is null) = ("labourers"."disability_grade" is null)),
	CONSTRAINT "labourers_grade_known" CHECK ("labourers"."disability_grade" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"helper_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	CONSTRAINT "pairings_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "pairings_once" UNIQUE("county_code","household_id","helper_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "poverty_spells" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"status" text NOT NULL,
	"from_on" date NOT NULL,
	"note" text,
	CONSTRAINT "poverty_spells_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "poverty_spells_one_a_day" UNIQUE("county_code","household_id","from_on"),
	CONSTRAINT "poverty_spells_status_known" CHECK ("poverty_spells"."status" in ('registered', 'exited', 'returned', 'monitored', 'none'))
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"placement_id" uuid NOT NULL,
	"day_number" integer NOT NULL,
	"due_on" date NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"way" text,
	"outcome" text,
	"opinion" text,
	CONSTRAINT "follow_ups_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "follow_ups_once" UNIQUE("county_code","placement_id","day_number")
);
--> statement-breakpoint
CREATE TABLE "placements" (
	"county_code" text NOT NULL,
	"id" uuid NOT NULL,
	"labourer_id" uuid NOT NULL,
	"employer_id" uuid,
	"employer_name" text NOT NULL,
	"job_id" uuid,
	"origin" text NOT NULL,
	"delivery_id" uuid,
	"intent_id" uuid,
	"introducer_kind" text NOT NULL,
	"introducer_name" text,
	"introducer_fixed_on" date,
	"post_title" text NOT NULL,
	"post_kind" text NOT NULL,
	"occupation_code" text,
	"contract_kind" text NOT NULL,
	"contract_on" date,
	"contract_until_on" date,
	"region_code" text,
	"place_text" text,
	"started_on" date,
	"ended_on" date,
	"end_reason" text,
	"monthly_pay_fen" integer,
	"insurances" text[] DEFAULT '{}' NOT NULL,
	"last_wage_on" date,
	"status" text NOT NULL,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "placements_county_code_id_pk" PRIMARY KEY("county_code","id"),
	CONSTRAINT "placements_one_a_start" UNIQUE("county_code","labourer_id","employer_name","started_on"),
	CONSTRAINT "placements_status_known" CHECK ("placements"."status" in ('agreed', 'started', 'stable', 'ended')),
	CONSTRAINT "placements_origin_known" CHECK ("placements"."origin" in ('introduction', 'fair', 'hand', 'import', 'self')),
	CONSTRAINT "placements_contract_known" CHECK ("placements"."contract_kind" in ('labour_contract', 'employment_agreement', 'service_agreement', 'employment_proof', 'migrant_work_agreement', 'none')),
	CONSTRAINT "placements_introducer_known" CHECK ("placements"."introducer_kind" in ('bureau', 'agency', 'township', 'village', 'able_villager', 'none')),
	CONSTRAINT "placements_introducer_before_contract" CHECK ("placements"."introducer_kind" = 'none' or "placements"."introducer_fixed_on" <= coalesce("placements"."contract_on", "placements"."introducer_fixed_on")),
	CONSTRAINT "placements_in_order" CHECK ("placements"."started_on" <= "placements"."ended_on"),
	CONSTRAINT "placements_ended_with_reason" CHECK (("placements"."status" = 'ended') = ("placements"."end_reason" is not null) and ("placements"."status" = 'ended') = ("placements"."ended_on" is not null)),
	CONSTRAINT "placements_started_is_dated" CHECK ("placements"."status" = 'agreed' or "placements"."started_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "counties" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"settings" jsonb NOT NULL,
	"match_epoch" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minimum_wages" (
	"county_code" text NOT NULL,
	"valid_from" text NOT NULL,
	"monthly_fen" integer NOT NULL,
	"hourly_fen" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "minimum_wages_county_code_valid_from_pk" PRIMARY KEY("county_code","valid_from"),
	CONSTRAINT "minimum_wages_monthly_positive" CHECK ("minimum_wages"."monthly_fen" > 0),
	CONSTRAINT "minimum_wages_hourly_positive" CHECK ("minimum_wages"."hourly_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"code" text PRIMARY KEY NOT NULL,
	"parent_code" text,
	"level" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"point_set_by" text,
	"source" text NOT NULL,
	CONSTRAINT "regions_level_known" CHECK ("regions"."level" in ('province', 'prefecture', 'county', 'town', 'village'))
);
--> statement-breakpoint
ALTER TABLE "campaign_villages" ADD CONSTRAINT "campaign_villages_county_code_campaign_id_campaigns_county_code_id_fk" FOREIGN KEY ("county_code","campaign_id") REFERENCES "public"."campaigns"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_county_code_campaign_id_campaigns_county_code_id_fk" FOREIGN KEY ("county_code","campaign_id") REFERENCES "public"."campaigns"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_county_code_household_id_households_county_code_id_fk" FOREIGN KEY ("county_code","household_id") REFERENCES "public"."households"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booths" ADD CONSTRAINT "booths_county_code_fair_id_fairs_county_code_id_fk" FOREIGN KEY ("county_code","fair_id") REFERENCES "public"."fairs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booths" ADD CONSTRAINT "booths_county_code_employer_id_employers_county_code_id_fk" FOREIGN KEY ("county_code","employer_id") REFERENCES "public"."employers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_county_code_fair_id_fairs_county_code_id_fk" FOREIGN KEY ("county_code","fair_id") REFERENCES "public"."fairs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_jobs" ADD CONSTRAINT "fair_jobs_county_code_fair_id_fairs_county_code_id_fk" FOREIGN KEY ("county_code","fair_id") REFERENCES "public"."fairs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intents" ADD CONSTRAINT "intents_county_code_fair_id_fairs_county_code_id_fk" FOREIGN KEY ("county_code","fair_id") REFERENCES "public"."fairs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intents" ADD CONSTRAINT "intents_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_county_code_fair_id_fairs_county_code_id_fk" FOREIGN KEY ("county_code","fair_id") REFERENCES "public"."fairs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_county_code_employer_id_employers_county_code_id_fk" FOREIGN KEY ("county_code","employer_id") REFERENCES "public"."employers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_job_county_code_job_id_jobs_county_code_id_fk" FOREIGN KEY ("job_county_code","job_id") REFERENCES "public"."jobs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_county_code_run_id_match_runs_county_code_id_fk" FOREIGN KEY ("county_code","run_id") REFERENCES "public"."match_runs"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_county_code_import_id_imports_county_code_id_fk" FOREIGN KEY ("county_code","import_id") REFERENCES "public"."imports"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labourers" ADD CONSTRAINT "labourers_county_code_household_id_households_county_code_id_fk" FOREIGN KEY ("county_code","household_id") REFERENCES "public"."households"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_county_code_household_id_households_county_code_id_fk" FOREIGN KEY ("county_code","household_id") REFERENCES "public"."households"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poverty_spells" ADD CONSTRAINT "poverty_spells_county_code_household_id_households_county_code_id_fk" FOREIGN KEY ("county_code","household_id") REFERENCES "public"."households"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_county_code_placement_id_placements_county_code_id_fk" FOREIGN KEY ("county_code","placement_id") REFERENCES "public"."placements"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_county_code_labourer_id_labourers_county_code_id_fk" FOREIGN KEY ("county_code","labourer_id") REFERENCES "public"."labourers"("county_code","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosures_by_subject" ON "disclosures" USING btree ("county_code","subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("county_code","subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("county_code","user_id");--> statement-breakpoint
CREATE INDEX "users_by_labourer" ON "users" USING btree ("county_code","labourer_id");--> statement-breakpoint
CREATE INDEX "users_by_employer" ON "users" USING btree ("county_code","employer_id");--> statement-breakpoint
CREATE INDEX "visits_by_helper" ON "visits" USING btree ("county_code","helper_id","status");--> statement-breakpoint
CREATE INDEX "employer_contacts_by_employer" ON "employer_contacts" USING btree ("county_code","employer_id","at");--> statement-breakpoint
CREATE INDEX "employers_by_state" ON "employers" USING btree ("county_code","state");--> statement-breakpoint
CREATE INDEX "fairs_by_time" ON "fairs" USING btree ("county_code","starts_at");--> statement-breakpoint
CREATE INDEX "jobs_by_status" ON "jobs" USING btree ("county_code","status","published_at");--> statement-breakpoint
CREATE INDEX "jobs_by_employer" ON "jobs" USING btree ("county_code","employer_id","status");--> statement-breakpoint
CREATE INDEX "jobs_by_validity" ON "jobs" USING btree ("county_code","status","valid_until_on");--> statement-breakpoint
CREATE INDEX "deliveries_by_job" ON "deliveries" USING btree ("county_code","job_id","status");--> statement-breakpoint
CREATE INDEX "deliveries_by_run" ON "deliveries" USING btree ("county_code","run_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_status" ON "deliveries" USING btree ("county_code","status","due_on");--> statement-breakpoint
CREATE INDEX "kiosk_wishes_open" ON "kiosk_wishes" USING btree ("county_code","region_code","settled_at");--> statement-breakpoint
CREATE INDEX "match_runs_by_time" ON "match_runs" USING btree ("county_code","committed_at");--> statement-breakpoint
CREATE INDEX "messages_by_status" ON "messages" USING btree ("county_code","status","queued_at");--> statement-breakpoint
CREATE INDEX "messages_by_delivery" ON "messages" USING btree ("county_code","delivery_id");--> statement-breakpoint
CREATE INDEX "households_by_region" ON "households" USING btree ("county_code","region_code");--> statement-breakpoint
CREATE INDEX "import_rows_by_outcome" ON "import_rows" USING btree ("county_code","import_id","outcome","row_number");--> statement-breakpoint
CREATE INDEX "labourers_by_region" ON "labourers" USING btree ("county_code","region_code");--> statement-breakpoint
CREATE INDEX "labourers_by_household" ON "labourers" USING btree ("county_code","household_id");--> statement-breakpoint
CREATE INDEX "labourers_by_phone" ON "labourers" USING btree ("county_code","phone_hash");--> statement-breakpoint
CREATE INDEX "pairings_by_helper" ON "pairings" USING btree ("county_code","helper_id");--> statement-breakpoint
CREATE INDEX "follow_ups_due" ON "follow_ups" USING btree ("county_code","done_at","due_on");--> statement-breakpoint
CREATE INDEX "placements_by_labourer" ON "placements" USING btree ("county_code","labourer_id","status");--> statement-breakpoint
CREATE INDEX "placements_by_employer" ON "placements" USING btree ("county_code","employer_id");--> statement-breakpoint
CREATE INDEX "regions_by_parent" ON "regions" USING btree ("parent_code");