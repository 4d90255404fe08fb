import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { chainExports, chainHeads, disclosures, events } from '../domains/audit/tables.ts';
import { loginCodes, sessions, signInFailures, users } from '../domains/auth/tables.ts';
import { campaigns, campaignVillages, visits } from '../domains/campaigns/tables.ts';
import { employerContacts, employers } from '../domains/employers/tables.ts';
import { booths, checkIns, fairJobs, fairs, intents, invitations } from '../domains/fairs/tables.ts';
import { importRows, imports } from '../domains/imports/tables.ts';
import {
  lexiconEntries,
  searchCounts,
  searchProposals,
  tapCounts,
  tappedPages,
} from '../domains/jobs/lexicon/tables.ts';
import { jobs } from '../domains/jobs/tables.ts';
import { deliveries, kioskWishes, matchRuns, offersHeld, offersOut } from '../domains/matching/tables.ts';
import { messages } from '../domains/notices/tables.ts';
import { households, labourers, pairings, povertySpells } from '../domains/people/tables.ts';
import { employerSheets, followUps, placements, wageMonths } from '../domains/placements/tables.ts';
import { counties, minimumWages } from '../domains/regions/tables.ts';
import { awards, claimDuties, claims, fraudHits } from '../domains/subsidies/claims/tables.ts';
import {
  officerRelatives,
  papers,
  payeeAccounts,
  personHours,
  personSpans,
  statedFacts,
} from '../domains/subsidies/evidence/tables.ts';
import {
  bankFormats,
  bankReturns,
  budgetLines,
  paymentBatches,
  paymentLines,
  payments,
} from '../domains/subsidies/payments/tables.ts';
import { policyEndings, policyRates, policySettings, policyVersions } from '../domains/subsidies/policies/tables.ts';
import { noticeLines, objections, publicNotices } from '../domains/subsidies/publicity/tables.ts';
import { lookMarks } from '../domains/subsidies/sweep/tables.ts';
import { sampleChecks, samples } from '../domains/supervision/tables.ts';
import { AppError } from '../kernel/app-error.ts';

/** Every tenant table, those that point at others first. */
const TABLES = [
  sampleChecks,
  samples,
  payments,
  bankReturns,
  paymentLines,
  paymentBatches,
  budgetLines,
  bankFormats,
  objections,
  noticeLines,
  publicNotices,
  lookMarks,
  fraudHits,
  claimDuties,
  claims,
  awards,
  papers,
  payeeAccounts,
  officerRelatives,
  personHours,
  personSpans,
  statedFacts,
  policySettings,
  policyRates,
  policyEndings,
  policyVersions,
  wageMonths,
  employerSheets,
  followUps,
  placements,
  intents,
  checkIns,
  invitations,
  fairJobs,
  booths,
  fairs,
  visits,
  campaignVillages,
  campaigns,
  kioskWishes,
  deliveries,
  offersHeld,
  offersOut,
  matchRuns,
  messages,
  lexiconEntries,
  searchProposals,
  searchCounts,
  tapCounts,
  tappedPages,
  jobs,
  employerContacts,
  employers,
  pairings,
  povertySpells,
  labourers,
  households,
  importRows,
  imports,
  sessions,
  loginCodes,
  signInFailures,
  users,
  disclosures,
  events,
  chainExports,
  chainHeads,
  minimumWages,
] as const;

/** Empties a county that is marked as a demonstration. Throws demo.not_a_demo for any other. */
export async function emptyDemo(tx: Tx, countyCode: string): Promise<void> {
  const [county] = await tx.select().from(counties).where(eq(counties.code, countyCode)).for('update');
  if (!county) return;
  if (!county.isDemo) throw new AppError('demo.not_a_demo', { code: countyCode, name: county.name });
  await tx.execute(sql`select set_config('songgang.emptying_demo', ${countyCode}, true)`);
  for (const table of TABLES) await tx.delete(table).where(eq(table.countyCode, countyCode));
  await tx.delete(counties).where(eq(counties.code, countyCode));
}
