import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { AppError } from '../kernel/app-error.ts';

/**
 * Input against the contract. Query and path are text and are converted to what the schema says; bodies are neither
 * converted nor stripped: what is unknown or of another type is a 400 that names the field.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const checker = Compile(schema);
  return (given: unknown) => {
    if (checker.Check(given)) return { value: given };
    const value = httpPart === 'body' ? given : Value.Convert(schema, given);
    if (checker.Check(value)) return { value };
    const fields = [...checker.Errors(value)].map((e) => ({ field: fieldOf(e), why: e.keyword }));
    return { error: new AppError('request.invalid', { part: httpPart, fields }) };
  };
};

const fieldOf = (e: { instancePath: string; params: object }): string => {
  const missing =
    'requiredProperties' in e.params && Array.isArray(e.params.requiredProperties)
      ? e.params.requiredProperties[0]
      : '';
  return `${e.instancePath}/${missing ?? ''}`.replace(/^\/|\/$/g, '').replaceAll('/', '.');
};
