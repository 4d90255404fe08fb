ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_tier_known";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "run_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_tier_known" CHECK ("deliveries"."tier" in ('floor', 'beyond', 'own'));