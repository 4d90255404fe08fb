import { type TSchema, Type } from 'typebox';

/** Bodies say exactly what they carry: an unknown field is a 400, never silently dropped. */
export const strict = { additionalProperties: false } as const;

export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});
/** The id that a form carries for what it will create: the same form sent twice creates one. Left out, the api makes one. */
export const NewId = Type.Optional(Uuid);
/** Whole fen, never negative. */
export const Fen = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });
export const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' });
export const RegionCode = Type.String({ pattern: '^\\d{12}$' });
export const CountyCode = Type.String({ pattern: '^\\d{6}$' });
export const OccupationCode = Type.String({ pattern: '^(\\d{2}|\\d{4}|\\d{6})$' });
export const Version = Type.Integer({ minimum: 1 });
/** A name: of a person, a firm, a post. */
export const Name = Type.String({ minLength: 1, maxLength: 80 });
/** What someone writes beside a decision. */
export const Note = Type.String({ minLength: 1, maxLength: 500 });
export const LongText = Type.String({ maxLength: 5000 });
export const Phone = Type.String({ pattern: '^1[3-9]\\d{9}$|^0\\d{2,3}-?\\d{7,8}$' });

export const ROLES = [
  'visitor',
  'labourer',
  'employer',
  'liaison',
  'township_officer',
  'county_officer',
  'finance_officer',
  'auditor',
  'administrator',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles with a desk. */
export const STAFF_ROLES = [
  'liaison',
  'township_officer',
  'county_officer',
  'finance_officer',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Those who carry cases: the desk without auditors, who read everything and change nothing. */
export const CASE_ROLES = [
  'liaison',
  'township_officer',
  'county_officer',
  'administrator',
] as const satisfies readonly Role[];
export const OFFICER_ROLES = ['township_officer', 'county_officer', 'administrator'] as const satisfies readonly Role[];
export const EVERYONE = ROLES;

/** A page of a list: query side. */
export const Paging = {
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
};

/** A file sent whole: its name and its bytes in base64, at most 30 MB before encoding. */
export const FileBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), base64: Type.String({ maxLength: 42_000_000 }) },
  strict,
);

export const Empty = Type.Object({}, strict);
