import { type Static, Type } from 'typebox';
import {
  BANK_ENCODINGS,
  BANK_FIELDS,
  BANK_FILE_KINDS,
  FORMAT_TROUBLES,
} from '../src/domains/subsidies/core/bank-file.ts';
import { UNCLEAR } from '../src/domains/subsidies/core/bank-return.ts';
import { BATCH_ACTIONS, BATCH_STATUSES, LINE_STATUSES, PAYABLE_BARS } from '../src/domains/subsidies/core/batch.ts';
import { endpoint } from './endpoint.ts';
import type { RefusalKind } from './refusal-kind.ts';
import { CalendarDate, Fen, FileBody, Instant, Name, Note, orNull, strict, Uuid, Version } from './scalars.ts';

export const paymentRefusals = {
  'budget.not_found': 'not_found',
  'budget.code_taken': 'conflict',
  'budget.overspent': 'conflict',
  'payment.batch_not_found': 'not_found',
  'payment.batch_stale': 'conflict',
  'payment.wrong_status': 'conflict',
  'payment.role_not_allowed': 'forbidden',
  'payment.same_officer': 'forbidden',
  'payment.nothing_payable': 'conflict',
  'payment.not_payable': 'conflict',
  'payment.on_its_way': 'conflict',
  'payment.format_wrong': 'unprocessable',
  'payment.not_in_encoding': 'unprocessable',
  'payment.file_changed': 'conflict',
  'payment.return_heads_missing': 'unprocessable',
  'payment.not_paid': 'conflict',
  'payment.recovers_too_much': 'unprocessable',
} as const satisfies Record<string, RefusalKind>;

/** Those who see payments; auditors and county officers read, finance officers act. */
const READERS = ['finance_officer', 'county_officer', 'auditor', 'administrator'] as const;
const PAYERS = ['finance_officer'] as const;
/** A batch may be confirmed by another finance officer or by a county officer who took no other duty on its claims. */
const CONFIRMERS = ['finance_officer', 'county_officer'] as const;

/** Budgets are larger than any single payment. */
const Sum = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const BudgetLineView = Type.Object({
  id: Uuid,
  year: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  totalFen: Sum,
  /** In batches and paid, less what failed or came back. */
  committedFen: Sum,
});
export type BudgetLineView = Static<typeof BudgetLineView>;

const Year = Type.Integer({ minimum: 2000, maximum: 2100 });

export const listBudgetLines = endpoint({
  method: 'GET',
  url: '/budget-lines',
  summary: 'Budget lines of a year, with what is left of each',
  access: READERS,
  query: Type.Object({ year: Type.Optional(Year) }),
  response: Type.Object({ lines: Type.Array(BudgetLineView) }),
});

export const createBudgetLine = endpoint({
  method: 'POST',
  url: '/budget-lines',
  summary: 'Enter a budget line of a year',
  access: PAYERS,
  body: Type.Object(
    { year: Year, code: Type.String({ pattern: '^[0-9A-Za-z-]{2,20}$' }), name: Name, totalFen: Sum, note: Note },
    strict,
  ),
  response: BudgetLineView,
});

export const raiseBudgetLine = endpoint({
  method: 'POST',
  url: '/budget-lines/:id/raise',
  summary: 'Add money to a budget line, with the document it stands on',
  access: PAYERS,
  params: Type.Object({ id: Uuid }),
  body: Type.Object({ addFen: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }), note: Note }, strict),
  response: BudgetLineView,
});

const Payable = Type.Object({
  claimId: Uuid,
  payeeName: Type.String(),
  periodKey: Type.String(),
  amountFen: Fen,
  bankName: orNull(Type.String()),
  accountTail: orNull(Type.String()),
  /** Why it cannot be paid yet, or null. */
  bar: orNull(Type.Enum([...PAYABLE_BARS])),
  /** What the bank said of the last try. */
  lastFailure: orNull(Type.String()),
});

