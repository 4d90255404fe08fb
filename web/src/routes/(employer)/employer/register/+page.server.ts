import { signIn } from '@songgang/api/contract/auth.ts';
import { signUpEmployer } from '@songgang/api/contract/employers.ts';
import { fail, redirect } from '@sveltejs/kit';
import { creditCodeSaid } from '#lib/credit-code.ts';
import type { employerKindLabels, workshopKindLabels } from '#lib/labels.ts';
import { say } from '#lib/messages.ts';
import { attempt, type Refused } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { placeOf, placesIn } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (event.locals.actor?.role === 'employer') redirect(303, '/employer');
  const { county } = await placeOf(event, 'phone');
  return { county, towns: await placesIn(event.fetch, county.code) };
};

const NAMES = [
  'creditCode',
  'name',
  'kind',
  'workshopKind',
  'products',
  'regionCode',
  'address',
  'contactName',
  'phone',
  'loginName',
] as const;
type Typed = Record<(typeof NAMES)[number], string>;
type Errors = Partial<Record<keyof Typed | 'password', string>>;

const REQUIRED = {
  creditCode: '写上统一社会信用代码，营业执照上有。',
  name: '写上单位名称，跟营业执照一样。',
  kind: '选一下是哪一类。',
  regionCode: '选一下在哪个镇、街道。',
  contactName: '写上联系人。',
  loginName: '起一个登录名。',
} as const satisfies Errors;
const PHONE = /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/;

function errorsOf(typed: Typed, password: string): Errors {
  const errors: Errors = {};
  for (const [name, said] of Object.entries(REQUIRED) as [keyof typeof REQUIRED, string][])
    if (typed[name] === '') errors[name] = said;
  if (!PHONE.test(typed.phone)) errors.phone = '手机 11 位，座机写区号，比如 0539-8888888。';
  if (typed.loginName.length === 1) errors.loginName = '登录名至少 2 个字。';
  if (typed.kind === 'workshop' && typed.workshopKind === '')
    errors.workshopKind = say('employer.workshop_kind_missing');
  if (password.length < 10) errors.password = '密码至少 10 位。';
  return errors;
}

/** Which field a refusal is about; the rest is said above the form. */
const FIELD_OF: Readonly<Record<string, keyof Errors>> = {
  'employer.credit_code_wrong': 'creditCode',
  'employer.exists': 'creditCode',
  'auth.login_taken': 'loginName',
  'auth.password_weak': 'password',
  'employer.workshop_kind_missing': 'workshopKind',
};

function refusal({ code, details, status }: Refused, typed: Typed) {
  const field = FIELD_OF[code];
  const said = code === 'employer.credit_code_wrong' ? creditCodeSaid(details) : say(code, details);
  const errors: Errors = field ? { [field]: said } : {};
  return fail(status, { typed, errors, message: field ? '有一处没填对，已在下面标出。别的都还在。' : said });
}

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    // The keys are those of NAMES.
    const typed = Object.fromEntries(NAMES.map((name) => [name, text(form, name)])) as Typed;
    const password = String(form.get('password') ?? '');
    const errors = errorsOf(typed, password);
    if (Object.keys(errors).length > 0)
      return fail(422, { typed, errors, message: '有的地方没填对，已在下面标出。别的都还在。' });
    const { workshopKind, products, address, kind, ...rest } = typed;
    const body = {
      ...rest,
      password,
      // The casts only name the fields: a word the api does not know comes back as a refusal.
      kind: kind as keyof typeof employerKindLabels,
      ...(kind === 'workshop' && { workshopKind: workshopKind as keyof typeof workshopKindLabels }),
      ...(products && { products }),
      ...(address && { address }),
    };
    const made = await attempt(fetch, signUpEmployer, { body });
    if (!made.ok) return refusal(made, typed);
    const signed = await attempt(fetch, signIn, { body: { loginName: made.value.loginName, password } });
    redirect(303, signed.ok ? '/employer' : '/login?as=work');
  },
};
