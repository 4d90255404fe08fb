import { randomBytes, randomUUID } from 'node:crypto';

/** One for each form that is handed out: the same form sent twice is one wish, one visit. */
export const newClientKey = (): string => randomUUID();

/** The id of what a form will create, handed out with the form: a double click creates one. Version 7, as the api's own ids. */
export function newFormId(at = Date.now()): string {
  const hex = at.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ];
  return parts.join('-');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that came back with a form; a form without one creates anew. */
export const formIdIn = (form: FormData): { id?: string } => {
  const id = form.get('formId');
  return typeof id === 'string' && UUID.test(id) ? { id } : {};
};
