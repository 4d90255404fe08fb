import type { Input } from '@songgang/api/contract/endpoint.ts';
import { recordPlacement } from '@songgang/api/contract/placements.ts';
import { CASE_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt } from '#lib/server/api.ts';
import { fen, text, texts } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { firmNamed, pickPerson } from '#lib/server/pick.ts';
import type { Actions, PageServerLoad } from './$types';

type Body = Input<typeof recordPlacement>['body'];

const NAMES = [
  'employerName',
  'postTitle',
  'postKind',
  'startedOn',
  'contractKind',
  'contractOn',
  'contractUntilOn',
  'introducerKind',
  'introducerName',
  'introducerFixedOn',
  'placeText',
  'pay',
  'note',
] as const;
type Typed = Record<(typeof NAMES)[number], string>;

/** First the person, by name; then, with `?labourer=`, the work. */
export const load: PageServerLoad = async (event) => {
  admit(event, ({ role }) => CASE_ROLES.some((one) => one === role));
  return pickPerson(event.fetch, event.url);
};

export const actions: Actions = {
  default: async ({ fetch, request, url }) => {
    const form = await request.formData();
    // The keys are those of NAMES.
    const typed = Object.fromEntries(NAMES.map((name) => [name, text(form, name)])) as Typed;
    const insurances = texts(form, 'insurances');
    const chosen = text(form, 'employerId');
    const firm = chosen === '' ? await firmNamed(fetch, typed.employerName) : { several: [] };
    const again = { typed, insurances, several: firm.several };
    if (firm.several.length > 0)
      return fail(422, { ...again, message: '登记册里有名字相近的单位，请在下面认一认是哪一家。' });
    const employerId = firm.one?.id ?? (chosen === 'none' ? '' : chosen);
    const labourerId = url.searchParams.get('labourer') ?? '';
    const body = bodyOf(typed, { labourerId, employerId, insurances, monthlyPayFen: fen(form, 'pay') });
    const made = await attempt(fetch, recordPlacement, { body });
    if (made.ok) redirect(303, `/desk/placements/${made.value.id}`);
    return fail(made.status, { ...again, message: say(made.code, made.details) });
  },
};

interface Beside {
  readonly labourerId: string;
  readonly employerId: string;
  readonly insurances: readonly string[];
  readonly monthlyPayFen: number | undefined;
}

function bodyOf({ pay: _pay, ...typed }: Typed, { labourerId, employerId, insurances, monthlyPayFen }: Beside): Body {
  const told = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
  // The cast only names the fields: a word the api does not know comes back as a refusal.
  return {
    ...told,
    labourerId,
    origin: 'hand',
    insurances,
    ...(employerId !== '' && { employerId }),
    ...(monthlyPayFen !== undefined && { monthlyPayFen }),
  } as Body;
}