export const listPayable = endpoint({
  method: 'GET',
  url: '/payable-claims',
  summary: 'Claims that wait for their money, by policy',
  access: READERS,
  query: Type.Object({ ruleId: Type.Optional(Type.String({ maxLength: 120 })) }),
  response: Type.Object({
    rules: Type.Array(
      Type.Object({
        ruleId: Type.String(),
        title: Type.String(),
        count: Type.Integer(),
        totalFen: Sum,
        /** The first 500. */
        claims: Type.Array(Payable),
      }),
    ),
  }),
});

export const BatchView = Type.Object({
  id: Uuid,
  number: Type.String(),
  status: Type.Enum([...BATCH_STATUSES]),
  version: Version,
  budgetLine: Type.Object({ id: Uuid, code: Type.String(), name: Type.String() }),
  totalFen: Sum,
  lineCount: Type.Integer(),
  madeByName: Type.String(),
  madeAt: Instant,
  confirmedByName: orNull(Type.String()),
  sentAt: orNull(Instant),
  fileHash: orNull(Type.String()),
  counts: Type.Record(Type.Enum([...LINE_STATUSES]), Type.Integer()),
  sums: Type.Record(Type.Enum([...LINE_STATUSES]), Sum),
  actions: Type.Array(Type.Enum([...BATCH_ACTIONS])),
});
export type BatchView = Static<typeof BatchView>;

const ReturnOutcome = Type.Object({
  paid: Type.Integer(),
  failed: Type.Integer(),
  known: Type.Integer(),
  unclear: Type.Array(
    Type.Object({ row: Type.Integer(), number: orNull(Type.Integer()), why: Type.Enum([...UNCLEAR]) }),
  ),
});
export type ReturnOutcome = Static<typeof ReturnOutcome>;

export const BatchDetail = Type.Object({
  ...BatchView.properties,
  lines: Type.Array(
    Type.Object({
      number: Type.Integer(),
      claimId: Uuid,
      attempt: Type.Integer(),
      payeeName: Type.String(),
      title: Type.String(),
      accountTail: Type.String(),
      bankName: Type.String(),
      amountFen: Fen,
      status: Type.Enum([...LINE_STATUSES]),
      failure: orNull(Type.String()),
      returnedOn: orNull(CalendarDate),
    }),
  ),
  returns: Type.Array(
    Type.Object({ name: Type.String(), fileHash: Type.String(), readAt: Instant, outcome: ReturnOutcome }),
  ),
});
export type BatchDetail = Static<typeof BatchDetail>;

const batchOnly = Type.Object({ id: Uuid });

export const listBatches = endpoint({
  method: 'GET',
  url: '/payment-batches',
  summary: 'Payment batches, newest first',
  access: READERS,
  query: Type.Object({ status: Type.Optional(Type.Enum([...BATCH_STATUSES])) }),
  response: Type.Object({ batches: Type.Array(BatchView) }),
});

export const getBatch = endpoint({
  method: 'GET',
  url: '/payment-batches/:id',
  summary: 'A batch with its numbered lines and the returns read so far',
  access: READERS,
  params: batchOnly,
  response: BatchDetail,
});

export const makeBatch = endpoint({
  method: 'POST',
  url: '/payment-batches',
  summary: 'Make a batch of chosen claims, or of all payable ones of a policy, out of a budget line',
  access: PAYERS,
  body: Type.Object(
    {
      budgetLineId: Uuid,
      claimIds: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 5000, uniqueItems: true })),
      ruleId: Type.Optional(Type.String({ maxLength: 120 })),
    },
    strict,
  ),
  response: BatchView,
});

export const takeBatchStep = endpoint({
  method: 'POST',
  url: '/payment-batches/:id/steps',
  summary: 'Confirm a batch of another officer, mark it as sent, or cancel it before it leaves',
  access: CONFIRMERS,
  params: batchOnly,
  body: Type.Object({ action: Type.Enum([...BATCH_ACTIONS]), version: Version, note: Type.Optional(Note) }, strict),
  response: BatchView,
});

