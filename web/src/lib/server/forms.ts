/** The text of one field, trimmed; empty where the form has no such field or carries a file there. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Every ticked or chosen value of one name. */
export function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

/** A whole number, or undefined where nothing was typed. What is not a number is NaN, which the api refuses by name. */
export function whole(form: FormData, name: string): number | undefined {
  const typed = text(form, name);
  return typed === '' ? undefined : Number(typed);
}

/** Yuan as typed (`3800`, `0.8`) in whole fen; undefined where nothing was typed, NaN where it is no sum of money. */
export function fen(form: FormData, name: string): number | undefined {
  return fenOf(text(form, name));
}

export function fenOf(typedYuan: string): number | undefined {
  const typed = typedYuan.replaceAll(/[,，\s]/g, '');
  if (typed === '') return undefined;
  const [, yuan, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(typed) ?? [];
  return yuan === undefined ? Number.NaN : Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}

export const ticked = (form: FormData, name: string): boolean => form.get(name) !== null;
