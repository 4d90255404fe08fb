import { calculate, TOPICS, WHO } from '@songgang/api/contract/calculator.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, texts } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Answer = boolean | number | string | null;
type Answers = Record<string, Answer>;

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { countyName, whos } = await call(fetch, calculate, { body: { answers: {} } });
  const who = whos.find((one) => one.who === url.searchParams.get('who'));
  return { countyName, whos, chosen: who };
};

export const actions: Actions = {
  // Nothing is kept: the answers so far travel in the form itself, and never in an address that a log would write down.
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const who = WHO.find((one) => one === text(form, 'who'));
    const topics = TOPICS.filter((topic) => texts(form, 'topic').includes(topic));
    if (who === undefined || topics.length === 0) return fail(422, { message: '请至少选一样，再往下问。' });
    const answers = answersOf(form);
    const result = await attempt(fetch, calculate, { body: { who, topics: [...topics], answers } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    return { who, topics: [...topics], answers: Object.entries(answers), result: result.value };
  },
};

/** `a.` carries an answer as JSON, `n.` a number as typed, `s.` a day; what was asked and left open is not known. */
function answersOf(form: FormData): Answers {
  const answers: Answers = Object.fromEntries(texts(form, 'asked').map((fact) => [fact, null]));
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value === '') continue;
    const fact = name.slice(2);
    if (name.startsWith('a.')) answers[fact] = answerOf(value);
    else if (name.startsWith('n.')) answers[fact] = numberOf(value);
    else if (name.startsWith('s.')) answers[fact] = value;
  }
  return answers;
}

function answerOf(json: string): Answer {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** What is no number goes on as it was typed: the api says so in words. */
const numberOf = (typed: string): number | string => (Number.isFinite(Number(typed)) ? Number(typed) : typed);
