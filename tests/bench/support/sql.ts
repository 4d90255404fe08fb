import {
  DEMANDS,
  EDUCATIONS,
  type JobFacts,
  type LabourerFacts,
  REACHES,
  SHIFTS,
} from '@songgang/search/matcher/model.ts';
import { depthOf, LEVEL_DIGITS } from '@songgang/search/matcher/place.ts';
import { countsAsSkill, isWithin } from '@songgang/search/matcher/rule.ts';
import type { Sql } from 'postgres';

/** One or many populations to be judged by one statement; nobody meets a job of another. */
export interface Population {
  readonly labourers: readonly LabourerFacts[];
  readonly jobs: readonly JobFacts[];
}

/** The rule written once more, as relations: what the matcher is compared with, in truth and in speed. */
const TABLES = `
create schema if not exists matcher_bench;
set search_path to matcher_bench;
drop table if exists labourers, jobs, wants, offers_work cascade;
create table labourers (pop int, n int, village text, town text, county text, prefecture text, province text, reach int,
  age int, education int, floor_fen int, limits int, shifts int, home bool, lodging bool, board bool,
  lat float8, lng float8, places int, able int[], refused_work text[], refused_employers text[], delivered text[],
  primary key (pop, n));
create table jobs (pop int, n int, village text, town text, county text, prefecture text, province text, verified bool,
  at_home bool, age_min int, age_max int, education int, pay_fen int, demands int, shift int, lodging bool, board bool,
  lat float8, lng float8, easy bool, employer text, id text, age_days int, cap int, asks int[], work text[],
  primary key (pop, n));
create table wants (pop int, labourer int, code text);
create table offers_work (pop int, job int, code text);
`;

const INDEXES = `
create index on wants (pop, code); create index on offers_work (pop, code);
create index on jobs (pop, county); create index on jobs (pop, pay_fen);
analyze;
`;

const SAME_COUNTY = '(j.county = l.county) is true';

/**
 * Suitable pairs as a table (pop, labourer, job): every rule of the product, by one set join. Skills and refusals are
 * arrays of the row: asked of tables of their own, each pair would be a look-up.
 */
const SUITABLE = `
select p.pop, p.labourer, p.job
from (select w.pop, w.labourer, o.job from wants w join offers_work o on o.pop = w.pop and o.code = w.code) p
join labourers l on l.pop = p.pop and l.n = p.labourer
join jobs j on j.pop = p.pop and j.n = p.job
where j.verified
  and j.pay_fen >= l.floor_fen and l.age between j.age_min and j.age_max and l.education >= j.education
  and l.limits & j.demands = 0 and (l.shifts >> j.shift) & 1 = 1
  and (case l.reach when 0 then j.village = l.village when 1 then j.town = l.town when 2 then j.county = l.county
       when 3 then j.prefecture = l.prefecture when 4 then j.province = l.province else true end
       or (j.at_home and j.county = l.county))
  and (${SAME_COUNTY} or j.at_home
       or (not l.home and (not l.lodging or j.lodging) and (not l.board or j.board)))
  and (j.easy or l.able && j.asks)
  and (l.refused_work = '{}' or not l.refused_work && j.work)
  and (l.refused_employers = '{}' or j.employer <> all (l.refused_employers))
  and (l.delivered = '{}' or j.id <> all (l.delivered))
`;

/** The same ranked and handed out best first, by place, pay and freshness: simpler than score.ts, in SQL's favour. */
const GREEDY = `
create or replace function matcher_bench.hand_out() returns int language plpgsql as $$
declare pair record; given int := 0; places int[]; caps int[];
begin
  select array_agg(l.places order by n) into places from matcher_bench.labourers l where pop = 0;
  select array_agg(j.cap order by n) into caps from matcher_bench.jobs j where pop = 0;
  for pair in
    select s.labourer + 1 as who, s.job + 1 as what from (${SUITABLE}) s
    join labourers l on l.pop = s.pop and l.n = s.labourer join jobs j on j.pop = s.pop and j.n = s.job
    order by 200000 * 5000 / (5000 + coalesce(111195 * sqrt((l.lat - j.lat) ^ 2 + ((l.lng - j.lng) * 0.82) ^ 2), 20000))
      + 150000 * least(1, (j.pay_fen - l.floor_fen)::float8 / greatest(l.floor_fen, 200000))
      + 29999 * greatest(0, 30 - j.age_days) / 30 desc, 1, 2
  loop
    if places[pair.who] > 0 and caps[pair.what] > 0 then
      places[pair.who] := places[pair.who] - 1; caps[pair.what] := caps[pair.what] - 1; given := given + 1;
    end if;
  end loop;
  return given;
end $$;
`;

const area = (code: string, level: number) => {
  const digits = LEVEL_DIGITS[level] ?? 0;
  return depthOf(code) >= digits ? code.slice(0, digits) : null;
};
const areas = (code: string) => ({
  village: area(code, 0),
  town: area(code, 1),
  county: area(code, 2),
  prefecture: area(code, 3),
  province: area(code, 4),
});
const bits = <T>(all: readonly T[], some: readonly T[]) => some.reduce((sum, one) => sum | (1 << all.indexOf(one)), 0);
/** The code and everything it lies under, and the empty code that stands for any work. */
const upward = (code: string) => Array.from({ length: code.length / 2 + 1 }, (_, k) => code.slice(0, 2 * k));

