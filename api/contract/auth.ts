import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CountyCode, Empty, EVERYONE, Name, Phone, RegionCode, ROLES, STAFF_ROLES, strict, Uuid } from './scalars.ts';

export const authRefusals = {
  'auth.required': 'unauthenticated',
  'auth.role_not_allowed': 'forbidden',
  'auth.wrong_password': 'unprocessable',
  'auth.wrong_code': 'unprocessable',
  'auth.code_too_soon': 'too_many',
  'auth.too_many_tries': 'too_many',
  'auth.login_taken': 'conflict',
  'auth.password_weak': 'unprocessable',
  'auth.region_outside': 'forbidden',
} as const satisfies Record<string, RefusalKind>;

const Password = Type.String({ minLength: 1, maxLength: 200 });

export const SessionView = Type.Object({
  role: Type.Enum([...ROLES]),
  name: Type.String(),
  countyCode: CountyCode,
  countyName: Type.String(),
  regionCode: RegionCode,
  regionName: Type.String(),
  employerId: Type.Union([Uuid, Type.Null()]),
  labourerId: Type.Union([Uuid, Type.Null()]),
  isDemo: Type.Boolean(),
});
export type SessionView = Static<typeof SessionView>;

/** Who am I: a visitor where nobody is signed in. */
export const getSession = endpoint({
  method: 'GET',
  url: '/session',
  summary: 'Who is signed in',
  access: EVERYONE,
  response: SessionView,
});

export const signIn = endpoint({
  method: 'POST',
  url: '/session',
  summary: 'Sign in with a name and a password (staff and employers)',
  access: EVERYONE,
  body: Type.Object({ loginName: Type.String({ minLength: 1, maxLength: 80 }), password: Password }, strict),
  response: SessionView,
});

export const sendCode = endpoint({
  method: 'POST',
  url: '/session/code',
  summary: 'Send a sign-in code to a labourer’s phone; answers the same whether or not the phone is known',
  access: EVERYONE,
  body: Type.Object({ phone: Phone }, strict),
  response: Type.Object({ validMinutes: Type.Integer() }),
});

export const signInWithCode = endpoint({
  method: 'POST',
  url: '/session/phone',
  summary: 'Sign in with the code sent to the phone',
  access: EVERYONE,
  body: Type.Object({ phone: Phone, code: Type.String({ pattern: '^\\d{6}$' }) }, strict),
  response: SessionView,
});

export const signOut = endpoint({
  method: 'DELETE',
  url: '/session',
  summary: 'End the session',
  access: EVERYONE,
  response: Empty,
});

export const StaffView = Type.Object({
  id: Uuid,
  loginName: Type.String(),
  name: Type.String(),
  role: Type.Enum([...STAFF_ROLES]),
  regionCode: RegionCode,
  regionName: Type.String(),
});

export const listStaff = endpoint({
  method: 'GET',
  url: '/staff',
  summary: 'Staff of the county within the asker’s area',
  access: STAFF_ROLES,
  response: Type.Object({ staff: Type.Array(StaffView) }),
});

export const addStaff = endpoint({
  method: 'POST',
  url: '/staff',
  summary: 'Open an account for a member of staff',
  access: ['administrator'],
  body: Type.Object(
    {
      loginName: Type.String({ minLength: 2, maxLength: 40 }),
      name: Name,
      role: Type.Enum([...STAFF_ROLES]),
      regionCode: RegionCode,
      password: Password,
    },
    strict,
  ),
  response: StaffView,
});
