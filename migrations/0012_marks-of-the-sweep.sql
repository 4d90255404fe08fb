CREATE TABLE "look_marks" (
	"county_code" text NOT NULL,
	"labourer_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"looked_on" date NOT NULL,
	CONSTRAINT "look_marks_one_each" PRIMARY KEY("county_code","labourer_id")
);