function rowsOf({ labourers, jobs }: Population, pop: number) {
  const asked = [...new Set(jobs.flatMap((j) => j.skillCodes))];
  const numbers = (codes: readonly string[]) => [...new Set(codes)].map((code) => asked.indexOf(code));
  const meets = (held: string, code: string) => isWithin(code, held) || isWithin(held, code);
  const each = <T>(of: (l: LabourerFacts) => readonly T[]) =>
    labourers.flatMap((l, labourer) => [...new Set(of(l))].map((value) => ({ pop, labourer, value })));
  return {
    labourers: labourers.map((l, n) => ({
      pop,
      n,
      ...areas(l.regionCode),
      reach: REACHES.indexOf(l.reach),
      age: l.age,
      education: EDUCATIONS.indexOf(l.education),
      floor_fen: l.payFloorFen,
      limits: bits(DEMANDS, l.limits),
      shifts: bits(SHIFTS, l.shifts),
      home: l.homeEveryNight,
      lodging: l.needsLodging,
      board: l.needsBoard,
      lat: l.point?.lat ?? null,
      lng: l.point?.lng ?? null,
      places: 5,
      able: numbers(l.skills.filter(countsAsSkill).flatMap((skill) => asked.filter((code) => meets(skill.code, code)))),
      refused_work: l.refusedOccupations,
      refused_employers: l.refusedEmployerIds,
      delivered: l.deliveredJobIds,
    })),
    jobs: jobs.map((j, n) => ({
      pop,
      n,
      ...areas(j.regionCode),
      verified: j.employerState === 'verified',
      at_home: j.kind === 'home_based',
      age_min: j.ageMin ?? 0,
      age_max: j.ageMax ?? 999,
      education: EDUCATIONS.indexOf(j.educationMin),
      pay_fen: j.payMinFen,
      demands: bits(DEMANDS, j.demands),
      shift: SHIFTS.indexOf(j.shift),
      lodging: j.hasLodging,
      board: j.hasBoard,
      lat: j.point?.lat ?? null,
      lng: j.point?.lng ?? null,
      easy: j.skillCodes.length === 0,
      employer: j.employerId,
      id: j.id,
      age_days: j.ageDays,
      cap: j.capLeft,
      asks: numbers(j.skillCodes),
      work: upward(j.occupationCode),
    })),
    wants: each((l) => {
      const trades = l.skills.filter((skill) => skill.code.length >= 4).map((skill) => skill.code.slice(0, 4));
      const codes = l.wishes.length === 0 ? [''] : [...l.wishes, ...trades];
      // Of two codes one of which holds the other the wider does: so no pair is found twice and nothing need be sorted.
      return codes.filter((code) => !codes.some((other) => other !== code && isWithin(code, other)));
    }).map(({ value, ...row }) => ({ ...row, code: value })),
    offers_work: jobs.flatMap((j, job) => upward(j.occupationCode).map((code) => ({ pop, job, code }))),
  };
}

const AT_ONCE = 5_000;

/** Fills the relations with the populations, numbered from 0, and their people and jobs in the order given. */
export async function loadRelations(sql: Sql, populations: readonly Population[]): Promise<void> {
  await sql.unsafe(TABLES);
  const tables = populations.map(rowsOf);
  for (const table of Object.keys(tables[0] ?? {}) as (keyof ReturnType<typeof rowsOf>)[]) {
    // The cast drops what the rows of each table hold: they all become JSON.
    const rows = tables.flatMap((all) => all[table] as object[]);
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = JSON.stringify(rows.slice(at, at + AT_ONCE));
      await sql.unsafe(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`, [
        some,
      ]);
    }
  }
  await sql.unsafe(INDEXES);
  await sql.unsafe(GREEDY);
}

/** Suitable pairs of every population, in order. */
export async function judgeInSql(sql: Sql): Promise<{ pop: number; labourer: number; job: number }[]> {
  return sql.unsafe(`${SUITABLE} order by 1, 2, 3`);
}

/** Count and two check sums of the suitable pairs: equal for equal sets, without carrying millions of rows. */
export async function sumUpInSql(sql: Sql): Promise<PairSums> {
  const [row] = await sql.unsafe(`select count(*)::int as pairs,
    coalesce(sum((labourer::int8 * 7919 + job::int8 * 104729) % 1000003), 0)::float8 as one,
    coalesce(sum((labourer::int8 * 15485863 + job::int8 * 32452843) % 2038074743), 0)::float8 as other from (${SUITABLE}) s`);
  return row as unknown as PairSums;
}

export interface PairSums {
  readonly pairs: number;
  readonly one: number;
  readonly other: number;
}

/** The greedy of the statement above; offers given out. */
export async function assignInSql(sql: Sql): Promise<number> {
  const [row] = await sql.unsafe('select matcher_bench.hand_out() as given');
  return (row as unknown as { given: number }).given;
}
