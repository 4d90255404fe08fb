import { InvalidArgumentError } from 'commander';

/** Reads an option that must be a whole number within limits. */
export const wholeNumber =
  (min: number, max: number) =>
  (given: string): number => {
    const value = Number(given);
    if (!/^\d+$/.test(given) || value < min || value > max)
      throw new InvalidArgumentError(`要 ${min} 到 ${max} 的整数`);
    return value;
  };
