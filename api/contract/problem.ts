import { Type } from 'typebox';

/** RFC 9457: how every error leaves the api. Never a stack. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  /** Values the sentence needs, and for invalid input the fields and why. */
  details: Type.Record(Type.String(), Type.Unknown()),
});