export const getBankFile = endpoint({
  method: 'POST',
  url: '/payment-batches/:id/file',
  summary: 'The file for the bank, the same bytes each time; whoever takes it is written down',
  access: PAYERS,
  params: batchOnly,
  body: Type.Object({ purpose: Note }, strict),
  response: FileBody,
});

export const readBankReturn = endpoint({
  method: 'POST',
  url: '/payment-batches/:id/returns',
  summary: 'Read what the bank sent back; the same file a second time changes nothing',
  access: PAYERS,
  params: batchOnly,
  bodyLimit: 45_000_000,
  body: Type.Object({ file: FileBody }, strict),
  response: Type.Object({ outcome: ReturnOutcome, wasKnown: Type.Boolean(), batch: BatchView }),
});

export const BankFormatView = Type.Object(
  {
    kind: Type.Enum([...BANK_FILE_KINDS]),
    encoding: Type.Enum([...BANK_ENCODINGS]),
    hasHead: Type.Boolean(),
    columns: Type.Array(
      Type.Object({ head: Type.String({ maxLength: 40 }), field: Type.Enum([...BANK_FIELDS]) }, strict),
      { minItems: 1, maxItems: 20 },
    ),
    returns: Type.Object(
      {
        number: Type.String({ maxLength: 40 }),
        amount: Type.String({ maxLength: 40 }),
        amountIn: Type.Enum(['yuan', 'fen']),
        account: Type.String({ maxLength: 40 }),
        result: Type.String({ maxLength: 40 }),
        reason: Type.String({ maxLength: 40 }),
        paidWords: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 }),
        failedWords: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20 }),
      },
      strict,
    ),
  },
  strict,
);
export type BankFormatView = Static<typeof BankFormatView>;
export { FORMAT_TROUBLES };

export const getBankFormat = endpoint({
  method: 'GET',
  url: '/bank-format',
  summary: 'How the county’s bank wants its file and answers',
  access: READERS,
  response: BankFormatView,
});

export const setBankFormat = endpoint({
  method: 'POST',
  url: '/bank-format',
  summary: 'Set columns, encoding and words of the bank’s files; batches confirmed before keep theirs',
  access: PAYERS,
  body: BankFormatView,
  response: BankFormatView,
});

export const recoverPayment = endpoint({
  method: 'POST',
  url: '/payments/:claimId/recoveries',
  summary: 'Record money taken back, in part or whole; whole ends the claim',
  access: ['county_officer'],
  params: Type.Object({ claimId: Uuid }),
  body: Type.Object({ amountFen: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), note: Note }, strict),
  response: Type.Object({ claimId: Uuid, amountFen: Fen, recoveredFen: Fen, status: Type.String() }),
});

export const getReconciliation = endpoint({
  method: 'GET',
  url: '/reconciliation',
  summary: 'Payments, the log and the bank’s files side by side, to the fen',
  access: READERS,
  query: Type.Object({ year: Type.Optional(Year) }),
  response: Type.Object({
    year: Type.Integer(),
    batches: Type.Array(
      Type.Object({
        id: Uuid,
        number: Type.String(),
        status: Type.Enum([...BATCH_STATUSES]),
        /** The file that went out; 0 before it did. */
        fileFen: Sum,
        paidFen: Sum,
        failedFen: Sum,
        waitingFen: Sum,
        paymentsFen: Sum,
        /** What the chained log says was paid. */
        loggedFen: Sum,
        recoveredFen: Sum,
        agrees: Type.Boolean(),
      }),
    ),
    totals: Type.Object({ paidFen: Sum, paymentsFen: Sum, loggedFen: Sum, recoveredFen: Sum, agrees: Type.Boolean() }),
    budget: Type.Array(Type.Object({ ...BudgetLineView.properties, computedFen: Sum, agrees: Type.Boolean() })),
  }),
});
