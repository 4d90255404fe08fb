import { randomUUID } from 'node:crypto';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Connection } from '../../../api/src/db/client.ts';
import { appendEvents } from '../../../api/src/domains/audit/service.ts';
import { checkIns, fairs, intents } from '../../../api/src/domains/fairs/tables.ts';
import { households, labourers } from '../../../api/src/domains/people/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { minimumWages } from '../../../api/src/domains/regions/tables.ts';
import { awards, claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { FraudRows } from '../../../api/src/domains/subsidies/core/fraud-rows.ts';
import {
  officerRelatives,
  payeeAccounts,
  personHours,
  personSpans,
} from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { addMonths, type CalendarDate } from '../../../api/src/kernel/calendar.ts';
import { COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';
import { aPolicy } from '../../support/money.ts';

const noonOf = (on: CalendarDate): Date => new Date(`${on}T04:00:00Z`);
const dates = { createdAt: NOON, updatedAt: NOON };

/** Writes the rows that a screen would look at into the registers that it loads them from. */
export class Registers {
  readonly #world: World;
  readonly #sql: Connection['sql'];
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(world: World, sql: Connection['sql']) {
    this.#world = world;
    this.#sql = sql;
  }

  /** The id in the database of what the rows call so. */
  id(table: string, name: string): string {
    const key = `${table} ${name}`;
    const known = this.#ids.get(key) ?? randomUUID();
    this.#ids.set(key, known);
    this.#names.set(known, name);
    return known;
  }

  nameOf = (id: string): string | undefined => this.#names.get(id);

  async write(rows: FraudRows): Promise<void> {
    await this.#people(rows);
    await this.#placements(rows);
    await this.#insurance(rows);
    await this.#claims(rows);
    await this.#beside(rows);
    await this.#blacklist(rows);
  }

  async #insert<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): Promise<void> {
    // The cast: drizzle's type of many rows cannot be told from a generic table.
    for (let i = 0; i < rows.length; i += 1000)
      await this.#world.db.insert(table).values(rows.slice(i, i + 1000) as never);
  }

  #row = (table: string, name: string) => ({ countyCode: COUNTY, id: this.id(table, name) });

  async #people({ people }: FraudRows): Promise<void> {
    await this.#insert(
      households,
      people.map(({ id }) => ({
        ...{ ...this.#row('households', id), cardNumber: `H ${id}`, headName: '户主', regionCode: VILLAGE },
        ...{ povertyStatus: 'registered' as const, ...dates },
      })),
    );
    await this.#insert(
      labourers,
      people.map(({ id, name, phoneHash }) => ({
        ...{ ...this.#row('people', id), householdId: this.id('households', id), name, phoneHash: phoneHash ?? null },
        ...{ idNumberSealed: id, idNumberHash: id, birthOn: '1984-05-01', sex: 'female' as const },
        ...{ regionCode: VILLAGE, education: 'junior' as const, health: 'healthy' as const, ...dates },
        ...{ employment: 'employed' as const, wantsWork: true, reach: 'county' as const, shifts: ['day' as const] },
      })),
    );
  }

  /** Those that came about at a fair name what was agreed there. */
  async #placements({ placements: works, claims: asked, attendances }: FraudRows): Promise<void> {
    const placementOf = new Map(asked.map(({ id, placementId }) => [id, placementId]));
    const fairOf = new Map(attendances.map(({ id, claimId }) => [placementOf.get(claimId) ?? '', id]));
    await this.#insert(
      placements,
      works.map((work) => {
        const fair = fairOf.get(work.id);
        return {
          ...{ ...this.#row('placements', work.id), labourerId: this.id('people', work.labourerId) },
          ...{ employerId: this.id('employers', work.employerId), employerName: `厂 ${work.employerId}` },
          ...{ origin: 'hand' as const, introducerKind: 'none' as const, postTitle: '普工', regionCode: VILLAGE },
          ...{ postKind: work.isFullTime ? ('market' as const) : ('home_based' as const) },
          ...{ contractKind: 'labour_contract' as const, contractOn: work.contractOn, startedOn: work.startOn },
          ...{ monthlyPayFen: work.monthlyPayFen, recordedBy: randomUUID(), recordedAt: NOON },
          ...(fair !== undefined && { intentId: this.id('attendances', fair) }),
          ...(work.endOn === undefined
            ? { status: 'started' as const }
            : { status: 'ended' as const, endedOn: work.endOn, endReason: 'moved_on' as const }),
        };
      }),
    );
  }

  /** Month by month, as sheets say it: what stopped is followed by a month without insurance. */
  async #insurance({ insurance, placements: works }: FraudRows): Promise<void> {
    const workAt = new Map(works.map((work) => [`${work.labourerId} ${work.employerId}`, work.id]));
    const rows = insurance.map(({ id, labourerId, employerId, monthsPaid, stoppedOn }) => {
      const placement = this.id('placements', workAt.get(`${labourerId} ${employerId}`) ?? '');
      const end = stoppedOn?.slice(0, 8).concat('01') ?? '2026-01-01';
      return {
        id,
        placement,
        from: addMonths(end, -monthsPaid),
        count: monthsPaid,
        hasStopped: stoppedOn !== undefined,
      };
    });
    const columns = [
      rows.map(({ placement }) => placement),
      rows.map(({ from }) => from),
      rows.map(({ count, hasStopped }) => (hasStopped ? count : count - 1)),
      rows.map(({ count, hasStopped }) => (hasStopped ? count : count + 1)),
    ] as const;
    await this.#sql`
      insert into wage_months (county_code, id, placement_id, month, paid_fen, insurances)
      select ${COUNTY}, gen_random_uuid(), r.placement, to_char(r.first + make_interval(months => m), 'YYYY-MM'), 250000,
        case when m < r.stops then array['pension'] else '{}'::text[] end
      from unnest(${columns[0]}::uuid[], ${columns[1]}::date[], ${columns[2]}::int[], ${columns[3]}::int[])
        as r(placement, first, last, stops), generate_series(0, r.last) m`;
  }

  async #claims({ claims: asked, accounts }: FraudRows): Promise<void> {
    const { vault } = this.#world.deps;
    await this.#insert(
      payeeAccounts,
      accounts.map(({ id, labourerId, numberHash, holderName }) => ({
        ...{ ...this.#row('accounts', id), ownerKind: 'labourer' as const, ownerId: this.id('people', labourerId) },
        ...{ numberSealed: numberHash, numberHash, holderNameSealed: vault.seal(holderName), bankName: '某某农商行' },
        ...{ addedBy: randomUUID(), addedAt: NOON },
      })),
    );
    const policy = await aPolicy(this.#world);
    const right = ({ id, labourerId }: FraudRows['claims'][number]) => ({
      ...{ ruleId: policy.ruleId, subjectId: this.id('people', labourerId), payeeKind: 'labourer', periodKey: id },
    });
    await this.#insert(
      awards,
      asked.map((one) => ({ countyCode: COUNTY, ...right(one), claimId: this.id('claims', one.id) })),
    );
    await this.#insert(
      claims,
      asked.map((one) => {
        const person = this.id('people', one.labourerId);
        const [prepared, checked] = one.handlerIds.map((name) => this.id('officers', name));
        return {
          ...{ ...this.#row('claims', one.id), ...right(one), policyVersionId: policy.id },
          ...{ subjectKind: 'labourer' as const, labourerId: person, payeeId: person, regionCode: VILLAGE },
          ...(one.placementId !== undefined && { placementId: this.id('placements', one.placementId) }),
          ...(one.accountId !== undefined && { accountId: this.id('accounts', one.accountId) }),
          ...{
            trigger: 'test',
            eventOn: one.claimedOn,
            status: 'checked' as const,
            verdict: 'payable',
            amountFen: 15_000,
          },
          ...{ judged: { facts: {}, units: {}, settings: {}, rates: [], jurisdiction: 'luozhuang', sources: {} } },
          // The cast: a screen reads nothing of an evaluation.
          ...{ evaluation: { findings: [], working: [] } as unknown as (typeof claims.$inferInsert)['evaluation'] },
          ...{ judgedAt: NOON, foundAt: NOON, submittedAt: noonOf(one.claimedOn) },
          ...{ preparedBy: prepared ?? null, checkedBy: checked ?? null },
        };
      }),
    );
  }

  async #beside({ spans, hours, relatives, wages, deadlines, attendances, claims: asked }: FraudRows): Promise<void> {
    await this.#insert(
      personSpans,
      spans.map(({ id, labourerId, ...span }) => ({
        ...{ ...this.#row('spans', id), labourerId: this.id('people', labourerId), ...span, source: 'test' },
        ...{ enteredBy: randomUUID(), enteredAt: NOON },
      })),
    );
    await this.#insert(
      personHours,
      hours.map(({ id, labourerId, ...row }) => ({
        ...{ ...this.#row('hours', id), labourerId: this.id('people', labourerId), ...row, source: 'test' },
      })),
    );
    await this.#insert(
      officerRelatives,
      relatives.map(({ id, officerId, labourerId }) => ({
        ...{ ...this.#row('relatives', id), officerId: this.id('officers', officerId), relation: '兄弟' },
        ...{ labourerId: this.id('people', labourerId), declaredAt: NOON },
      })),
    );
    await this.#insert(
      minimumWages,
      wages.map(({ fromOn, monthFen }) => ({
        ...{ countyCode: COUNTY, validFrom: fromOn, monthlyFen: monthFen, hourlyFen: 1_500, source: 'test' },
      })),
    );
    for (const [i, validTo] of deadlines.entries())
      await aPolicy(this.#world, { ruleId: 'luozhuang-transport-subsidy', number: i + 1, validFrom: validTo, validTo });
    await this.#fairs(attendances, asked);
  }

  async #fairs(attendances: FraudRows['attendances'], asked: FraudRows['claims']): Promise<void> {
    const personOf = new Map(asked.map(({ id, labourerId }) => [id, this.id('people', labourerId)]));
    const fair = {
      ...{
        ...this.#row('fairs', 'one'),
        title: '招聘会',
        kind: 'special' as const,
        regionCode: VILLAGE,
        place: '广场',
      },
      ...{ startsAt: NOON, endsAt: NOON, status: 'closed' as const, createdBy: randomUUID(), createdAt: NOON },
    };
    await this.#insert(fairs, [fair]);
    const at = attendances.map((one) => ({ ...one, labourerId: personOf.get(one.claimId) ?? '' }));
    await this.#insert(
      intents,
      at.map(({ id, labourerId }) => ({
        ...{ ...this.#row('attendances', id), fairId: fair.id, labourerId, jobId: randomUUID() },
        ...{ outcome: 'signed' as const, recordedBy: randomUUID(), recordedAt: NOON },
      })),
    );
    await this.#insert(
      checkIns,
      at
        .filter(({ isCheckedIn }) => isCheckedIn)
        .map(({ labourerId }) => ({
          ...{ countyCode: COUNTY, fairId: fair.id, labourerId, at: NOON, recordedBy: randomUUID() },
        })),
    );
  }

  /** When a firm stood on the blacklist is known by the log alone. */
  async #blacklist({ employers }: FraudRows): Promise<void> {
    const { system, db } = this.#world;
    for (const { id, blacklistedOn, removedOn } of employers)
      for (const [action, on] of [
        ['blacklist', blacklistedOn],
        ['restore', removedOn],
      ] as const) {
        if (on === undefined) continue;
        const news = { subjectKind: 'employer', subjectId: this.id('employers', id), action };
        await db.transaction((tx) => appendEvents(tx, { ...system, now: () => noonOf(on) }, [news]));
      }
  }
}
