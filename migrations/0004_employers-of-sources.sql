ALTER TABLE "employers" ALTER COLUMN "credit_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "employers" ADD COLUMN "source_name" text;--> statement-breakpoint
ALTER TABLE "employers" ADD CONSTRAINT "employers_source_name_unique" UNIQUE("county_code","source_name");--> statement-breakpoint
ALTER TABLE "employers" ADD CONSTRAINT "employers_coded_or_named" CHECK (("employers"."credit_code" is null) = ("employers"."source_name" is not null));--> statement-breakpoint
ALTER TABLE "employers" ADD CONSTRAINT "employers_verified_with_code" CHECK ("employers"."state" <> 'verified' or "employers"."credit_code" is not null);