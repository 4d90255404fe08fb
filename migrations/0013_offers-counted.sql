CREATE TABLE "offers_held" (
	"county_code" text NOT NULL,
	"labourer_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"offered" integer NOT NULL,
	"unanswered" integer NOT NULL,
	CONSTRAINT "offers_held_one_a_year" PRIMARY KEY("county_code","labourer_id","year")
);
--> statement-breakpoint
CREATE TABLE "offers_out" (
	"county_code" text NOT NULL,
	"job_id" uuid NOT NULL,
	"live" integer NOT NULL,
	CONSTRAINT "offers_out_one_a_job" PRIMARY KEY("county_code","job_id")
);
--> statement-breakpoint
-- Counts what a statement did to deliveries, in its transaction: one upsert for all it touched, in the order of the keys,
-- so that two statements never wait for one another crosswise. A change that counts for nothing writes nothing.
create function count_offers() returns trigger language plpgsql as $$
declare
  fields constant text := 'county_code, labourer_id, year, tier, job_county_code, job_id, status';
  moved text := case tg_op
    when 'INSERT' then format('select %s, 1 as sign from came', fields)
    when 'DELETE' then format('select %s, -1 as sign from gone', fields)
    else format('select %1$s, 1 as sign from came union all select %1$s, -1 as sign from gone', fields) end;
begin
  execute format($count$
    insert into offers_held as held (county_code, labourer_id, year, offered, unanswered)
    select county_code, labourer_id, year, offered, unanswered from (
      select county_code, labourer_id, year,
        coalesce(sum(sign) filter (where tier <> 'own'), 0) as offered,
        coalesce(sum(sign) filter (where status in ('planned', 'delivered', 'seen')), 0) as unanswered
      from (%s) moved group by county_code, labourer_id, year) sums
    where offered <> 0 or unanswered <> 0
    order by county_code, labourer_id, year
    on conflict (county_code, labourer_id, year) do update
    set offered = held.offered + excluded.offered, unanswered = held.unanswered + excluded.unanswered $count$, moved);
  execute format($count$
    insert into offers_out as sent (county_code, job_id, live)
    select job_county_code, job_id, live from (
      select job_county_code, job_id, sum(sign) as live from (%s) moved
      where status in ('planned', 'delivered', 'seen', 'interested', 'introduced', 'placed')
      group by job_county_code, job_id) sums
    where live <> 0
    order by job_county_code, job_id
    on conflict (county_code, job_id) do update set live = sent.live + excluded.live $count$, moved);
  return null;
end $$;
--> statement-breakpoint
create trigger deliveries_counted_in after insert on deliveries
  referencing new table as came for each statement execute function count_offers();
--> statement-breakpoint
create trigger deliveries_counted_anew after update on deliveries
  referencing old table as gone new table as came for each statement execute function count_offers();
--> statement-breakpoint
create trigger deliveries_counted_out after delete on deliveries
  referencing old table as gone for each statement execute function count_offers();
--> statement-breakpoint
insert into offers_held (county_code, labourer_id, year, offered, unanswered)
select county_code, labourer_id, year, count(*) filter (where tier <> 'own'), count(*) filter (where status in ('planned', 'delivered', 'seen'))
from deliveries group by county_code, labourer_id, year;
--> statement-breakpoint
insert into offers_out (county_code, job_id, live)
select job_county_code, job_id, count(*) from deliveries
where status in ('planned', 'delivered', 'seen', 'interested', 'introduced', 'placed') group by job_county_code, job_id;
