import { searchJobs } from '@songgang/api/contract/jobs.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { addressOf, conditionSaid, conditionsOf, type JobQuestion, queryOf, readQuestion } from '#lib/job-search.ts';
import { cardOf } from '#lib/job-view.ts';
import { shiftLabels, widenedLabels } from '#lib/labels.ts';
import { townOf } from '#lib/place.ts';
import { call } from './api.ts';
import { occupationNames } from './occupations.ts';
import { type Choice, placeOf, placesIn } from './place.ts';

type Fetch = typeof globalThis.fetch;

export interface ListOf {
  on: 'phone' | 'kiosk';
  /** The list's own address; a posting stands under it by its id. */
  path: string;
  /** Postings a page. */
  size: number;
}

/** A page of the job list for the question in the address, with what was understood and how it can be widened. */
export async function jobList(event: Pick<RequestEvent, 'cookies' | 'fetch' | 'locals' | 'url'>, list: ListOf) {
  const { fetch, url } = event;
  const { on, path, size } = list;
  const question = readQuestion(url.searchParams);
  const place = await placeOf(event, on);
  const [found, towns] = await Promise.all([
    call(fetch, searchJobs, { query: queryOf(question, size) }),
    placesIn(fetch, place.county.code),
  ]);
  const areas = place.code === undefined || place.code === townOf(place.code) ? towns : [own(place.code), ...towns];
  const understood = found.chips.map(({ key, label }) => ({
    label: conditionSaid(label),
    rest: { ...question, drop: [...question.drop, key], page: 1 },
  }));
  const conditions = [...understood, ...conditionsOf(question, await wordsOf(fetch, question, areas))];
  return {
    place,
    areas,
    question,
    conditions: conditions.map(({ label, rest }) => ({ label, without: addressOf(path, rest) })),
    total: found.total,
    pages: Math.ceil(found.total / size),
    widened: widenedWords(found.widened),
    corrected: found.corrected,
    jobs: found.jobs.map((job) => cardOf(job, addressOfJob(path, job.id, found.mark), place.county.name)),
    wider: found.total === 0 ? await waysOut(fetch, path, conditions) : [],
  };
}

/** With the mark of this page, by which the api counts that something on it was tapped. */
const addressOfJob = (path: string, id: string, mark: string | null): string =>
  `${path}/${id}${mark === null ? '' : `?from=${mark}`}`;

/** The mark in the address of a posting; an address that was cut or made up carries one that counts nothing. */
export const markIn = (url: URL): string => (url.searchParams.get('from') ?? '').slice(0, 40);

const own = (code: string): Choice => ({ code, name: '就在本村' });

async function wordsOf(fetch: Fetch, { area, trade, shift }: JobQuestion, areas: readonly Choice[]) {
  const names = trade === '' ? {} : await occupationNames(fetch, [trade]);
  return {
    areaName: areas.find(({ code }) => code === area)?.name ?? '选的地方',
    tradeName: names[trade] ?? '选的工种',
    shiftName: (shiftLabels as Readonly<Record<string, string>>)[shift] ?? '选的时间',
  };
}

const widenedWords = (widened: readonly string[]): string[] =>
  widened.flatMap((one) => (widenedLabels as Readonly<Record<string, string>>)[one] ?? []);

/** Each condition given up by itself, and how many jobs that brings; those that bring none are not offered. */
async function waysOut(fetch: Fetch, path: string, conditions: readonly { label: string; rest: JobQuestion }[]) {
  const counted = await Promise.all(
    conditions.map(async ({ label, rest }) => ({
      href: addressOf(path, rest),
      label: `不管「${label}」`,
      count: (await call(fetch, searchJobs, { query: { ...queryOf(rest, 1), peek: true } })).total,
    })),
  );
  return counted.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}
