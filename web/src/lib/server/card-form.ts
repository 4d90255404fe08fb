import type { Input } from '@songgang/api/contract/endpoint.ts';
import { suggestOccupations } from '@songgang/api/contract/jobs.ts';
import type { editCard, registerLabourer } from '@songgang/api/contract/people.ts';
import { type CardFields, codeIn, EMPTY_CARD, TRADE_LISTS, type TradeList, withTrade } from '#lib/card-form.ts';
import { attempt } from './api.ts';
import { fenOf, text, texts, ticked } from './forms.ts';
import { occupationNames } from './occupations.ts';

type Fetch = typeof globalThis.fetch;
type Body = Input<typeof editCard>['body'];
type NewBody = Input<typeof registerLabourer>['body'];

/** What was typed, field by field, each read by the type it has in an empty card. */
export function readCardFields(form: FormData): CardFields {
  const read = (name: string, empty: CardFields[keyof CardFields]) => {
    if (Array.isArray(empty)) return texts(form, name);
    return typeof empty === 'boolean' ? ticked(form, name) : text(form, name);
  };
  // The entries are those of EMPTY_CARD.
  return Object.fromEntries(
    Object.entries(EMPTY_CARD).map(([name, empty]) => [name, read(name, empty)]),
  ) as unknown as CardFields;
}

/** From this strength on a text names the trade itself. */
const NAMED = 0.7;

export interface Unsure {
  list: TradeList;
  said: string;
  choices: { value: string; label: string }[];
}

/** Takes in the trades that were typed or picked. Those whose words may mean several come back with their choices. */
export async function withTypedTrades(fetch: Fetch, form: FormData, fields: CardFields) {
  let taken = fields;
  const unsure: Unsure[] = [];
  for (const list of TRADE_LISTS) {
    const [picked, said] = [text(form, `${list}Pick`), text(form, `${list}Said`)];
    const found = picked === '' && said !== '' ? await mapped(fetch, said) : { code: picked, choices: [] };
    if (found.code !== '') taken = { ...taken, [list]: withTrade(taken[list], keptAs(list, found.code, form)) };
    else if (said !== '') unsure.push({ list, said, choices: found.choices });
  }
  return { fields: taken, unsure };
}

const keptAs = (list: TradeList, code: string, form: FormData): string =>
  list === 'skills' ? `${code}:${text(form, 'skillGrade') || 'can_do'}` : code;

async function mapped(fetch: Fetch, said: string) {
  const found = await attempt(fetch, suggestOccupations, { query: { text: said } });
  const choices = found.ok ? found.value.choices : [];
  const sure = (choices[0]?.strength ?? 0) >= NAMED ? choices[0] : undefined;
  return { code: sure?.code ?? '', choices: choices.map(({ code, name }) => ({ value: code, label: name })) };
}

/** The names of all trades of a form. */
export const namesOf = (fetch: Fetch, fields: CardFields): Promise<Record<string, string>> =>
  occupationNames(
    fetch,
    TRADE_LISTS.flatMap((list) => fields[list].map(codeIn)),
  );

const answer = (typed: string): boolean | null => (typed === '' ? null : typed === '1');
const orNull = (typed: string): string | null => (typed === '' ? null : typed);

/** The fields as the api takes them, without numbers. The casts only name the fields: an unknown word comes back as a refusal. */
function factsOf(fields: CardFields) {
  const { name, regionCode, skills, payFloor, disabilityGrade, wantsWork, wantsVenture, wantsTraining, ...rest } =
    fields;
  const { idNumber: _id, phone: _phone, email: _email, dropsPhone: _p, dropsEmail: _e, ...facts } = rest;
  return {
    ...facts,
    ...{ name, regionCode },
    skills: skills.map((kept) => ({ code: codeIn(kept), grade: kept.split(':')[1] })),
    payFloorFen: fenOf(payFloor) ?? 0,
    disabilityKind: orNull(facts.disabilityKind),
    disabilityGrade: disabilityGrade === '' ? null : Number(disabilityGrade),
    skillsText: orNull(facts.skillsText),
    wantsWork: wantsWork === '1',
    wantsVenture: answer(wantsVenture),
    ventureWish: orNull(facts.ventureWish),
    wantsTraining: answer(wantsTraining),
    measuresNote: orNull(facts.measuresNote),
  };
}

/** A changed card. A number left empty stays as it is; one that is dropped is taken away. */
export function editBodyOf(fields: CardFields, householdId: string, version: number): Body {
  const { idNumber, phone, email, dropsPhone, dropsEmail } = fields;
  return {
    ...factsOf(fields),
    ...{ householdId, version },
    ...(idNumber !== '' && { idNumber }),
    ...(dropsPhone ? { phone: null } : phone !== '' && { phone }),
    ...(dropsEmail ? { email: null } : email !== '' && { email }),
  } as Body;
}

/** A new card of a household. */
export function newBodyOf(fields: CardFields, householdId: string): NewBody {
  const { idNumber, phone, email } = fields;
  const numbers = { idNumber, ...(phone !== '' && { phone }), ...(email !== '' && { email }) };
  return { ...factsOf(fields), householdId, ...numbers } as NewBody;
}
