/** Why the product cannot start, as one sentence for the operator that says what to do. Ends the process with `exitCode`. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly exitCode: number;

  constructor(sentence: string, options?: ErrorOptions & { exitCode?: number }) {
    super(sentence, options);
    this.exitCode = options?.exitCode ?? 1;
  }
}
