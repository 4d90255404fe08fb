-- What happened stays written. The chain of hashes would show a change; this refuses it in the first place.
-- One door is left: emptying a county that is marked as a demonstration, inside a transaction that says so.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('songgang.emptying_demo', true) = old.county_code
    and exists (select 1 from counties where code = old.county_code and is_demo) then
    return old;
  end if;
  raise exception '% is insert-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception '% is insert-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger events_insert_only before update or delete on events for each row execute function refuse_change();
--> statement-breakpoint
create trigger events_no_truncate before truncate on events for each statement execute function refuse_truncate();
--> statement-breakpoint
create trigger disclosures_insert_only before update or delete on disclosures for each row execute function refuse_change();
--> statement-breakpoint
create trigger disclosures_no_truncate before truncate on disclosures for each statement execute function refuse_truncate();
